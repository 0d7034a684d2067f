import type { Actor } from "../../../functions/core/access/actor.ts";
import { needsApproval } from "../../../functions/core/bulletins/approval/needs-approval.ts";
import { sayObstacle } from "../../../functions/core/bulletins/approval/say-obstacle.ts";
import type { Edition } from "../../../functions/core/bulletins/edition.ts";
import { nextSlot } from "../../../functions/core/bulletins/schedule/next-slot.ts";
import { isProposed, isUnderWay } from "../../../functions/core/bulletins/status.ts";
import type { Template } from "../../../functions/mail/template.ts";
import { approveEdition } from "../../../functions/steps/approval/approve-edition.ts";
import { openProposed } from "../../../functions/steps/approval/open-proposed.ts";
import { proposeEdition } from "../../../functions/steps/approval/propose-edition.ts";
import { undoEdition } from "../../../functions/steps/approval/undo-edition.ts";
import { resumeWork } from "../../../functions/steps/control/resume-edition.ts";
import { stopEdition } from "../../../functions/steps/control/stop-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { type CorrectionText, correct } from "./correct.ts";
import type { EditionVerb } from "./edition-arguments.ts";
import type { Target } from "./find-target.ts";

/** What became of one edition. */
export type ActDone = {
  readonly isDone: boolean;
  readonly edition: string;
  readonly slot: string | undefined;
  readonly status: string | undefined;
  /** Of the letter, if there is one. */
  readonly hash: string | undefined;
  readonly says: string;
};

export type Acting = {
  readonly verb: EditionVerb;
  readonly target: Target;
  readonly hash: string | undefined;
  readonly reason: string;
  /** Of `correct`, with the text of its file. */
  readonly correction: CorrectionText | undefined;
  readonly by: Actor;
};

/** Does to an edition what the page does, by the same steps. */
export async function actOn(
  pipeline: Pipeline,
  template: Template,
  acting: Acting,
): Promise<ActDone> {
  const { verb, target, by } = acting;
  const { bulletin, edition } = target;
  if (verb === "propose") return propose(pipeline, template, acting);
  if (verb === "send") return send(pipeline, template, acting);
  if (!edition) return not(bulletin.id, `There is no edition to ${verb}.`);
  if (acting.correction) {
    const corrected = await correct(pipeline, template, edition, { ...acting.correction, by });
    return done(corrected.isDone, corrected.edition, corrected.says);
  }
  const [isDone, says] = await change(pipeline, template, edition, acting);
  return done(isDone, (await getEdition(pipeline.table, edition.id)) ?? edition, says);
}

type Says = readonly [isDone: boolean, says: string];

async function change(
  pipeline: Pipeline,
  template: Template,
  edition: Edition,
  { verb, hash, reason, by }: Acting,
): Promise<Says> {
  const { id } = edition;
  switch (verb) {
    case "approve": {
      const yes = { edition: id, hash: hash ?? edition.hash, by };
      const outcome = await approveEdition(pipeline, template, yes);
      if (outcome.kind === "refused")
        return [
          false,
          outcome.obstacle.kind === "approver-gone"
            ? "A command cannot approve here: an approver of the bulletin must, on its page or by the mailed link."
            : sayObstacle(outcome.obstacle),
        ];
      return approved[outcome.kind];
    }
    case "pause":
      if (!isUnderWay(edition)) return [false, "It is not being sent."];
      await holdEdition(pipeline, edition, { code: "paused" }, by);
      return [true, "Paused."];
    case "resume":
      return resumed[await resumeWork(pipeline, template, edition, by)];
    case "undo":
      return (await undoEdition(pipeline, id, by)).kind === "undone"
        ? [true, "Undone. Nobody has the letter."]
        : [false, "There is nothing to undo any more."];
    default:
      return (await stopEdition(pipeline, id, reason, by)) === "stopped"
        ? [true, "Stopped permanently."]
        : [false, "It cannot be stopped: it has ended, or has not begun."];
  }
}

const approved = {
  approved: [true, "Approved."],
  already: [true, "Approved before."],
  changed: [false, "The letter has changed. Propose it again, and read it."],
  "no-approval-needed": [false, "The bulletin asks for no approval."],
  over: [false, "It does not wait for an approval."],
} as const satisfies Record<string, Says>;

const resumed = {
  resumed: [true, "Resumed."],
  "not-held": [false, "It is not paused."],
  "not-approved": [false, "It waits for an approval first."],
  "clock-waits": [
    false,
    "The data was restored from a backup, and nothing is sent: npm run clock -- restart.",
  ],
} as const satisfies Record<string, Says>;

async function propose(
  pipeline: Pipeline,
  template: Template,
  { target, by }: Acting,
): Promise<ActDone> {
  const { bulletin, edition } = target;
  const now = new Date(pipeline.now());
  const next = edition ? new Date(edition.slot) : nextSlot(bulletin, now);
  const asked = { bulletin: bulletin.id, slot: next ?? now, by };
  const outcome = await proposeEdition(
    pipeline,
    template,
    next ? asked : Object.assign({ unscheduled: true }, asked),
  );
  switch (outcome.kind) {
    case "proposed":
      return done(true, outcome.edition, "Waits for an approval. The approvers get an email.");
    case "begun":
      return done(false, outcome.edition, "It is past its approval.");
    case "no-approval-needed":
      return not(bulletin.id, "The bulletin asks for no approval.");
    case "nothing-due":
      return not(bulletin.id, "No entry is ready for it.");
    case "not-corrected":
    case "unknown":
      return not(bulletin.id, "There is no such bulletin.");
  }
}

/** Sends what may go out now. It approves nothing: that is another decision. */
async function send(
  pipeline: Pipeline,
  template: Template,
  { target, by }: Acting,
): Promise<ActDone> {
  const { bulletin, edition } = target;
  if (edition && !isProposed(edition)) return done(false, edition, "It has begun.");
  if (edition) {
    const after = await openProposed(pipeline, template, edition, by);
    if (!isProposed(after)) return done(true, after, "It is being sent.");
    const says = !needsApproval(bulletin, after)
      ? "It needs no approval, and is sent at its date."
      : after.approval === undefined
        ? "It is not approved."
        : "It is approved, and is sent at its date.";
    return done(false, after, says);
  }
  const slot = new Date(pipeline.now());
  const result = await composeEdition(pipeline, template, { bulletin, slot, by });
  if (result.kind === "not-approved") return not(bulletin.id, sayObstacle(result.obstacle));
  return isUnderWay(result.edition)
    ? done(true, result.edition, "It is being sent.")
    : done(false, result.edition, "Nothing is sent.");
}

function done(isDone: boolean, edition: Edition, says: string): ActDone {
  const { id, slot, status, hash } = edition;
  return { isDone, edition: id, slot, status, hash: hash === "" ? undefined : hash, says };
}

function not(bulletin: string, says: string): ActDone {
  const none = { slot: undefined, status: undefined, hash: undefined };
  return Object.assign({ isDone: false, edition: bulletin, says }, none);
}
