import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { type FrozenContent, wholeOf } from "../../../core/bulletins/edition.ts";
import { lettersOf } from "../../../core/bulletins/languages/content-in.ts";
import { imagesIn } from "../../../core/letter/images/image-places.ts";
import type { Finding } from "../../../core/writing/finding.ts";
import { listImages } from "../../../store/bulletins/images.ts";
import type { Table } from "../../../store/table.ts";
import type { Draft, Unfit } from "../draft-edition.ts";

/** Adds to a draft's findings what `findMissingImages` finds. */
export async function withMissingImages(
  table: Table,
  { id }: Pick<Bulletin, "id">,
  drafted: Draft | Unfit,
): Promise<Draft | Unfit> {
  if (drafted.kind !== "draft") return drafted;
  const missing = await findMissingImages(table, id, drafted.content);
  return { ...drafted, findings: [...drafted.findings, ...missing] };
}

/** Finds images of a letter that its bulletin does not have. A letter without images costs no read. */
async function findMissingImages(
  table: Table,
  bulletin: string,
  content: FrozenContent,
): Promise<Finding[]> {
  const shown = imagesOf(content);
  if (shown.length === 0) return [];
  const known = new Set((await listImages(table, bulletin)).map(({ id }) => id));
  return shown
    .filter(id => !known.has(id))
    .map(id => ({
      code: "missing-image",
      severity: "error",
      where: "html",
      words: id,
      what: `The letter shows the image “${id}”, which is not one of this bulletin's images. Add the file again, and use the line that you get there.`,
      why: "Readers would see an empty frame.",
    }));
}

/** Returns the images of a letter in all its languages, each once. */
export function imagesOf(content: FrozenContent): string[] {
  return [...new Set(lettersOf(content).flatMap(letter => imagesIn(wholeOf(letter))))];
}
