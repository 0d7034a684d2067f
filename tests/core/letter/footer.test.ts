import { describe, expect, it } from "vitest";
import { footerWords } from "../../../functions/core/letter/footer.ts";

const footer = { organisation: "Harbour Health Trust" };

describe("footerWords", () => {
  it("speaks Welsh in a Welsh letter, whatever the region", () => {
    const words = footerWords("cy-GB", footer);
    expect(words.unsubscribe).toBe("Dad-danysgrifio");
    expect(words.reason).toMatch(/^Rydych yn cael .* restr bostio Harbour Health Trust\.$/);
  });

  it("runs from the right in an Arabic letter", () => {
    expect(footerWords("ar", footer)).toMatchObject({ language: "ar", direction: "rtl" });
  });

  it("falls back to English, and says that it is English", () => {
    expect(footerWords("mi", footer)).toMatchObject({
      language: "en",
      direction: "ltr",
      view: "View in your browser",
    });
  });

  it("says who reads replies, or that nobody does", () => {
    const replies = (repliesReadBy?: string) =>
      footerWords("en", { ...footer, repliesReadBy }).replies;
    expect(replies("the Medical Director")).toBe("Replies are read by the Medical Director.");
    expect(replies()).toBe("Nobody reads replies to this letter.");
  });
});
