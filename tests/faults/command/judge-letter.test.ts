import { describe, expect, it } from "vitest";
import type { Acceptance } from "./foreign-ses/ses-settings.ts";
import { errorsOfAccount, judgeLetter, type LetterTruth } from "./judge-letter.ts";
import type { Told } from "./letter-run.ts";

const given = new Set(["a@example.org", "b@example.org"]);
const truth: LetterTruth = { given, named: new Set(), decision: undefined, silenceMisleads: false };
const accepted = (address: string, at = 0): Acceptance => ({
  at,
  address,
  edition: "e",
  place: "b/0",
  answered: true,
});
const both = [accepted("a@example.org"), accepted("b@example.org")];
const told: Told = {
  edition: "e",
  audience: 2,
  accepted: 2,
  delivered: 2,
  suppressed: 0,
  rejected: 0,
  uncertain: 0,
  pending: 0,
  resent: 0,
};
const right = { missing: [], doubled: [], accountErrors: [] };

describe("the oracle of the command", () => {
  it("finds nothing wrong if everyone on the list given has one copy", () => {
    expect(judgeLetter(truth, both, told)).toEqual(right);
    expect(errorsOfAccount(told, both)).toEqual([]);
  });

  it("misses people on the list given, though the account knows nobody else", () => {
    const verdict = judgeLetter(truth, both.slice(1), {
      ...told,
      audience: 1,
      accepted: 1,
      delivered: 1,
    });
    expect(verdict.missing).toEqual(["a@example.org"]);
    expect(verdict.accountErrors).toContain("audience is said to be 1, and is 2");
  });

  it("accepts a second copy only if silence misled, and the account counts it", () => {
    const twice = [...both, accepted("a@example.org", 16_000)];
    expect(judgeLetter(truth, twice, told).doubled).toHaveLength(1);
    expect(judgeLetter(truth, twice, { ...told, resent: 1 }).doubled).toHaveLength(1);
    const misled = { ...truth, silenceMisleads: true };
    expect(judgeLetter(misled, twice, told).doubled).toHaveLength(1);
    expect(judgeLetter(misled, twice, { ...told, resent: 1 })).toEqual(right);
    expect(
      judgeLetter(misled, [...twice, accepted("a@example.org", 32_000)], { ...told, resent: 1 })
        .doubled,
    ).toHaveLength(1);
  });

  it("lets named people be without a copy, until an approver sends to them again", () => {
    const named = new Set(["a@example.org"]);
    const left = { ...told, accepted: 1, delivered: 1, uncertain: 1 };
    expect(judgeLetter({ ...truth, named }, both.slice(1), left)).toEqual(right);
    expect(
      judgeLetter({ ...truth, named, decision: "accept" }, both.slice(1), {
        ...told,
        delivered: 1,
      }),
    ).toEqual(right);
    expect(
      judgeLetter({ ...truth, named, decision: "resend" }, both.slice(1), told).missing,
    ).toEqual(["a@example.org"]);
    const twice = [...both, accepted("a@example.org", 16_000)];
    expect(
      judgeLetter({ ...truth, named, decision: "resend" }, twice, { ...told, resent: 1 }),
    ).toEqual(right);
    expect(
      judgeLetter({ ...truth, named, decision: "accept" }, twice, { ...told, resent: 1 }).doubled,
    ).toHaveLength(1);
  });

  it("sees an account that was printed before the workers had ended", () => {
    const early = { ...told, accepted: 1, pending: 1 };
    expect(errorsOfAccount(early, both)).toEqual([
      "says 1 are accepted and 0 uncertain, and 2 have the letter",
    ]);
    expect(errorsOfAccount(told, both.slice(1))).toEqual(["says 2 are accepted, and 1 are"]);
  });

  it("sees people who have a copy and were not on the list", () => {
    expect(judgeLetter(truth, [...both, accepted("c@example.org")], told).accountErrors).toEqual([
      "c@example.org has a copy and is not on the list",
    ]);
  });
});
