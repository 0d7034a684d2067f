import {
  answerDays,
  isAskingOver,
  type Reconfirmation,
} from "../../../functions/core/people/reconfirm/reconfirmation.ts";
import { sayCount } from "../../../functions/core/text/say-count.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { continueReconfirmation } from "../../../functions/steps/readers/reconfirm/continue-reconfirmation.ts";
import {
  type ReconfirmationDecided,
  removeUnanswered,
  startReconfirmation,
  stopReconfirmation,
} from "../../../functions/steps/readers/reconfirm/decide-reconfirmation.ts";
import {
  countAskable,
  type ReconfirmationSurvey,
  surveyReconfirmation,
} from "../../../functions/steps/readers/reconfirm/survey-reconfirmation.ts";
import { listBulletins } from "../../../functions/store/bulletins/bulletins.ts";
import { getReconfirmation } from "../../../functions/store/people/reconfirmations.ts";
import { BadInput } from "../../cli/bad-input.ts";
import { commandActor } from "../../cli/command-actor.ts";
import { createProgressLine } from "../../cli/progress-line.ts";
import { knownList } from "./known-list.ts";
import type { ActionResult, ListAction } from "./list-action.ts";

/** Asks the people on a list whether they still want its letters, and removes people who did not answer. */
export const reconfirmAction: ListAction = {
  usage: "LIST [--bulletin ID] [--days N] [--dry-run] | LIST --remove [--dry-run] | LIST --stop",
  options: {
    bulletin: { type: "string" },
    days: { type: "string" },
    "dry-run": { type: "boolean", default: false },
    remove: { type: "boolean", default: false },
    stop: { type: "boolean", default: false },
  },
  words: 1,
  secrets: [],
  mayBegin: false,
  read: ({ words: [list = ""], values }) => {
    const days = daysIn(values.days);
    const isDryRun = values["dry-run"] === true;
    if (values.remove && values.stop) throw new BadInput("Give only one of --remove and --stop.");
    if (values.stop && isDryRun) throw new BadInput("--stop has no --dry-run.");
    return async pipeline => {
      await knownList(pipeline.table, list);
      if (values.stop) return stop(pipeline, list);
      if (values.remove) return remove(pipeline, list, isDryRun);
      const known = await getReconfirmation(pipeline.table, list);
      if (known && !isAskingOver(known)) return resultOf(pipeline, known);
      const bulletin = await bulletinFor(pipeline, list, values.bulletin);
      if (isDryRun) {
        const asked = await countAskable(pipeline, list, bulletin);
        const line = `Dry run: nobody was asked. ${sayCount(asked, "person", "people")} would be.`;
        return { value: { list, wouldAsk: asked }, lines: [line], code: 0 };
      }
      const given = { list, bulletin: bulletin.id, days };
      const decided = await startReconfirmation(pipeline, given, commandActor());
      return decided.kind === "done" || decided.kind === "under-way"
        ? resultOf(pipeline, decided.reconfirmation)
        : failed(list, decided);
    };
  },
};

function daysIn(given: unknown): number {
  if (given === undefined) return answerDays.usual;
  const days = /^\d{1,3}$/.test(String(given)) ? Number(given) : 0;
  if (days < answerDays.least || days > answerDays.most)
    throw new BadInput(`--days must be a number from ${answerDays.least} to ${answerDays.most}.`);
  return days;
}

/** Returns the bulletin that asks. Throws BadInput if none uses the list, or several do. */
async function bulletinFor({ table }: Pipeline, list: string, given: unknown) {
  const users = (await listBulletins(table)).filter(({ lists }) => lists.includes(list));
  const [first, second] = users;
  const ids = users.map(({ id }) => id).join(", ");
  if (given !== undefined) {
    const found = users.find(({ id }) => id === given);
    if (found) return found;
    throw new BadInput(
      `No bulletin "${given}" uses the list ${list}.${ids === "" ? "" : ` There are ${ids}.`}`,
    );
  }
  if (!first)
    throw new BadInput(`No bulletin uses the list ${list}. Its people do not know who asks.`);
  if (second) throw new BadInput(`Say in whose name to ask: --bulletin ID. There are ${ids}.`);
  return first;
}

