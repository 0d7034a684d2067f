import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseEntries } from "../../../functions/core/bulletins/entry.ts";
import { aBulletin, anEntry } from "../../examples/builders.ts";

const slot = new Date("2026-11-17T09:00:00Z");
const digest = aBulletin({ composition: "digest" });

const verdictOf = (changed: Parameters<typeof anEntry>[0]) =>
  chooseEntries(digest, [anEntry(changed)], slot)[0];

describe("chooseEntries", () => {
  it("takes what is ready", () => {
    expect(verdictOf({})?.kind).toBe("in");
  });

  it("holds a draft", () => {
    expect(verdictOf({ status: "draft" })).toMatchObject({
      kind: "held",
      reason: { kind: "draft" },
    });
  });

  it("holds an entry if its embargo has not lifted at the slot, and takes it otherwise", () => {
    expect(verdictOf({ notBefore: "2026-11-17T09:00:00.001Z" })).toMatchObject({
      kind: "held",
      reason: { kind: "waits", until: new Date("2026-11-17T09:00:00.001Z") },
    });
    expect(verdictOf({ notBefore: "2026-11-17T09:00:00.000Z" })?.kind).toBe("in");
    expect(verdictOf({ notBefore: "2026-11-17T09:30:00+01:00" })?.kind).toBe("in");
  });

  it("leaves an entry to the edition that has it, even as a draft", () => {
    expect(verdictOf({ edition: "e1", status: "draft" })).toMatchObject({
      kind: "bound",
      edition: "e1",
    });
  });

  it("takes one letter for each edition, the oldest that is due, and holds the others", () => {
    const entries = [
      anEntry({ id: "3" }),
      anEntry({ id: "2" }),
      anEntry({ id: "0", status: "draft" }),
      anEntry({ id: "1", edition: "e1" }),
    ];
    const verdicts = chooseEntries(aBulletin(), entries, slot);
    expect(verdicts.map(({ kind, entry }) => `${entry.id} ${kind}`)).toEqual([
      "0 held",
      "1 bound",
      "2 in",
      "3 held",
    ]);
    expect(verdicts[3]).toMatchObject({ reason: { kind: "next" } });
  });

  it("gives every entry one verdict, in the order of writing, whatever the order of reading", () => {
    const anyEntry = fc.record({
      status: fc.constantFrom("draft" as const, "ready" as const),
      edition: fc.constantFrom(undefined, "e1"),
    });
    fc.assert(
      fc.property(
        fc.array(anyEntry, { maxLength: 20 }),
        fc.constantFrom("letter" as const, "digest" as const),
        (some, composition) => {
          const entries = some.map((each, at) =>
            anEntry({ ...each, id: String(at).padStart(2, "0") }),
          );
          const verdicts = chooseEntries(aBulletin({ composition }), entries.toReversed(), slot);
          expect(verdicts.map(({ entry }) => entry)).toEqual(entries);
          expect(verdicts).toEqual(chooseEntries(aBulletin({ composition }), entries, slot));
        },
      ),
    );
  });
});
