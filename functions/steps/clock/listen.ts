import { goesOn, listeningToNote, withEmptyLook } from "../../core/ledger/listening.ts";
import {
  getEmptyLooks,
  getListening,
  putEmptyLooks,
  putListening,
} from "../../store/sending/ticks.ts";
import type { Pipeline } from "../pipeline.ts";

type World = Pick<Pipeline, "table" | "now" | "limits">;

/**
 * Notes that SES's events are being received. Call it regularly while the consumer of the events
 * runs. It writes a few times per grace.
 */
export async function noteListening({ table, now, limits }: World): Promise<void> {
  const noted = await getListening(table);
  const next = listeningToNote(noted, now(), limits.graceMs);
  if (next) await putListening(table, next, noted);
}

/**
 * Returns since when SES's events are received without a gap (epoch milliseconds); infinity if they
 * are not received now.
 */
export async function listeningSince({ table, now, limits }: World): Promise<number> {
  const noted = await getListening(table);
  return noted && goesOn(noted, now(), limits.graceMs) ? noted.since : Number.POSITIVE_INFINITY;
}

/**
 * The state of the path of SES's events. All events published before `emptyAt` (epoch milliseconds)
 * are recorded.
 */
export type WayOfEvents = { readonly state: FeedbackState; readonly emptyAt: number };
type FeedbackState = Awaited<ReturnType<Pipeline["feedback"]["look"]>>;

/**
 * Checks the path of SES's events. Only two empty looks, some time apart, show that it is empty:
 * SQS's counts are approximate.
 */
export async function lookAtFeedback(
  pipeline: World & Pick<Pipeline, "feedback">,
): Promise<WayOfEvents> {
  const { table, limits } = pipeline;
  // Taken before the look: an event during the look counts for the next one.
  const now = pipeline.now();
  const state = await pipeline.feedback.look();
  const seen = await getEmptyLooks(table);
  const isEmpty = state === "drained" || state === "lossy";
  const looks = isEmpty ? withEmptyLook(seen, now, limits.graceMs) : undefined;
  if (looks !== seen) await putEmptyLooks(table, looks);
  return { state, emptyAt: looks?.previous ?? Number.NEGATIVE_INFINITY };
}
