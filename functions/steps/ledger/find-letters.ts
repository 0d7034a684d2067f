import type { Edition } from "../../core/bulletins/edition.ts";
import { listBulletins } from "../../store/bulletins/bulletins.ts";
import { listEditions } from "../../store/bulletins/editions.ts";
import type { Pipeline } from "../pipeline.ts";
import { findCopyOf } from "./find-copy.ts";
import type { PersonOnEdition } from "./list-people.ts";

/** An edition, and the person's copy of it; without a copy the edition was not for them. */
export type LetterOfPerson = {
  readonly edition: Edition;
  readonly bulletin: string;
  readonly copy: PersonOnEdition | undefined;
};

export type LettersOfPerson = {
  /** The latest first. */
  readonly letters: readonly LetterOfPerson[];
  /** The slot from which older editions begin, if there are any. */
  readonly next: string | undefined;
};

/**
 * Returns what became of a person's letters, over all bulletins: the latest editions, and in each the
 * person's copy. Two reads for each edition, and one for each bulletin: the cost is the same however
 * many people an edition has, and sending writes nothing for it.
 */
export async function findLetters(
  pipeline: Pick<Pipeline, "table" | "now">,
  subscriber: string,
  { maxItems, from }: { readonly maxItems: number; readonly from?: string | undefined },
): Promise<LettersOfPerson> {
  const { table } = pipeline;
  const bulletins = await listBulletins(table);
  const parts = await Promise.all(
    bulletins.map(async ({ id, name }) => {
      const { items } = await listEditions(table, id, { maxItems: maxItems + 1, from });
      return items.map(edition => ({ edition, bulletin: name }));
    }),
  );
  const latest = parts.flat().sort((a, b) => (a.edition.slot < b.edition.slot ? 1 : -1));
  const letters = await Promise.all(
    latest.slice(0, maxItems).map(async ({ edition, bulletin }): Promise<LetterOfPerson> => {
      const found = await findCopyOf(pipeline, edition, subscriber);
      return { edition, bulletin, copy: found.kind === "on-edition" ? found.copy : undefined };
    }),
  );
  return { letters, next: latest[maxItems]?.edition.slot };
}
