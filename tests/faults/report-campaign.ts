import { type CampaignOptions, runCampaign } from "./campaign.ts";

/** Rounds in which each point and each kind of weather has to occur. */
const enough = 200;

/** Runs the campaign of the handlers, and says on the way what is wrong. Gives the exit code. */
export async function reportCampaign(
  { rounds, seed }: Pick<CampaignOptions, "rounds" | "seed">,
  json: boolean,
): Promise<number> {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const tally = await runCampaign({
    rounds,
    seed,
    onRound: (each, { missing, doubled, accountErrors }, { first, size, isTooSlow }) => {
      if (each === first + size - 1)
        console.error(`${each - seed + 1} rounds after ${seconds()} s`);
      if (missing.length + doubled.length + accountErrors.length === 0) return;
      if (isTooSlow) return console.error(`Seed ${each}: the machine was too slow to tell`);
      console.error(
        `Seed ${each}: ${missing.length} missing, ${doubled.length} doubled, ${accountErrors.length} errors of the account`,
      );
      for (const name of missing) console.error(`  missing: ${name}`);
      for (const name of doubled) console.error(`  doubled: ${name}`);
      for (const error of accountErrors) console.error(`  account: ${error}`);
      console.error(`  Its group again: npm run faults -- --seed ${first} --rounds ${size}`);
    },
  });
  if (json) console.log(JSON.stringify(tally));
  else {
    const { killed, missing, doubled, accountErrors } = tally;
    console.log(
      `${rounds} rounds in ${Math.round(tally.seconds)} s (${(tally.seconds / rounds).toFixed(2)} s a round), ${killed} kills`,
    );
    console.log(`${missing} missing, ${doubled} doubled, ${accountErrors} errors of the account`);
    console.log(`Each round was hit by ${tally.killsOfARound.toFixed(1)} kills. By point:`);
    for (const [point, count] of Object.entries(tally.kills))
      console.log(`  ${String(count).padStart(5)}  ${point}`);
    console.log("Rounds under each weather:");
    for (const [kind, count] of Object.entries(tally.weather))
      console.log(`  ${String(count).padStart(5)}  ${kind}`);
    if (tally.lacking.length > 0)
      console.log(
        `Not in this campaign: ${tally.lacking.join(", ")}. It says nothing about these.`,
      );
    console.log(`The slowest event was in the ledger after ${tally.slowestEvidence} ms.`);
    console.log(`The campaign's own process was late by ${tally.longestLag} ms at most.`);
    if (tally.crashes > 0)
      console.log(`${tally.crashes} processes ended of themselves: that is a defect.`);
  }
  if (tally.tooSlowSeeds.length > 0)
    console.error(`The machine was too slow for a verdict on: ${tally.tooSlowSeeds.join(", ")}`);
  if (tally.failingSeeds.length + tally.crashes > 0) return 1;
  if (rounds >= enough && tally.lacking.length > 0 && !tally.wasSlow) return 1;
  return tally.tooSlowSeeds.length > 0 ? 3 : 0;
}
