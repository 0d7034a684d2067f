import * as z from "zod";
import { exactText, instant, type Read } from "../text/schema-parts.ts";
import { joinedHow, profileOf, profileSchema, type Subscriber } from "./subscriber.ts";
import { type SuppressionReason, suppressionReasonSchema } from "./suppression.ts";

/**
 * A person on a list, with the data that a letter to them needs. It is a projection: made from the
 * subscriber, and replaced only by one of a later `version`.
 */
export const subscriptionSchema = profileSchema.extend({
  id: exactText.min(1),
  version: z.int().positive(),
  joinedAt: instant,
  how: joinedHow,
  /** The import, or the history item of the decision, that put the person on the list. */
  source: exactText.min(1),
  /** Why we write nothing at all to the person. They stay on the list and get no letter. */
  suppressed: suppressionReasonSchema.optional(),
  /** The bulletins that the person has left. */
  optOuts: z.array(exactText.min(1)).min(1).optional(),
});
export type Subscription = Read<typeof subscriptionSchema>;

/** Returns a person's place on a list; undefined if they are not on it. */
export function subscriptionOf(person: Subscriber, list: string): Subscription | undefined {
  const place = person.lists[list];
  if (!place) return undefined;
  const { everywhere, bulletins } = person.suppression;
  const optOuts = Object.keys(bulletins).sort();
  return {
    ...profileOf(person),
    id: person.id,
    version: place.version,
    joinedAt: place.at,
    how: place.how,
    source: place.source,
    suppressed: everywhere?.reason,
    optOuts: optOuts.length > 0 ? optOuts : undefined,
  };
}

/**
 * Returns the newest of one person's rows. Rows of one person differ only while a change is on its
 * way from list to list; the newest has it.
 */
export function newestRow<Row extends Pick<Subscription, "version">>(
  rows: readonly Row[],
): Row | undefined {
  return rows.reduce<Row | undefined>(
    (newest, row) => (newest && newest.version >= row.version ? newest : row),
    undefined,
  );
}

/** Returns why a bulletin does not write to a person on a list, or undefined. */
export function whyKeptOut(
  { suppressed, optOuts }: Pick<Subscription, "suppressed" | "optOuts">,
  bulletin: string,
): SuppressionReason | undefined {
  return suppressed ?? (optOuts?.includes(bulletin) ? "unsubscribed" : undefined);
}
