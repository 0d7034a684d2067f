import { type CommandCampaignOptions, runCommandCampaign } from "./command-campaign.ts";

/** Runs the campaign of the command, and says on the way what is wrong. Gives the exit code: 3 where only the machine was too slow. */
export async function reportCommandCampaign(
  options: CommandCampaignOptions,
  json: boolean,
): Promise<number> {
  const tally = await runCommandCampaign({
    ...options,
    onRound: ({ seed, scenario, verdict, lagMs, isTooSlow, seconds }) => {
      const { missing, doubled, accountErrors } = verdict;
      const wrong = missing.length + doubled.length + accountErrors.length;
      const verdictWords = isTooSlow
        ? "the machine was too slow to tell"
        : wrong > 0
          ? "WRONG"
          : "right";
      console.error(
        `Seed ${seed}, ${scenario}: ${verdictWords} (${Math.round(seconds)} s, late by ${lagMs} ms at most)`,
      );
      for (const name of missing) console.error(`  missing: ${name}`);
      for (const name of doubled) console.error(`  doubled: ${name}`);
      for (const error of accountErrors) console.error(`  account: ${error}`);
      if (wrong > 0)
        console.error(`  Again: npm run faults -- --ses foreign --seed ${seed} --rounds 1`);
    },
  });
  if (json) console.log(JSON.stringify(tally));
  else {
    const { rounds, seconds, missing, doubled, accountErrors, failingSeeds, tooSlowSeeds } = tally;
    console.log(
      `${rounds} rounds of the command in ${Math.round(seconds)} s (${(seconds / rounds).toFixed(1)} s a round)`,
    );
    console.log(`${missing} missing, ${doubled} doubled, ${accountErrors} errors of the account`);
    if (failingSeeds.length > 0) console.log(`Seeds that fail: ${failingSeeds.join(", ")}`);
    for (const [scenario, count] of Object.entries(tally.scenarios))
      console.log(`  ${String(count).padStart(5)}  ${scenario}`);
    console.log(`${tally.leftToAPerson} rounds left people in doubt for a person to decide.`);
    console.log(`The machine was late by ${tally.longestLagMs} ms at most.`);
    if (tooSlowSeeds.length > 0)
      console.log(`The machine was too slow for a verdict on: ${tooSlowSeeds.join(", ")}`);
  }
  if (tally.failingSeeds.length > 0) return 1;
  return tally.tooSlowSeeds.length > 0 ? 3 : 0;
}