async function stop(pipeline: Pipeline, list: string): Promise<ActionResult> {
  const decided = await stopReconfirmation(pipeline, list, commandActor());
  return decided.kind === "done"
    ? resultOf(pipeline, decided.reconfirmation)
    : failed(list, decided);
}

async function remove(pipeline: Pipeline, list: string, isDryRun: boolean): Promise<ActionResult> {
  if (isDryRun) {
    const known = await getReconfirmation(pipeline.table, list);
    return known && !isAskingOver(known)
      ? resultOf(pipeline, known, true)
      : failed(list, { kind: "none" });
  }
  const decided = await removeUnanswered(pipeline, list, commandActor());
  if (decided.kind !== "done") return failed(list, decided);
  const progress = createProgressLine(process.stderr, () => performance.now());
  let at: Reconfirmation | undefined = decided.reconfirmation;
  while (at?.phase === "removing") {
    progress.say("Removing the people who did not answer.");
    at = await continueReconfirmation(pipeline, list, pipeline.monotonic() + 10_000);
    // A clock may be at work on it too.
    if (at?.phase === "removing") await pipeline.sleep(1_000);
  }
  progress.end();
  return resultOf(pipeline, at ?? decided.reconfirmation);
}

function failed(
  list: string,
  { kind }: Pick<Exclude<ReconfirmationDecided, { kind: "done" }>, "kind">,
): ActionResult {
  const words = {
    "no-bulletin": "No bulletin uses the list any more.",
    "under-way": "The people of the list are being asked already.",
    none: `Nobody on the list ${list} is being asked. Begin with: npm run list -- reconfirm ${list}`,
    "too-early": "Nobody was removed: people still have time to answer.",
  } as const;
  return { value: { list, refused: kind }, lines: [words[kind]], code: 1 };
}

async function resultOf(
  pipeline: Pipeline,
  reconfirmation: Reconfirmation,
  isDryRun = false,
): Promise<ActionResult> {
  const { list, phase, startedAt, remindAt, answerBy } = reconfirmation;
  const { asked, reminded, removed } = reconfirmation;
  const survey = await surveyReconfirmation(pipeline, reconfirmation, Number.POSITIVE_INFINITY);
  return {
    value: { list, phase, startedAt, remindAt, answerBy, asked, reminded, removed, ...survey },
    lines: [
      ...(isDryRun ? ["Dry run: nobody was removed."] : []),
      `${list}: ${phaseWords[phase]}`,
      `  asked       ${asked}, by ${startedAt.slice(0, 10)} and later`,
      `  reminded    ${reminded}, from ${remindAt.slice(0, 10)} on`,
      ...(survey ? surveyLines(survey) : []),
      `  removed     ${removed}`,
      `  Last day to answer: ${answerBy.slice(0, 10)}.`,
    ],
    code: 0,
  };
}

function surveyLines(survey: ReconfirmationSurvey): string[] {
  return [
    `  on the list ${survey.people}`,
    `  said yes    ${survey.confirmed}`,
    `  no answer   ${survey.unanswered} had time and did not answer`,
    `  not asked   ${survey.notAsked} stay: no email, or too little time`,
    `  newer       ${survey.newer} came onto the list later`,
  ];
}

const phaseWords: Readonly<Record<Reconfirmation["phase"], string>> = {
  asking: "the emails go out, by the clock of the pipeline (npm start runs it locally)",
  waiting: "asked, and waiting for answers",
  reminding: "the reminders go out",
  answering: "reminded, and waiting for answers",
  ended: "the time to answer is over. Decide: --remove, or --stop",
  removing: "the people who did not answer are being removed",
  removed: "the people who did not answer were removed",
  stopped: "stopped",
};
