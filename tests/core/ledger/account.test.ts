import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addBatch, emptyAccount, isSettled } from "../../../functions/core/ledger/account.ts";
import { facts, noProgress } from "../../../functions/core/ledger/progress.ts";
import { anAccount, aProgress } from "../../examples/builders.ts";

const anyPositions = fc.array(fc.nat(60), { maxLength: 30 });
const anyProgress = fc
  .record({
    ...Object.fromEntries(facts.map(fact => [fact, anyPositions])),
    leaseUntil: fc.nat(20),
  })
  .map(each => aProgress(each));
const anyBatch = fc.record({
  size: fc.integer({ min: 1, max: 50 }),
  progress: fc.option(anyProgress, { nil: noProgress }),
});

describe("the account", () => {
  it("sums, whatever is known about any batches", () => {
    fc.assert(
      fc.property(fc.array(anyBatch, { maxLength: 8 }), batches => {
        const account = batches.reduce(
          (sum, { size, progress }) => addBatch(sum, size, progress, 10),
          emptyAccount,
        );
        const {
          audience,
          accepted,
          suppressed,
          rejected,
          uncertain,
          pending,
          delivered,
          bounced,
          complained,
        } = account;
        expect(audience).toBe(batches.reduce((sum, { size }) => sum + size, 0));
        expect(accepted + suppressed + rejected + uncertain + pending).toBe(audience);
        expect(delivered + bounced).toBeLessThanOrEqual(accepted);
        expect(complained).toBeLessThanOrEqual(accepted);
      }),
    );
  });

  it("counts a batch without known facts as pending", () => {
    expect(addBatch(emptyAccount, 50, noProgress, 0)).toEqual(
      anAccount({ audience: 50, pending: 50 }),
    );
  });

  it("does not count a bounce after a delivery as delivered", () => {
    const progress = aProgress({ accepted: [0, 1], delivered: [0, 1], bounced: [1] });
    expect(addBatch(emptyAccount, 2, progress, 0)).toEqual(
      anAccount({ audience: 2, accepted: 2, delivered: 1, bounced: 1 }),
    );
  });

  it("counts a complaint beside the delivery that it is about", () => {
    const progress = aProgress({ delivered: [0], complained: [0] });
    expect(addBatch(emptyAccount, 1, progress, 0)).toEqual(
      anAccount({ audience: 1, accepted: 1, delivered: 1, complained: 1 }),
    );
  });

  it("leaves the account that it was given as it was", () => {
    addBatch(emptyAccount, 3, aProgress({ accepted: [0] }), 0);
    expect(emptyAccount).toEqual(anAccount());
  });

  it("is settled when nothing is pending or uncertain", () => {
    expect(isSettled(anAccount({ audience: 3, accepted: 1, rejected: 1, suppressed: 1 }))).toBe(
      true,
    );
    expect(isSettled(anAccount({ audience: 1, pending: 1 }))).toBe(false);
    expect(isSettled(anAccount({ audience: 1, uncertain: 1 }))).toBe(false);
  });
});
