import { goesOn, listeningToNote, withEmptyLook } from "../../core/ledger/listening.ts";
import { getEmptyLooks, getListening, putEmptyLooks, putListening } from "../../store/sending/ticks.ts";
import type { Pipeline } from "../pipeline.ts";

type World = Pick<Pipeline, "table" | "now" | "limits">;

/**
 * Notes that SES's events are being received. Called again and again by what looks after editions, as long as the consumer of the events
 * runs; writes a few times in a grace.
 */
export async function noteListening({ table, now, limits }: World): Promise<void> {
  const noted = await getListening(table);
  const next = listeningToNote(noted, now(), limits.grace);
  if (next) await putListening(table, next, noted);
}

/** Since when SES's events are received without a gap (epoch milliseconds); infinity while they are not. */
export async function listeningSince({ table, now, limits }: World): Promise<number> {
  const noted = await getListening(table);
  return noted && goesOn(noted, now(), limits.grace) ? noted.since : Number.POSITIVE_INFINITY;
}

/** What is known of the way of SES's events: what was published before `emptyAt` (epoch milliseconds), if anything, has been recorded. */
export type WayOfEvents = { readonly state: FeedbackState; readonly emptyAt: number };
type FeedbackState = Awaited<ReturnType<Pipeline["feedback"]["look"]>>;

/** Looks at the way of SES's events. Only two looks, some time apart, show that it is empty: SQS counts its messages approximately. */
export async function lookAtFeedback(pipeline: World & Pick<Pipeline, "feedback">): Promise<WayOfEvents> {
  const { table, limits } = pipeline;
  // Before the look: an event that comes after it belongs to the next one.
  const now = pipeline.now();
  const state = await pipeline.feedback.look();
  const seen = await getEmptyLooks(table);
  const isEmpty = state === "drained" || state === "lossy";
  const looks = isEmpty ? withEmptyLook(seen, now, limits.grace) : undefined;
  if (looks !== seen) await putEmptyLooks(table, looks);
  return { state, emptyAt: looks?.previous ?? Number.NEGATIVE_INFINITY };
}
