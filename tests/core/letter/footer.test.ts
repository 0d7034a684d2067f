import { describe, expect, it } from "vitest";
import { footerWords } from "../../../functions/core/letter/footer.ts";

describe("footerWords", () => {
  it("speaks Welsh in a Welsh letter, whatever the region", () => {
    expect(footerWords("cy-GB").unsubscribe).toBe("Dad-danysgrifio");
  });

  it("runs from the right in an Arabic letter", () => {
    expect(footerWords("ar")).toMatchObject({ language: "ar", direction: "rtl" });
  });

  it("falls back to English, and says that it is English", () => {
    expect(footerWords("mi")).toMatchObject({
      language: "en",
      direction: "ltr",
      view: "View in your browser",
    });
  });
});
