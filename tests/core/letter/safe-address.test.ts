import { describe, expect, it } from "vitest";
import { safeAddress } from "../../../functions/core/letter/content.ts";

describe("safeAddress", () => {
  it.each([
    "https://example.org/a?b=1&c=2",
    "http://example.org",
    "mailto:a@example.org",
    "tel:+441632960000",
  ])("lets %s be a link", address => {
    expect(safeAddress(address)).toBe(address);
  });

  it.each([
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "/relative",
    "",
    "//example.org",
  ])("lets %j be none", address => {
    expect(safeAddress(address)).toBeUndefined();
  });
});
