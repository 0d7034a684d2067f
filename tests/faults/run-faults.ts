import { parseArgs } from "node:util";
import { reportCommandCampaign } from "./command/report-command-campaign.ts";
import { type ScenarioName, scenarioNames } from "./command/scenarios.ts";
import { reportCampaign } from "./report-campaign.ts";

const usage = `Usage: npm run faults -- [--rounds N] [--seed N] [--json] [--ses foreign [--only SCENARIO] [--at-a-time N]]

Without --ses: the handlers of the pipeline in processes that are killed, frozen and set back, against the local SES.
--ses foreign: npm run letter as a whole, in processes that are killed, frozen, interrupted and run beside each other, against an SES
that is not ours. --at-a-time says how many rounds run at once (5); --only takes one kind of round: ${scenarioNames.join(", ")}.

It ends with 0 if all is right, with 1 if not, and with 3 if the machine was too slow to tell.`;

const options = {
  rounds: { type: "string", default: "200" },
  seed: { type: "string", default: "1" },
  ses: { type: "string", default: "local" },
  only: { type: "string" },
  "at-a-time": { type: "string", default: "5" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

function refuse(): never {
  console.error(usage);
  process.exit(2);
}

function read() {
  try {
    return parseArgs({ options }).values;
  } catch {
    return refuse();
  }
}

const values = read();
const [rounds, seed, atATime] = [
  Number(values.rounds),
  Number(values.seed),
  Number(values["at-a-time"]),
];
const only = scenarioNames.find(name => name === values.only);
const areWhole =
  [rounds, seed, atATime].every(each => Number.isSafeInteger(each) && each >= 0) &&
  rounds > 0 &&
  atATime > 0;
if (values.help) console.log(usage);
else if (
  !areWhole ||
  !["local", "foreign"].includes(values.ses) ||
  (values.only !== undefined && !only)
)
  refuse();
else {
  console.error(`Seeds ${seed} to ${seed + rounds - 1}`);
  const scenarios: { only?: ScenarioName[] } = only ? { only: [only] } : {};
  process.exitCode =
    values.ses === "foreign"
      ? await reportCommandCampaign({ rounds, seed, atATime, ...scenarios }, values.json)
      : await reportCampaign({ rounds, seed }, values.json);
}
