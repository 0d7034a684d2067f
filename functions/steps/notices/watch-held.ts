import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { listHeldEditions } from "../../store/bulletins/due-editions.ts";
import type { Pipeline } from "../pipeline.ts";
import { giveNotice } from "./give-notice.ts";

/**
 * Counts the editions that wait for a person, whatever the reason. Gives notice of each hold once.
 */
export async function watchHeld(pipeline: Pipeline): Promise<void> {
  const held = await listHeldEditions(pipeline.table);
  pipeline.measure("held", held.length);
  for (const edition of held) {
    const { reason } = edition;
    await giveNotice(pipeline, `edition-held#${edition.id}#${edition.holds ?? 0}`, async () => {
      const bulletin = await bulletinOf(pipeline, edition.bulletin);
      return { kind: "edition-held", bulletin, edition, reason };
    });
  }
}

/** Returns a bulletin, or its id as its name if the bulletin is gone. */
export async function bulletinOf({ table }: Pick<Pipeline, "table">, id: string) {
  return (await getBulletin(table, id)) ?? { name: id };
}
