import {
  restoredTodo,
  sayRestored,
} from "../../../functions/core/bulletins/approval/restored-mail.ts";
import { sayCount } from "../../../functions/core/text/say-count.ts";
import { restartClock } from "../../../functions/steps/control/restart-clock.ts";
import { findRestored } from "../../../functions/steps/find-restored.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { getLastTick } from "../../../functions/store/sending/ticks.ts";
import { BadInput } from "../../cli/bad-input.ts";
import { commandActor } from "../../cli/command-actor.ts";
import { placeIn, placeOptions, placeUsage } from "../../cli/place-arguments.ts";
import { readArguments, refuseArguments } from "../../cli/read-arguments.ts";
import { openPlace } from "../open-place.ts";
import type { CommandResult } from "../run-command.ts";

const clockUsage = [
  "Usage: npm run clock -- show",
  "       npm run clock -- restart [--keep-ready]",
  `       each with ${placeUsage}`,
].join("\n");

const options = { ...placeOptions, "keep-ready": { type: "boolean", default: false } } as const;

/** Shows whether the clock waits for a person after a restore, or lets it go on. Throws BadInput. */
export async function runClockCommand(args: readonly string[]): Promise<CommandResult> {
  const { values, positionals } = readArguments(args, options, clockUsage);
  const [verb, ...others] = positionals;
  refuseArguments(others, "Say show or restart.", clockUsage);
  if (verb !== "show" && verb !== "restart")
    throw new BadInput(
      verb === undefined ? "Say what to do: show or restart." : `There is no "${verb}".`,
      clockUsage,
    );
  if (verb === "show" && values["keep-ready"])
    throw new BadInput("--keep-ready belongs to restart.", clockUsage);
  const place = await openPlace(placeIn(values, clockUsage), []);
  try {
    const { pipeline } = place;
    const done =
      verb === "show"
        ? await show(pipeline)
        : await restart(pipeline, values["keep-ready"] ? "keep" : "draft");
    return { ...done, json: values.json };
  } finally {
    await place.close();
  }
}

type Done = Omit<CommandResult, "json">;

async function show(pipeline: Pipeline): Promise<Done> {
  const restored = await findRestored(pipeline);
  const lastTick = await getLastTick(pipeline.table);
  const at = lastTick === undefined ? undefined : new Date(lastTick).toISOString();
  if (restored)
    return {
      value: { waits: true, lastTick: at },
      lines: [sayRestored(restored.lastTick), restoredTodo],
      code: 1,
    };
  const says = at === undefined ? "The clock has not run yet." : `The clock last ran at ${at}.`;
  return { value: { waits: false, lastTick: at }, lines: [says], code: 0 };
}

async function restart(pipeline: Pipeline, entries: "draft" | "keep"): Promise<Done> {
  await findRestored(pipeline);
  const outcome = await restartClock(pipeline, entries, commandActor());
  if (outcome.kind === "not-restored")
    return { value: outcome, lines: ["The clock does not wait for a decision."], code: 1 };
  const dates = sayCount(outcome.skipped, "date was", "dates were");
  const drafts = sayCount(outcome.drafts, "entry is a draft", "entries are drafts");
  return {
    value: outcome,
    lines: [`Sending goes on. ${dates} skipped. ${drafts} again.`],
    code: 0,
  };
}
