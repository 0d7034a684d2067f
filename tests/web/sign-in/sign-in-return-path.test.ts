import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { returnPath, signInAddress } from "../../../functions/web/sign-in/return-path.ts";
import { anyWebPath, anyWebQuery, anyWebUrl } from "../../examples/any-web-url.ts";
import { runs } from "../../size.ts";

const origin = "https://editors.example.org";
const odd = fc.array(
  fc.constantFrom(
    "/",
    "\\",
    ".",
    "..",
    "\t",
    "\n",
    "@",
    ":",
    "?",
    "#",
    "%2f",
    "%5c",
    "evil.example",
    "a",
    "https:",
  ),
  {
    maxLength: 8,
  },
);

describe("the way back after signing in", () => {
  it.each([
    "/",
    "/bulletins/care-weekly?saved=1",
    "/editions/x/letter.txt",
    "/bulletins/caf%C3%A9",
  ])("is the page asked for: %s", path => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    undefined,
    "",
    "bulletins",
    "//evil.example/x",
    "/\\evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    `/${"x".repeat(1_000)}`,
  ])("is the first page otherwise: %j", path => {
    expect(returnPath(path)).toBe("/");
  });

  it("never leaves the site, whatever is asked for, and does not change when asked for again", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyWebUrl,
          fc.string(),
          odd.map(parts => parts.join("")),
          odd.map(parts => `/${parts.join("")}`),
        ),
        asked => {
          const path = returnPath(asked);
          expect(new URL(path, origin).origin).toBe(origin);
          expect(returnPath(path)).toBe(path);
          expect(path).toMatch(/^\/[\x21-\x7e]*$/);
        },
      ),
      { numRuns: runs(2_000) },
    );
  });

  it("is kept whole by the address of the sign-in page", () => {
    fc.assert(
      fc.property(anyWebPath, anyWebQuery, (path, query) => {
        const asked = returnPath(`${path}?${query}`);
        expect(
          returnPath(new URL(signInAddress(asked), origin).searchParams.get("return") ?? undefined),
        ).toBe(asked);
      }),
    );
  });
});
