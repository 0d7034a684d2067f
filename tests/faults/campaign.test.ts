import { describe, expect, it } from "vitest";
import { runCampaign } from "./campaign.ts";

/** `npm run faults -- --rounds N` runs more of them. */
const rounds = 60;

/** A machine that does other things as well may take three times as long. */
const patience = 1_200_000;

describe("the pipeline under faults", () => {
  it(
    "doubles nobody, drops nobody and keeps a true account while workers are killed, frozen and misdated, queues redeliver and SES misbehaves",
    async () => {
      const failures: unknown[] = [];
      const tally = await runCampaign({
        rounds,
        seed: 1,
        onRound: (seed, verdict, { isTooSlow }) => {
          if (!isTooSlow && Object.values(verdict).some(wrong => wrong.length > 0)) failures.push({ seed, ...verdict });
        },
      });
      expect(failures).toEqual([]);
      expect(tally).toMatchObject({ rounds, missing: 0, doubled: 0, accountErrors: 0, crashes: 0 });
      // A machine that is too slow to tell what is wrong does not come to each point either.
      if (tally.tooSlowSeeds.length > 0) return;
      expect(tally.lacking).toEqual([]);
      expect(tally.killsOfARound).toBeGreaterThan(1);
    },
    patience,
  );
});

describe("the oracle", () => {
  it.each([
    ["doubled", "the ledger is not respected"],
    ["missing", "letters are dropped"],
    ["missing", "imports hold no lease"],
    ["doubled", "the grace runs while nobody listens"],
  ] as const)(
    "sees people %s where %s",
    async (wrong, mutation) => {
      const tally = await runCampaign({ rounds: 14, seed: 1, mutation });
      expect(tally[wrong]).toBeGreaterThan(0);
      expect(tally.failingSeeds.length).toBeGreaterThan(0);
    },
    patience,
  );
});
