import { type Actor, byline } from "../../core/access/actor.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import type { Obstacle } from "../../core/bulletins/approval/may-go-out.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import {
  isAddressingNow,
  isBeforeSending,
  isHeld,
  isHeldInComposing,
  isSending,
} from "../../core/bulletins/status.ts";
import type { Template } from "../../mail/template.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { getOrigin } from "../../store/sending/origins.ts";
import { decision } from "../decision.ts";
import { checkGoing } from "../editions/check-going.ts";
import { composeEdition } from "../editions/compose-edition.ts";
import { enqueueLanes } from "../editions/enqueue-lanes.ts";
import { returnToWaiting } from "../editions/return-to-waiting.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Restores the status that a held edition had before it was held; returns the edition. Leaves any
 * other edition alone. Queues no work: the clock does, or `resumeWork`.
 */
export async function resumeEdition(
  pipeline: Pipeline,
  edition: Edition,
  by: Actor,
): Promise<Edition> {
  const { id, heldFrom } = edition;
  if (!isHeld(edition) || heldFrom === undefined) return edition;
  const { table } = pipeline;
  const seen = { id, status: edition.status, heldFrom };
  const history = decision(pipeline, { by, what: "edition-resumed", on: editionSubject(id) });
  if (!(await changeEdition(table, seen, { kind: "resume", history })))
    return (await getEdition(table, id)) ?? edition;
  pipeline.log("edition-resumed", { edition: id, status: heldFrom, by: byline(by) });
  return { ...edition, status: heldFrom, heldFrom: undefined, reason: undefined };
}

/**
 * "not-approved": the bulletin asks for an approval that the letter lacks. An edition without a
 * letter waits for it again; any other stays held. "clock-waits": the table was restored from a
 * backup, and nothing goes out before a person has let the clock go on.
 */
export type ResumeOutcome = "resumed" | "not-held" | "not-approved" | "clock-waits";

/** Resumes a held edition and queues its work at once. Leaves any other edition alone. */
export async function resumeWork(
  pipeline: Pipeline,
  template: Template,
  held: Edition,
  by: Actor,
): Promise<ResumeOutcome> {
  if (!isHeld(held)) return "not-held";
  if ((await getOrigin(pipeline.table))?.restored) return "clock-waits";
  const bulletin = await getBulletin(pipeline.table, held.bulletin);
  const obstacle = bulletin && (await obstacleTo(pipeline, held, bulletin));
  if (obstacle) {
    if (isHeldInComposing(held)) await returnToWaiting(pipeline, held, obstacle);
    return "not-approved";
  }
  const edition = await resumeEdition(pipeline, held, by);
  if (isSending(edition)) await enqueueLanes(pipeline, edition);
  else if (isAddressingNow(edition))
    await pipeline.enqueue.addressEdition([{ edition: edition.id, round: edition.rounds }]);
  else if (bulletin) {
    const slot = new Date(edition.slot);
    const options = { bulletin, slot, by, id: edition.id };
    const { kind } = await composeEdition(pipeline, template, options);
    if (kind === "not-approved") return kind;
  }
  return "resumed";
}

/** Returns why the letter may not go out; undefined once people may have it. */
async function obstacleTo(
  pipeline: Pipeline,
  edition: Edition,
  bulletin: Bulletin,
): Promise<Obstacle | undefined> {
  if (!isBeforeSending(edition)) return undefined;
  // A letter that is not composed yet is composed anew: the check follows there.
  const hash = isHeldInComposing(edition) ? (edition.approval?.hash ?? "") : edition.hash;
  const { approval } = edition;
  return checkGoing(pipeline, { bulletin, edition, hash, approval }, "is-cut");
}
