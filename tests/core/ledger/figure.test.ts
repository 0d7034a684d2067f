import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addBatch, emptyAccount } from "../../../functions/core/ledger/account.ts";
import { countsAs, figures, positionsCounting } from "../../../functions/core/ledger/figure.ts";
import { facts } from "../../../functions/core/ledger/progress.ts";
import { aProgress } from "../../examples/builders.ts";

const size = 20;
const anyPositions = fc.array(fc.nat(size - 1), { maxLength: 15 });
const anyProgress = fc
  .record({
    ...Object.fromEntries(facts.map(fact => [fact, anyPositions])),
    leaseUntil: fc.nat(20),
  })
  .map(each => aProgress(each));

describe("the figures of an account", () => {
  it("name as many people as the account counts", () => {
    fc.assert(
      fc.property(anyProgress, progress => {
        const account = addBatch(emptyAccount, size, progress, 10);
        const positions = Array.from({ length: size }, (_, position) => position);
        for (const figure of figures)
          expect([
            figure,
            positions.filter(position => countsAs(progress, position, figure, 10)).length,
          ]).toEqual([figure, account[figure]]);
      }),
    );
  });

  it("are found from known facts alone, except the pending without facts", () => {
    fc.assert(
      fc.property(anyProgress, progress => {
        const positions = Array.from({ length: size }, (_, position) => position);
        for (const figure of figures.filter(each => each !== "pending"))
          expect(positionsCounting(progress, figure, 10)).toEqual(
            positions.filter(position => countsAs(progress, position, figure, 10)),
          );
      }),
    );
  });
});
