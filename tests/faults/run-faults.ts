import { parseArgs } from "node:util";
import { runCampaign } from "./campaign.ts";

const options = {
  rounds: { type: "string", default: "200" },
  seed: { type: "string", default: "1" },
  json: { type: "boolean", default: false },
} as const;
const { values } = parseArgs({ options });
const began = Date.now();
const result = await runCampaign({
  rounds: Number(values.rounds),
  seed: Number(values.seed),
  onRound: (seed, { missing, doubled, accountErrors }) => {
    if (missing + doubled + accountErrors > 0)
      console.error(`seed ${seed}: ${missing} missing, ${doubled} doubled, ${accountErrors} errors of the account`);
    else if (seed % 25 === 0) console.error(`seed ${seed} and before: well`);
  },
});
const { rounds, missing, doubled, accountErrors, kills, failingSeeds } = result;
if (values.json) console.log(JSON.stringify({ rounds, missing, doubled, accountErrors }));
else {
  console.log(
    `${rounds} rounds with ${kills} kills in ${Math.round((Date.now() - began) / 1000)} s: ${missing} missing, ${doubled} doubled, ${accountErrors} errors of the account`,
  );
  for (const seed of failingSeeds) console.log(`Replay its group with: npm run faults -- --rounds 5 --seed ${seed}`);
}
process.exitCode = failingSeeds.length === 0 ? 0 : 1;
