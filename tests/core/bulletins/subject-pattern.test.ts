import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  digestSubject,
  subjectPattern,
} from "../../../functions/core/bulletins/subject-pattern.ts";
import { languageTag } from "../../../functions/core/letter/letter.ts";
import { arbitraryOf } from "../../examples/arbitrary-of.ts";
import { aBulletin } from "../../examples/builders.ts";
import { runs } from "../../size.ts";

const late = new Date("2026-11-17T23:30:00Z");
const subject = (zone: string, language: string, pattern?: string) =>
  digestSubject(aBulletin({ zone, language, subject: pattern }), late);

describe("the subject of a digest", () => {
  it.each([
    ["UTC", "en", "Harbour Letters, 17 November 2026"],
    ["Europe/London", "en-GB", "Harbour Letters, 17 November 2026"],
    ["America/New_York", "en-US", "Harbour Letters, November 17, 2026"],
    ["Pacific/Auckland", "en-NZ", "Harbour Letters, 18 November 2026"],
    ["Asia/Kolkata", "cy", "Harbour Letters, 18 Tachwedd 2026"],
    ["Europe/Berlin", "de", "Harbour Letters, 18. November 2026"],
    ["Asia/Bangkok", "th", "Harbour Letters, 18 พฤศจิกายน ค.ศ. 2026"],
  ])("has the day in %s, in %s", (zone, language, expected) => {
    expect(subject(zone, language)).toBe(expected);
  });

  it("fills the bulletin's own pattern, and no place that a name contains", () => {
    const named = aBulletin({
      name: "{{date}} $&",
      organisation: "Trust",
      subject: "{{ bulletin }} by {{organisation}}",
    });
    expect(digestSubject(named, late)).toBe("{{date}} $& by Trust");
  });

  it("has a date in every language that a bulletin admits", () => {
    fc.assert(
      fc.property(arbitraryOf(languageTag), language => {
        expect(subject("UTC", language)).toMatch(/^Harbour Letters, ./);
      }),
      { numRuns: runs(500) },
    );
  });

  it.each(["", "{{name}}", "{{bulletin}}, {{ day }}"])("has no pattern “%s”", pattern => {
    expect(subjectPattern.safeParse(pattern).success).toBe(false);
  });
});
