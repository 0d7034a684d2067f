import { fileURLToPath } from "node:url";
import { readTemplate } from "../../../functions/mail/template.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { commandActor } from "../../cli/command-actor.ts";
import { openPlace } from "../open-place.ts";
import type { CommandResult } from "../run-command.ts";
import { type ActDone, actOn } from "./act-on.ts";
import { readText } from "./correct.ts";
import { readEditionArguments } from "./edition-arguments.ts";
import { findTarget } from "./find-target.ts";

const templates = fileURLToPath(new URL("../../../templates", import.meta.url));

/** Proposes, approves, sends, pauses, resumes, undoes, stops or corrects editions. Throws BadInput. */
export async function runEdition(args: readonly string[]): Promise<CommandResult> {
  const asked = readEditionArguments(args);
  const { place: name, json, verb } = asked;
  const place = await openPlace(name, []);
  try {
    const { pipeline } = place;
    // All targets are looked up first: a misspelt name does nothing to the others.
    const targets = [];
    for (const each of asked.targets) targets.push(await findTarget(pipeline, verb, each));
    const template = await readTemplate(templates);
    const by = commandActor();
    const { hash, reason } = asked;
    const correction = asked.correction && (await readText(asked.correction));
    const done: ActDone[] = [];
    for (const target of targets)
      done.push(await actOn(pipeline, template, { verb, target, hash, reason, correction, by }));
    return resultOf(done, json, pipeline);
  } finally {
    await place.close();
  }
}

function resultOf(
  done: readonly ActDone[],
  json: boolean,
  { editorsUrl }: Pipeline,
): CommandResult {
  return {
    json,
    value: done.map(({ isDone, edition, slot, status, hash, says }) => ({
      edition,
      slot,
      status,
      hash,
      done: isDone,
      says,
    })),
    // Without an edition, the line is about its bulletin.
    lines: done.map(
      ({ edition, slot, says }) =>
        `${edition}: ${says} ${editorsUrl}/${slot === undefined ? "bulletins" : "editions"}/${edition}`,
    ),
    code: done.every(({ isDone }) => isDone) ? 0 : 1,
  };
}
