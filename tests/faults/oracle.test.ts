import { describe, expect, it } from "vitest";
import { isFullSize } from "../size.ts";
import { runCampaign } from "./campaign.ts";

/** A machine that does other things as well may take three times as long. */
const patience = 1_200_000;

/** Rounds in which what is broken on purpose is sure to show. Seed 2 imports during suppressions. */
const broken = [
  ["doubled", "the ledger is not respected", { seed: 1, rounds: 7 }],
  ["missing", "letters are dropped", { seed: 1, rounds: 2 }],
  ["accountErrors", "versions do not count", { seed: 2, rounds: 2 }],
] as const;
/** One shows that the oracle is asked at all; the full size has each. */
const shown = isFullSize ? broken : broken.slice(1, 2);

describe.concurrent("the oracle", () => {
  it.each(shown)(
    "sees people %s if %s",
    async (wrong, mutation, { seed, rounds }) => {
      // Also where the machine is slow: what is broken on purpose shows all the same.
      const seen: string[] = [];
      await runCampaign({
        rounds: isFullSize ? 14 : rounds,
        seed,
        mutation,
        onRound: (_, verdict) => void seen.push(...verdict[wrong]),
      });
      expect(seen).not.toEqual([]);
    },
    patience,
  );
});
