import {
  pageAfter,
  pageAt,
  placeAt,
  placeInstant,
  shareAt,
  spacingMsOf,
} from "../../core/sending/pace.ts";
import { reserve } from "../../store/sending/calendar.ts";
import type { Pipeline } from "../pipeline.ts";
import { longestWaitMs, longestWindowMs } from "./leases.ts";

/** The instants for submitting, in ascending epoch milliseconds; or why there are none. */
export type Paced =
  | { readonly kind: "paced"; readonly instants: readonly number[] }
  /** The calendar has no free place soon enough. */
  | { readonly kind: "full" }
  /** SES's 24-hour quota is used up. */
  | { readonly kind: "quota-spent" };

/**
 * Milliseconds to read and claim a window before its first instant. A shorter lead would make it
 * late from the start.
 */
export const leadMs = 150;
/** The longest wait of a single mail for its own place: at low rates such places are far apart. */
const maxSingleWaitMs = 5_000;
/** The largest difference between the clocks of two workers. */
const maxSkewMs = 5_000;

type World = Pick<
  Pipeline,
  "table" | "quota" | "tempo" | "now" | "monotonic" | "limits" | "measure"
>;

/** Beyond this time from now no worker has a place, unless its clock runs ahead. */
function horizonMs({ limits }: World, withinMs: number, spacingMs: number): number {
  return (
    Math.max(withinMs, longestWaitMs(limits)) + 2 * longestWindowMs + 2 * spacingMs + maxSkewMs
  );
}

/**
 * Reserves instants on the calendar of all workers, evenly spaced, so that together they keep the
 * account's rate. Reserves at most `maxPlaces`; fewer if two seconds or the 24-hour quota hold
 * fewer. The first instant is at most `withinMs` from now.
 */
export async function takePace(
  pipeline: World,
  maxPlaces: number,
  withinMs: number,
): Promise<Paced> {
  const { maxSendRate, remaining } = await pipeline.quota();
  pipeline.measure("send-rate", maxSendRate);
  if (remaining < 1) return { kind: "quota-spent" };
  const { tempo, table } = pipeline;
  const now = pipeline.now();
  const spacingMs = spacingMsOf(maxSendRate);
  const horizon = now + horizonMs(pipeline, withinMs, spacingMs);
  const share = shareAt(tempo.share, pipeline.monotonic());
  const longest = Math.max(1, Math.floor(longestWindowMs / spacingMs));
  const wanted = Math.min(
    maxPlaces,
    Math.floor(remaining),
    Math.max(1, Math.floor(longest * share)),
  );
  // A process that SES slowed down reserves places that it does not use, so that no other process
  // uses them.
  const toReserve = Math.min(longest, Math.ceil(wanted / share));
  const reserved: number[] = [];
  const latest = () =>
    reserved[0] === undefined ? now + Math.max(withinMs, leadMs) : reserved[0] + longestWindowMs;
  for (
    let page = pageAt(now + leadMs, maxSendRate);
    reserved.length < toReserve && page.start <= latest();
    page = pageAfter(page, maxSendRate)
  ) {
    const first = placeAt(page, "bulk", now + leadMs);
    const limit = Math.min(page.places.bulk, Math.max(first + 1, placeAt(page, "bulk", latest())));
    const farthest = placeAt(page, "bulk", horizon);
    const asked = {
      first,
      limit,
      count: toReserve - reserved.length,
      ...(farthest < page.places.bulk && { farthest }),
    };
    const { upTo, how } =
      tempo.taken.page === page.number ? tempo.taken : { upTo: 0, how: tempo.taken.how };
    const isTaken = upTo >= first;
    const places = await reserve(table, page, "bulk", {
      asked,
      expected: isTaken ? "followed" : how,
      now,
    });
    if (!places) continue;
    tempo.taken = {
      page: page.number,
      upTo: Math.max(upTo, places.from + asked.count),
      how: isTaken ? how : places.how,
    };
    const count = Math.min(asked.count, page.places.bulk - places.from);
    reserved.push(
      ...Array.from({ length: count }, (_, index) =>
        placeInstant(page, "bulk", places.from + index),
      ),
    );
  }
  const used = Math.min(wanted, Math.ceil(reserved.length * share));
  const chosen = Array.from(
    { length: used },
    (_, index) => reserved[Math.floor((index * reserved.length) / used)] ?? now,
  );
  return chosen.length > 0 ? { kind: "paced", instants: chosen } : { kind: "full" };
}

/**
 * Reserves an instant soon for a mail to one person: on a place that letters to lists leave free,
 * or else on one of theirs.
 */
export async function takeSinglePace(pipeline: World): Promise<Paced> {
  const { maxSendRate, remaining } = await pipeline.quota();
  if (remaining < 1) return { kind: "quota-spent" };
  const now = pipeline.now();
  for (
    let page = pageAt(now, maxSendRate);
    page.start < now + maxSingleWaitMs;
    page = pageAfter(page, maxSendRate)
  ) {
    const limit = placeAt(page, "single", now + maxSingleWaitMs);
    const asked = { first: placeAt(page, "single", now), limit, count: 1 };
    const place = await reserve(pipeline.table, page, "single", { asked, expected: "begun", now });
    if (place) return { kind: "paced", instants: [placeInstant(page, "single", place.from)] };
  }
  return takePace(pipeline, 1, maxSingleWaitMs);
}
