import { type Actor, byline } from "../../../core/access/actor.ts";
import { deleteBulletin, getBulletin } from "../../../store/bulletins/bulletins.ts";
import { listEditions } from "../../../store/bulletins/editions.ts";
import { deleteEntries } from "../../../store/bulletins/entries.ts";
import { deleteImages } from "../../../store/bulletins/images.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";
import { rulesAtDeletion } from "./allowed-rules.ts";

export type DroppedBulletin = "deleted" | "not-archived" | "has-editions" | "unknown";

/** Whether a bulletin may be deleted: it is archived, so that no edition begins, and has none. */
export async function mayDeleteBulletin(
  { table }: Pick<Pipeline, "table">,
  id: string,
): Promise<DroppedBulletin | "deletable"> {
  const bulletin = await getBulletin(table, id);
  if (!bulletin) return "unknown";
  if (bulletin.archivedAt === undefined) return "not-archived";
  const { items } = await listEditions(table, id, { maxItems: 1 });
  return items.length > 0 ? "has-editions" : "deletable";
}

/** Deletes an archived bulletin of which no edition was made, with its entries and images. */
export async function dropBulletin(
  pipeline: Pick<Pipeline, "table" | "now" | "newId" | "log">,
  id: string,
  by: Actor,
): Promise<DroppedBulletin> {
  const may = await mayDeleteBulletin(pipeline, id);
  if (may !== "deletable") return may;
  const bulletin = await getBulletin(pipeline.table, id);
  if (!bulletin) return "unknown";
  const on = { kind: "bulletin", id } as const;
  const changes = rulesAtDeletion(bulletin);
  const history = decision(pipeline, { by, what: "bulletin-deleted", on, changes });
  if (!(await deleteBulletin(pipeline.table, id, history))) return "not-archived";
  await deleteEntries(pipeline.table, id);
  await deleteImages(pipeline.table, id);
  pipeline.log("bulletin-deleted", { bulletin: id, by: byline(by) });
  return "deleted";
}
