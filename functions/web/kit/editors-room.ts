import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { bulletinId } from "../../core/bulletins/bulletin-id.ts";
import { type Edition, editionSchema } from "../../core/bulletins/edition.ts";
import { type Entry, entrySchema } from "../../core/bulletins/entry.ts";
import type { Template } from "../../steps/editions/draft-edition.ts";
import type { Pipeline } from "../../steps/pipeline.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { getEntry } from "../../store/bulletins/entries.ts";
import type { Frame } from "./layout.tsx";

/** What every editors' page needs. */
export type EditorsRoom = {
  readonly pipeline: Pipeline;
  readonly template: Template;
  readonly frame: Frame;
};

/** Returns the bulletin with an id from a URL; undefined if it is invalid or unknown. */
export async function findBulletin(
  { pipeline }: EditorsRoom,
  id: string,
): Promise<Bulletin | undefined> {
  return bulletinId.safeParse(id).success ? getBulletin(pipeline.table, id) : undefined;
}

export async function findEntry(
  { pipeline }: EditorsRoom,
  bulletin: Bulletin,
  id: string,
): Promise<Entry | undefined> {
  return entrySchema.shape.id.safeParse(id).success
    ? getEntry(pipeline.table, bulletin.id, id)
    : undefined;
}

export async function findEdition(
  { pipeline }: EditorsRoom,
  id: string,
): Promise<Edition | undefined> {
  return editionSchema.shape.id.safeParse(id).success ? getEdition(pipeline.table, id) : undefined;
}

export function zoneOf(bulletin: Bulletin | undefined): string {
  return bulletin?.zone ?? "UTC";
}

/** An entry's name on the pages. An entry from a file may have no title. */
export function nameOf(entry: Pick<Entry, "title">): string {
  return entry.title || "Entry without a title";
}
