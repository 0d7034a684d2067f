import { describe, expect, it } from "vitest";
import { addBatch, emptyAccount } from "../../../functions/core/ledger/account.ts";
import {
  firstPosition,
  latestPosition,
  latestPositions,
  positionsOf,
} from "../../../functions/core/ledger/attempt.ts";
import { positionsCounting } from "../../../functions/core/ledger/figure.ts";
import { isReturned, unclaimed } from "../../../functions/core/ledger/progress.ts";
import { aProgress } from "../../examples/builders.ts";

describe("attempts to corrected addresses", () => {
  const attempts = [2, 0, 2];

  it("have positions after those of the batch", () => {
    expect(positionsOf({ attempts }, 2)).toEqual([2, 50, 52]);
    expect(latestPosition({ attempts }, 0)).toBe(51);
    expect(latestPosition({ attempts }, 1)).toBe(1);
    expect([1, 50, 51, 52, 53].map(each => firstPosition({ attempts }, each))).toEqual([
      1, 2, 0, 2, 53,
    ]);
    expect(latestPositions({ attempts }, 4)).toEqual([1, 3, 51, 52]);
  });

  it("count instead of the attempts before them", () => {
    const progress = aProgress({
      attempts,
      claimed: [0, 1, 2, 3, 50],
      accepted: [1, 2, 3, 50],
      rejected: [0],
      bounced: [2, 50],
    });
    expect(unclaimed(progress, 4)).toEqual([51, 52]);
    expect(addBatch(emptyAccount, 4, progress, 0)).toMatchObject({
      audience: 4,
      accepted: 2,
      pending: 2,
      rejected: 0,
      bounced: 0,
    });
    expect(positionsCounting(progress, "bounced", 0)).toEqual([]);
    expect(positionsCounting(progress, "accepted", 0)).toEqual([1, 3]);
  });

  it("may follow a letter that came back, or that SES refused because of the address", () => {
    const progress = aProgress({
      accepted: [0, 1, 3],
      bounced: [0],
      delivered: [1],
      rejected: [2],
      withheld: [3],
      discarded: [4],
      claimed: [5],
    });
    expect([0, 1, 2, 3, 4, 5, 6].filter(each => isReturned(progress, each))).toEqual([0, 2, 3]);
  });
});
