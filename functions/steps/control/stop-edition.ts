import { type Actor, byline } from "../../core/access/actor.ts";
import { editionSubject, entrySubject } from "../../core/access/history-item.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { loggedReason } from "../../core/bulletins/reason.ts";
import { isBeforeSending, isStopped } from "../../core/bulletins/status.ts";
import { allows } from "../../core/bulletins/transitions/transition.ts";
import { withoutAddresses } from "../../core/text/without-addresses.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { returnToDrafts } from "../../store/bulletins/entries.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";

/** "over": the edition is not there, has ended, or has not begun. */
export type StopOutcome = "stopped" | "over";

/**
 * Stops an edition permanently: nobody else is claimed or mailed, and the rest stays pending in its
 * account. A worker still submits and records what it has claimed, but begins no new window. If the
 * edition was still being addressed for the first time, its entries become drafts again. An editor
 * must then check each one before a slot takes it. Repeating this completes it and changes nothing
 * else.
 */
export async function stopEdition(
  pipeline: Pipeline,
  id: string,
  words: string,
  by: Actor,
): Promise<StopOutcome> {
  const reason = { code: "stopped", words: withoutAddresses(words) } as const;
  for (;;) {
    const edition = await getEdition(pipeline.table, id);
    if (edition && isStopped(edition)) {
      await returnEntries(pipeline, edition, by);
      return "stopped";
    }
    if (!edition || !allows("stop", edition)) return "over";
    // The status may change between the read and the write, so the loop always reads again.
    const on = editionSubject(id);
    const changes = { reason: { after: reason } };
    const history = decision(pipeline, { by, what: "edition-stopped", on, changes });
    if (await changeEdition(pipeline.table, edition, { kind: "stop", reason, history }))
      pipeline.log("edition-stopped", {
        edition: id,
        from: edition.status,
        ...loggedReason(reason),
        by: byline(by),
      });
  }
}

async function returnEntries(pipeline: Pipeline, edition: Edition, by: Actor): Promise<void> {
  if (!isBeforeSending(edition)) return;
  const { bulletin } = edition;
  for (const id of edition.entries) {
    const on = entrySubject(bulletin, id);
    const changes = { status: { before: "ready", after: "draft" } };
    const history = decision(pipeline, { by, what: "entry-returned", on, changes });
    await returnToDrafts(pipeline.table, { bulletin, id }, edition.id, history);
  }
}
