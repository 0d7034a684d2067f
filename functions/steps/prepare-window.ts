import type { Edition } from "../core/edition.ts";
import { refusedBySes } from "../core/mailbox.ts";
import { windowSize } from "../core/pace.ts";
import type { Batch } from "../store/batches.ts";
import { getEdition } from "../store/editions.ts";
import { type Subscription, subscriptionsBetween } from "../store/subscriptions.ts";
import type { Pipeline } from "./pipeline.ts";
import { takePace } from "./take-pace.ts";

/** One person at a position, to be submitted at an instant (epoch milliseconds). */
export type Claim = { readonly position: number; readonly person: Subscription; readonly at: number };

export type Window =
  | {
      readonly kind: "window";
      readonly claims: readonly Claim[];
      readonly suppressed: readonly number[];
      readonly rejected: readonly number[];
      readonly rest: readonly number[];
    }
  | { readonly kind: "calendar-full" }
  | { readonly kind: "quota-spent" }
  | { readonly kind: "stopped"; readonly reason: string };

/** Milliseconds before a window's first instant at which it is read and claimed. */
const readAhead = 30;

/**
 * Takes the next positions, in ascending order, as many as the pace gives, and reads right before they are claimed who of them is still
 * to be written to. `rest` is what comes after the window.
 */
export async function prepareWindow(
  pipeline: Pipeline,
  edition: Edition,
  batch: Batch,
  toSend: readonly number[],
): Promise<Window> {
  const { maxSendRate } = await pipeline.quota();
  // Who waited longer for the first of her places than her lease lasts would be taken for dead, and the places be wasted.
  const within = pipeline.limits.submitTimeout + pipeline.limits.slack / 2;
  const pace = await takePace(pipeline, Math.min(windowSize(maxSendRate), toSend.length), within);
  if (pace.kind === "full") return { kind: "calendar-full" };
  if (pace.kind === "quota-spent") return pace;
  const [start = 0] = pace.instants;
  await pipeline.sleep(Math.max(0, start - pipeline.now() - readAhead));
  const positions = toSend.slice(0, pace.instants.length);
  const [stopped, people] = await Promise.all([
    whyStopped(pipeline, edition.id),
    readPeople(pipeline, edition.lists, batch, positions),
  ]);
  if (stopped !== undefined) return { kind: "stopped", reason: stopped };
  const claims: Claim[] = [];
  const suppressed: number[] = [];
  const rejected: number[] = [];
  for (const position of positions) {
    const person = people.get(batch.subscribers[position] ?? "");
    if (!person || person.suppressed) suppressed.push(position);
    else if (refusedBySes(person.email)) rejected.push(position);
    else claims.push({ position, person, at: pace.instants[claims.length] ?? start });
  }
  return { kind: "window", claims, suppressed, rejected, rest: toSend.slice(positions.length) };
}

/** Why nothing more of an edition may be sent at this moment, if so. */
async function whyStopped(pipeline: Pipeline, id: string): Promise<string | undefined> {
  const edition = await getEdition(pipeline.table, id);
  if (edition?.status !== "sending") return edition?.reason ?? `The edition is ${edition?.status ?? "gone"}.`;
  const rests = edition.restUntil !== undefined && Date.parse(edition.restUntil) > pipeline.now();
  return rests ? `The edition rests until ${edition.restUntil}.` : undefined;
}

/** The people of a run of positions who are on any of the lists at this moment, by id. */
async function readPeople(
  pipeline: Pipeline,
  lists: readonly string[],
  batch: Batch,
  positions: readonly number[],
): Promise<Map<string, Subscription>> {
  const first = batch.subscribers[positions[0] ?? 0] ?? "";
  const last = batch.subscribers[positions.at(-1) ?? 0] ?? "";
  const subscriptions = await Promise.all(lists.map(list => subscriptionsBetween(pipeline.table, list, first, last)));
  const people = new Map<string, Subscription>();
  // A person on several lists is written to as long as one of them has her in good standing.
  for (const person of subscriptions.flat()) if (!people.has(person.id) || !person.suppressed) people.set(person.id, person);
  return people;
}
