import { type Actor, byline } from "../../../core/access/actor.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { listOpenEntries } from "../../../store/bulletins/entries.ts";
import { deleteImage, getImage } from "../../../store/bulletins/images.ts";
import type { Table } from "../../../store/table.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";

/** Where an image is used: such an image cannot be deleted. */
export type ImageUse = "in-a-letter" | "in-an-entry" | "in-the-settings";

type Used = Pick<Bulletin, "id" | "logo" | "signatories">;

/** Returns where an image of a bulletin is used; undefined if nowhere. */
export async function findImageUse(
  table: Table,
  bulletin: Used,
  id: string,
): Promise<ImageUse | undefined> {
  const image = await getImage(table, bulletin.id, id);
  if (image?.edition !== undefined) return "in-a-letter";
  const { logo, signatories } = bulletin;
  const ofSettings = [logo?.image, logo?.dark, ...signatories.map(({ signature }) => signature)];
  if (ofSettings.includes(id)) return "in-the-settings";
  const entries = await listOpenEntries(table, bulletin.id);
  return entries.some(entry => JSON.stringify(entry).includes(id)) ? "in-an-entry" : undefined;
}

/** Deletes an image that no letter and no open entry uses. "gone": someone else deleted it. */
export async function dropImage(
  pipeline: Pick<Pipeline, "table" | "now" | "newId" | "log">,
  bulletin: Used,
  id: string,
  by: Actor,
): Promise<ImageUse | "deleted" | "gone"> {
  const use = await findImageUse(pipeline.table, bulletin, id);
  if (use) return use;
  const on = { kind: "bulletin", id: bulletin.id } as const;
  const changes = { image: { before: id } };
  const history = decision(pipeline, { by, what: "image-deleted", on, changes });
  if (!(await deleteImage(pipeline.table, bulletin.id, id, history))) {
    const image = await getImage(pipeline.table, bulletin.id, id);
    return image ? "in-a-letter" : "gone";
  }
  pipeline.log("image-deleted", { bulletin: bulletin.id, image: id, by: byline(by) });
  return "deleted";
}
