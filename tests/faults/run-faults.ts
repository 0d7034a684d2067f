import { BadInput, endForBadInput } from "../../infra/cli/bad-input.ts";
import { readArguments, refuseArguments } from "../../infra/cli/read-arguments.ts";
import { reportCommandCampaign } from "./command/report-command-campaign.ts";
import { scenarioNames } from "./command/scenarios.ts";
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

function wholeNumber(option: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new BadInput(`--${option} must be a whole number from ${least}.`, usage);
}

/** Runs the command line. Returns the exit code. */
async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, options, usage);
  refuseArguments(positionals, "The campaign takes only options.", usage);
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const rounds = wholeNumber("rounds", values.rounds, 1);
  const seed = wholeNumber("seed", values.seed, 0);
  const atATime = wholeNumber("at-a-time", values["at-a-time"], 1);
  if (!["local", "foreign"].includes(values.ses))
    throw new BadInput("--ses must be local or foreign.", usage);
  const only = scenarioNames.filter(name => name === values.only);
  if (values.only !== undefined && only.length === 0)
    throw new BadInput(`There is no scenario "${values.only}".`, usage);
  console.error(`Seeds ${seed} to ${seed + rounds - 1}`);
  if (values.ses === "local") return reportCampaign({ rounds, seed }, values.json);
  const scenarios = values.only === undefined ? {} : { only };
  return reportCommandCampaign({ rounds, seed, atATime, ...scenarios }, values.json);
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!endForBadInput(error)) throw error;
}
