import { describe, expect, it } from "vitest";
import {
  type AccountSample,
  maxSamples,
  paceOf,
  sampleOf,
  withSample,
} from "../../../functions/core/ledger/account-sample.ts";
import { anAccount } from "../../examples/builders.ts";

const at = (minute: number, accepted = minute): AccountSample =>
  sampleOf(anAccount({ audience: 1_000, accepted }), minute * 60_000);

describe("the samples of an account", () => {
  it("stay few, in order, and keep the first and the latest", () => {
    let samples: AccountSample[] = [];
    for (let minute = 0; minute < 1_000; minute++) {
      samples = withSample(samples, at(minute));
      expect(samples.length).toBeLessThanOrEqual(maxSamples);
      expect(samples.at(-1)).toEqual(at(minute));
    }
    expect(samples[0]).toEqual(at(0));
    expect(samples).toEqual(samples.toSorted((a, b) => a.at - b.at));
  });

  it("take no second one of the same instant, or of a clock that is behind", () => {
    expect(withSample([at(1)], at(1, 7))).toEqual([at(1)]);
    expect(withSample([at(2)], at(1))).toEqual([at(2)]);
  });

  it("give the rate of the last minutes, and the time that the rest takes", () => {
    const account = anAccount({ audience: 1_000, accepted: 700, pending: 300 });
    const times = { began: 0, now: 10 * 60_000 };
    expect(paceOf(account, [at(4, 300), at(6, 350)], times)).toEqual({
      perSecond: 400 / 360,
      leftMs: 270_000,
    });
    expect(paceOf(account, [], times)?.perSecond).toBeCloseTo(700 / 600);
    expect(paceOf(anAccount({ pending: 9 }), [], times)).toBeUndefined();
  });
});
