import { describe, expect, it } from "vitest";
import { whyBroken } from "../../../functions/core/ledger/breaker.ts";

const breaker = { bouncePercent: 5, complaintPercent: 0.3, after: 1_000 };

describe("the circuit breaker", () => {
  it("does nothing before enough have been accepted, nor if the bulletin has none", () => {
    expect(whyBroken(breaker, { accepted: 999, bounced: 999, complained: 999 })).toBeUndefined();
    expect(
      whyBroken(undefined, { accepted: 5_000, bounced: 5_000, complained: 0 }),
    ).toBeUndefined();
    expect(
      whyBroken({ ...breaker, after: 0 }, { accepted: 0, bounced: 0, complained: 0 }),
    ).toBeUndefined();
  });

  it("breaks at its percentage, not below it", () => {
    expect(whyBroken(breaker, { accepted: 1_000, bounced: 49, complained: 2 })).toBeUndefined();
    expect(whyBroken(breaker, { accepted: 1_000, bounced: 50, complained: 0 })).toEqual({
      code: "too-many-returns",
      figure: "bounced",
      people: 50,
      accepted: 1_000,
      allowedPercent: 5,
    });
    expect(whyBroken(breaker, { accepted: 1_000, bounced: 0, complained: 3 })).toEqual({
      code: "too-many-returns",
      figure: "complained",
      people: 3,
      accepted: 1_000,
      allowedPercent: 0.3,
    });
  });
});
