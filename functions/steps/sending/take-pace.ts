import { pageAfter, pageAt, placeAt, placeInstant, shareAt, spacingOf } from "../../core/sending/pace.ts";
import { reserve } from "../../store/sending/calendar.ts";
import type { Pipeline } from "../pipeline.ts";
import { longestWaitMs, longestWindowMs } from "./leases.ts";

/** When each message may be handed to SES, in epoch milliseconds, ascending; or why none may. */
export type Paced =
  | { readonly kind: "paced"; readonly instants: readonly number[] }
  /** The calendar is full for too long. */
  | { readonly kind: "full" }
  /** SES's quota for 24 hours has no room. */
  | { readonly kind: "quota-spent" };

/** Milliseconds before its first instant at which a window is read and claimed: else it would be late before it begins. */
export const lead = 150;
/** The longest that a single mail waits for a place of its own (milliseconds): at low rates such places are far between. */
const soon = 5_000;
/** Milliseconds by which the clocks of two workers may differ. */
const skew = 5_000;

type World = Pick<Pipeline, "table" | "quota" | "tempo" | "now" | "monotonic" | "limits" | "measure">;

/** Milliseconds from now beyond which no worker can have a place, unless its clock ran ahead. */
function horizonMs({ limits }: World, within: number, spacing: number): number {
  return Math.max(within, longestWaitMs(limits)) + 2 * longestWindowMs + 2 * spacing + skew;
}

/**
 * Reserves instants on the calendar that all workers share, so that together they keep to the account's rate and are evenly spaced.
 * Asks for at most `most`, and gives fewer where two seconds hold fewer, or the 24-hour quota. The first of them is no later than
 * `within` so many milliseconds.
 */
export async function takePace(pipeline: World, most: number, within: number): Promise<Paced> {
  const { maxSendRate, remaining } = await pipeline.quota();
  pipeline.measure("send-rate", maxSendRate);
  if (remaining < 1) return { kind: "quota-spent" };
  const { tempo, table } = pipeline;
  const now = pipeline.now();
  const spacing = spacingOf(maxSendRate);
  const horizon = now + horizonMs(pipeline, within, spacing);
  const share = shareAt(tempo.share, pipeline.monotonic());
  const longest = Math.max(1, Math.floor(longestWindowMs / spacing));
  const wanted = Math.min(most, Math.floor(remaining), Math.max(1, Math.floor(longest * share)));
  // A process that SES has slowed down leaves places unused, so that nobody else takes them either.
  const toReserve = Math.min(longest, Math.ceil(wanted / share));
  const reserved: number[] = [];
  const latest = () => (reserved[0] === undefined ? now + Math.max(within, lead) : reserved[0] + longestWindowMs);
  for (
    let page = pageAt(now + lead, maxSendRate);
    reserved.length < toReserve && page.start <= latest();
    page = pageAfter(page, maxSendRate)
  ) {
    const first = placeAt(page, "bulk", now + lead);
    const limit = Math.min(page.places.bulk, Math.max(first + 1, placeAt(page, "bulk", latest())));
    const farthest = placeAt(page, "bulk", horizon);
    const asked = { first, limit, count: toReserve - reserved.length, ...(farthest < page.places.bulk && { farthest }) };
    const { upTo, how } = tempo.taken.page === page.number ? tempo.taken : { upTo: 0, how: tempo.taken.how };
    const isTaken = upTo >= first;
    const places = await reserve(table, page, "bulk", asked, isTaken ? "followed" : how, now);
    if (!places) continue;
    tempo.taken = { page: page.number, upTo: Math.max(upTo, places.from + asked.count), how: isTaken ? how : places.how };
    const count = Math.min(asked.count, page.places.bulk - places.from);
    reserved.push(...Array.from({ length: count }, (_, index) => placeInstant(page, "bulk", places.from + index)));
  }
  const used = Math.min(wanted, Math.ceil(reserved.length * share));
  const chosen = Array.from({ length: used }, (_, index) => reserved[Math.floor((index * reserved.length) / used)] ?? now);
  return chosen.length > 0 ? { kind: "paced", instants: chosen } : { kind: "full" };
}

/**
 * Reserves the instant of a mail to a single person, soon: on one of the places that letters to lists leave free, else among theirs.
 */
export async function takeSinglePace(pipeline: World): Promise<Paced> {
  const { maxSendRate, remaining } = await pipeline.quota();
  if (remaining < 1) return { kind: "quota-spent" };
  const now = pipeline.now();
  for (let page = pageAt(now, maxSendRate); page.start < now + soon; page = pageAfter(page, maxSendRate)) {
    const asked = { first: placeAt(page, "single", now), limit: placeAt(page, "single", now + soon), count: 1 };
    const place = await reserve(pipeline.table, page, "single", asked, "begun", now);
    if (place) return { kind: "paced", instants: [placeInstant(page, "single", place.from)] };
  }
  return takePace(pipeline, 1, soon);
}
