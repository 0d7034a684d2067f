import { firstPlace, instants, keptForSingles, periodAt, periodCapacity, periodMs, shareAt } from "../core/pace.ts";
import { reserve, reserveKept } from "../store/pace.ts";
import type { Pipeline } from "./pipeline.ts";

/** When each message may be handed to SES, in epoch milliseconds, ascending; or why none may. */
export type Paced =
  | { readonly kind: "paced"; readonly instants: readonly number[] }
  /** The calendar is full for too long. */
  | { readonly kind: "full" }
  /** SES's quota for 24 hours has no room. */
  | { readonly kind: "quota-spent" };

/** How far ahead a worker reserves (milliseconds): later than that, others are better served by its letting go. */
const furthest = 20_000;
/** The longest that one window may last (milliseconds): so soon a stop is honoured. */
const longestWindow = 2_000;

/** The longest that a single mail waits for a place of its own (milliseconds): at low rates such places are far between. */
const soon = 5_000;

type World = Pick<Pipeline, "table" | "quota" | "tempo" | "now" | "measure">;

/**
 * Reserves instants on the calendar that all workers share, so that together they keep to the account's rate and are evenly spaced.
 * Asks for at most `most`, and gives fewer where two seconds hold fewer, or the 24-hour quota. The first of them is `within` so many
 * milliseconds from now.
 */
export async function takePace(pipeline: World, most: number, within = furthest): Promise<Paced> {
  const { maxSendRate, remaining } = await pipeline.quota();
  pipeline.measure("send-rate", maxSendRate);
  if (remaining < 1) return { kind: "quota-spent" };
  const capacity = periodCapacity(maxSendRate);
  const now = pipeline.now();
  const share = shareAt(pipeline.tempo.share, now);
  const wanted = Math.min(most, remaining, Math.max(1, Math.floor((capacity * longestWindow * share) / periodMs)));
  // A process that SES has slowed down leaves places unused, so that nobody else takes them either.
  const toReserve = Math.ceil(wanted / share);
  const lastToBeginIn = Math.max(periodAt(now), periodAt(now + Math.min(within, furthest)) - 1);
  const reserved: number[] = [];
  for (let period = Math.max(periodAt(now), pipeline.tempo.fullBefore); reserved.length < toReserve; period++) {
    const [begin] = reserved;
    if (begin === undefined ? period > lastToBeginIn : period * periodMs > begin + longestWindow / share) break;
    const bulk = capacity - keptForSingles(period, capacity);
    const first = firstPlace(period, capacity, now);
    const places = await reserve(pipeline.table, period, { capacity: bulk, first, most: toReserve - reserved.length }, now);
    if (places) reserved.push(...instants(period, capacity, places.from, places.count));
    if (!places || places.from + places.count >= bulk) pipeline.tempo.fullBefore = period + 1;
  }
  const used = Math.min(wanted, Math.ceil(reserved.length * share));
  const chosen = Array.from({ length: used }, (_, index) => reserved[Math.floor((index * reserved.length) / used)] ?? now);
  return chosen.length > 0 ? { kind: "paced", instants: chosen } : { kind: "full" };
}

/**
 * Reserves the instant of a mail to a single person, soon: on one of the places that letters to lists leave free, else among theirs.
 */
export async function takeSinglePace(pipeline: World): Promise<Paced> {
  const { maxSendRate } = await pipeline.quota();
  const capacity = periodCapacity(maxSendRate);
  const now = pipeline.now();
  for (let period = periodAt(now); (period - periodAt(now)) * periodMs < soon; period++) {
    const kept = keptForSingles(period, capacity);
    const free = kept > 0 && firstPlace(period, capacity, now) <= capacity - kept;
    const place = free ? await reserveKept(pipeline.table, period, kept, now) : undefined;
    if (place !== undefined) return { kind: "paced", instants: instants(period, capacity, capacity - kept + place, 1) };
  }
  return takePace(pipeline, 1);
}
