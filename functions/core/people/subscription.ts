import * as z from "zod";
import { exactText, instant, type Read } from "../text/schema-parts.ts";
import { joinedHow, languageOf, profileOf, profileSchema, type Subscriber } from "./subscriber.ts";
import {
  activeReason,
  hasLeftList,
  reasonEverywhere,
  type SuppressionReason,
  suppressionReasonSchema,
} from "./suppression.ts";

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
  /** Until then the person gets no letter, because they want a pause. */
  pausedUntil: instant.optional(),
  /** The person wants letters without HTML. */
  plainText: z.literal(true).optional(),
});
export type Subscription = Read<typeof subscriptionSchema>;

/** Returns a person's place on a list; undefined if they are not on it, or have left it. */
export function subscriptionOf(person: Subscriber, list: string): Subscription | undefined {
  const place = person.lists[list];
  if (!place || hasLeftList(person.suppression, list)) return undefined;
  const { suppression, preferences } = person;
  const optOuts = Object.entries(suppression.bulletins)
    .flatMap(([bulletin, since]) => (activeReason(since) ? [bulletin] : []))
    .sort();
  return {
    ...profileOf(person),
    language: languageOf(person),
    id: person.id,
    version: place.version,
    joinedAt: place.at,
    how: place.how,
    source: place.source,
    suppressed: reasonEverywhere(suppression),
    optOuts: optOuts.length > 0 ? optOuts : undefined,
    pausedUntil: preferences?.pausedUntil,
    plainText: preferences?.plainText,
  };
}

/** Whether a person is on any list, and has not left it. */
export function isOnAList({ lists, suppression }: Subscriber): boolean {
  return Object.keys(lists).some(list => !hasLeftList(suppression, list));
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

/** "paused": the person wants no letter for a while. */
export type KeptOutReason = SuppressionReason | "paused";

/** Returns why a bulletin does not write to a person on a list at `now`, or undefined. */
export function whyKeptOut(
  {
    suppressed,
    optOuts,
    pausedUntil,
  }: Pick<Subscription, "suppressed" | "optOuts" | "pausedUntil">,
  bulletin: string,
  now: number,
): KeptOutReason | undefined {
  if (suppressed) return suppressed;
  if (optOuts?.includes(bulletin)) return "unsubscribed";
  return isPaused(pausedUntil, now) ? "paused" : undefined;
}

/** Returns whether a pause lasts at `now` (epoch milliseconds). */
export function isPaused(pausedUntil: string | undefined, now: number): boolean {
  return pausedUntil !== undefined && now < Date.parse(pausedUntil);
}
