import { type Actor, byline } from "../../../core/access/actor.ts";
import type { Deed } from "../../../core/access/history-item.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { getBulletin } from "../../../store/bulletins/bulletins.ts";
import type { Pipeline } from "../../pipeline.ts";
import { saveBulletin } from "../save-bulletin.ts";

export const bulletinStates = ["pause", "resume", "archive", "restore"] as const;
export type BulletinState = (typeof bulletinStates)[number];

const deeds: Readonly<Record<BulletinState, Deed>> = {
  pause: "bulletin-paused",
  resume: "bulletin-resumed",
  archive: "bulletin-archived",
  restore: "bulletin-restored",
};

/**
 * Pauses or archives a bulletin, or takes that back. Nothing is due during that time, and dates
 * that pass are not made up for. A repetition changes nothing. Editions under way go on.
 */
export async function pauseBulletin(
  pipeline: Pick<Pipeline, "table" | "now" | "newId" | "log">,
  id: string,
  state: BulletinState,
  by: Actor,
): Promise<Bulletin | undefined> {
  const stored = await getBulletin(pipeline.table, id);
  if (!stored) return undefined;
  const at = new Date(pipeline.now()).toISOString();
  const changed: Bulletin = { ...stored };
  const next = Object.assign(
    changed,
    state === "pause" && { pausedAt: stored.pausedAt ?? at },
    state === "resume" && { pausedAt: undefined },
    state === "archive" && { archivedAt: stored.archivedAt ?? at },
    state === "restore" && { archivedAt: undefined },
  );
  if ((await saveBulletin(pipeline, next, by, deeds[state])) === "saved")
    pipeline.log(deeds[state], { bulletin: id, by: byline(by) });
  return next;
}
