import type { FrozenContent } from "../../../core/bulletins/edition.ts";
import { freezeContent } from "../../../store/bulletins/edition-content.ts";
import { keepImage } from "../../../store/bulletins/images.ts";
import type { Table } from "../../../store/table.ts";
import { imagesOf } from "./find-missing-images.ts";

/**
 * Stores the letter of an edition under its hash, and notes which images it shows, so that nobody
 * deletes them. Returns the images that are gone: the letter must not be sent with a gap.
 */
export async function freezeLetter(
  table: Table,
  edition: { readonly id: string; readonly hash: string; readonly bulletin: string },
  content: FrozenContent,
): Promise<string[]> {
  const { id, hash, bulletin } = edition;
  const kept = await Promise.all(
    imagesOf(content).map(async image => ({
      image,
      isThere: await keepImage(table, bulletin, image, id),
    })),
  );
  await freezeContent(table, { id, hash }, content);
  return kept.flatMap(({ image, isThere }) => (isThere ? [] : [image]));
}
