import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signLink, verifyLink } from "../../../functions/core/people/link-token.ts";

const keys = [
  { id: "b", secret: "new" },
  { id: "a", secret: "old" },
];
const bearer = {
  edition: "community-care_20261117T090000Z",
  subscriber: "01JDSUBSCRIBER000000000001",
};
const token = signLink("unsubscribe", bearer, keys);

describe("a signed link", () => {
  it("names its subscriber and edition", () => {
    expect(verifyLink("unsubscribe", token, keys)).toEqual(bearer);
  });

  it("fits into an address without escaping", () => {
    expect(token).toMatch(/^[A-Za-z0-9_.-]+$/);
  });

  it("stays valid when keys rotate, as long as its own key is among them", () => {
    const old = signLink("read", bearer, keys.slice(1));
    expect(verifyLink("read", old, keys)).toEqual(bearer);
    expect(verifyLink("read", token.replace(/^b/, "a"), keys)).toBeUndefined();
    expect(verifyLink("unsubscribe", token, keys.slice(1))).toBeUndefined();
  });

  it("is for one purpose", () => {
    expect(verifyLink("read", token, keys)).toBeUndefined();
  });

  it("does not verify with any character changed, dropped or added", () => {
    fc.assert(
      fc.property(
        fc.nat(token.length),
        fc.constantFrom(..."aZ0._-é "),
        fc.nat(1),
        (at, character, drop) => {
          const forged = token.slice(0, at) + character + token.slice(at + drop);
          fc.pre(forged !== token);
          expect(verifyLink("unsubscribe", forged, keys)).toBeUndefined();
        },
      ),
    );
    for (let length = 0; length < token.length; length++)
      expect(verifyLink("unsubscribe", token.slice(0, length), keys)).toBeUndefined();
  });

  it("does not verify without a key", () => {
    expect(
      verifyLink(
        "unsubscribe",
        signLink("unsubscribe", bearer, [{ id: "b", secret: "guessed" }]),
        keys,
      ),
    ).toBeUndefined();
    expect(verifyLink("unsubscribe", token, [])).toBeUndefined();
    expect(() => signLink("read", bearer, [])).toThrow("no key");
  });

  it("cannot be assembled from parts of other links", () => {
    const one = signLink("read", { subscriber: "ab", edition: "c" }, keys).split(".");
    expect(verifyLink("read", ["b", "a", "bc", one[3]].join("."), keys)).toBeUndefined();
  });
});
