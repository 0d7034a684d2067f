import { describe, expect, it } from "vitest";
import { whyBroken } from "../../../functions/core/ledger/breaker.ts";

const breaker = { bouncePercent: 5, complaintPercent: 0.3, after: 1_000 };

describe("the circuit breaker", () => {
  it("says nothing before enough have been accepted, nor where the bulletin has none", () => {
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
    expect(whyBroken(breaker, { accepted: 1_000, bounced: 50, complained: 0 })).toContain(
      "50 of 1,000 letters bounced (5 %)",
    );
    expect(whyBroken(breaker, { accepted: 1_000, bounced: 0, complained: 3 })).toContain(
      "3 of 1,000 letters were reported as spam (0.3 %)",
    );
  });
});
