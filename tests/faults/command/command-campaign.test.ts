import { describe, expect, it } from "vitest";
import { isFullSize } from "../../size.ts";
import { type JudgedRound, runCommandCampaign } from "./command-campaign.ts";
import { type ScenarioName, scenarioNames } from "./scenarios.ts";

/** Those of which no other test shows anything like it; the full size has all. */
const fewKinds = ["the unanswered late", "two imports"] as const;
const kinds: readonly ScenarioName[] = isFullSize ? scenarioNames : fewKinds;
/**
 * The small one does not hear the answer to every seventh letter, and hears of these a second and a
 * half later: in time, so nobody may get two.
 */
const seed = isFullSize ? kinds.length : 42;

/** A machine that does other things as well may take as long. */
const patience = 1_200_000;

describe("npm run letter under faults, with an SES that is not ours", () => {
  it(
    "doubles nobody, drops nobody and tells a true account, in a round of each kind",
    async () => {
      const wrong: JudgedRound[] = [];
      const tally = await runCommandCampaign({
        rounds: kinds.length,
        seed,
        atATime: 4,
        only: kinds,
        onRound: round => {
          const { missing, doubled, accountErrors } = round.verdict;
          // A round that the machine was too slow for tells nothing.
          if (!round.isTooSlow && missing.length + doubled.length + accountErrors.length > 0)
            wrong.push(round);
        },
      });
      expect(wrong).toEqual([]);
      expect(kinds.map(kind => tally.scenarios[kind])).toEqual(kinds.map(() => 1));
    },
    patience,
  );

  // In `npm test`, judge-letter.test.ts shows that the oracle sees it.
  if (isFullSize)
    it(
      "sees an account that is told early",
      async () => {
        const mutation = "the account is told early";
        const seen: string[] = [];
        const onRound = ({ verdict }: JudgedRound) => void seen.push(...verdict.accountErrors);
        await runCommandCampaign({
          rounds: 4,
          seed: 1,
          atATime: 4,
          only: ["interrupted"],
          mutation,
          onRound,
        });
        expect(seen).not.toEqual([]);
      },
      patience,
    );
});
