import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entryTextSchema } from "../../../functions/core/bulletins/entry.ts";
import { entryValues, noValues, readEntryForm } from "../../../functions/web/entries/entry-form.ts";
import { arbitraryOf } from "../../examples/arbitrary-of.ts";
import { anEntry } from "../../examples/builders.ts";

const filled = { ...noValues, title: "A title", body: "A text" };

describe("the form of an entry", () => {
  it.each([
    ["Europe/London", "2026-07-01", "2026-06-30T23:00:00.000Z", "2026-07-01T22:59:59.999Z"],
    ["Pacific/Auckland", "2026-12-01", "2026-11-30T11:00:00.000Z", "2026-12-01T10:59:59.999Z"],
    // The day has 23 hours: its first hour is skipped.
    ["America/Nuuk", "2026-03-29", "2026-03-29T01:00:00.000Z", "2026-03-30T00:59:59.999Z"],
  ])("takes whole days of the zone %s", (zone, day, start, end) => {
    const read = readEntryForm({ ...filled, notBefore: day, notAfter: day }, zone);
    expect(read).toMatchObject({ kind: "good", good: { notBefore: start, notAfter: end } });
  });

  it("shows what was saved so that saving it again changes nothing", () => {
    const zones = fc.constantFrom("UTC", "Europe/London", "America/Nuuk", "Asia/Kathmandu");
    const days = fc.integer({ min: 0, max: 7_000 }).map(day => new Date(Date.UTC(2026, 0, day)));
    const texts = arbitraryOf(entryTextSchema);
    fc.assert(
      fc.property(texts, zones, days, fc.nat(100), (text, zone, from, length) => {
        const notBefore = from.toISOString().slice(0, 10);
        const notAfter = new Date(from.getTime() + length * 86_400_000).toISOString().slice(0, 10);
        const typed = { ...entryValues(anEntry({ ...text }), zone), notBefore, notAfter };
        const once = readEntryForm(typed, zone);
        if (once.kind !== "good") throw new Error(JSON.stringify(once.problems));
        const shown = entryValues(anEntry(once.good), zone);
        expect(shown).toMatchObject({ notBefore, notAfter });
        expect(readEntryForm(shown, zone)).toMatchObject({ kind: "good", good: once.good });
      }),
    );
  });

  it.each([
    [
      { notBefore: "2026-12-02", notAfter: "2026-12-01" },
      "The last day must be the first day or later",
    ],
    [{ notAfter: "1 December" }, "The last day is not a date such as 2026-12-01"],
    [{ status: "" }, "Select whether the entry is a draft or ready"],
    [{ topic: "x".repeat(101) }, "The topic must be 100 characters or fewer"],
  ])("says what to correct: %j", (wrong, message) => {
    expect(readEntryForm({ ...filled, ...wrong }, "Europe/London")).toMatchObject({
      kind: "problems",
      problems: [{ message }],
    });
  });
});
