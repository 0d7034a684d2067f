import type { Edition } from "../../core/bulletins/edition.ts";
import type { EditionReason } from "../../core/bulletins/reason.ts";
import { isTooLong } from "../../core/bulletins/refusal-run.ts";
import { type EditionStatus, isResting, isSending } from "../../core/bulletins/status.ts";
import { firstPosition } from "../../core/ledger/attempt.ts";
import type { Progress } from "../../core/ledger/progress.ts";
import { refusedBySes } from "../../core/people/mailbox.ts";
import { newestRow, type Subscription, whyKeptOut } from "../../core/people/subscription.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import type { Batch } from "../../store/ledger/batches.ts";
import { subscriptionsBetween } from "../../store/people/subscriptions.ts";
import type { Pipeline } from "../pipeline.ts";
import { holdForRefusals } from "./note-refusals.ts";
import { leadMs } from "./take-pace.ts";

/** One person at a position, with the instant to submit their copy (epoch milliseconds). */
export type Claim = {
  readonly position: number;
  readonly person: Subscription;
  readonly at: number;
};

export type Window =
  | {
      readonly kind: "window";
      readonly claims: readonly Claim[];
      readonly suppressed: readonly number[];
      readonly rejected: readonly number[];
      readonly rest: readonly number[];
      /** The edition's run of equal refusals before this window. */
      readonly refusals: Edition["refusals"];
    }
  | { readonly kind: "stopped"; readonly reason: WhyStopped };

/** Why an edition must not send now. "gone": it is not in the table. */
export type WhyStopped = EditionReason["code"] | EditionStatus | "rests" | "gone";

/** `progress`: of the batch, when its worker took the lease. */
type Asked = {
  readonly progress: Progress;
  readonly toSend: readonly number[];
  readonly instants: readonly number[];
};

/**
 * Takes the next positions in ascending order, one per instant. Reads just before the claim which
 * of these people still want the letter. `rest` holds the positions after the window.
 */
export async function prepareWindow(
  pipeline: Pipeline,
  edition: Edition,
  batch: Batch,
  { progress, toSend, instants }: Asked,
): Promise<Window> {
  const [start = 0] = instants;
  await sleepUntil(pipeline, start - leadMs);
  const positions = toSend.slice(0, instants.length);
  const idOf = (position: number) => batch.subscribers[firstPosition(progress, position)] ?? "";
  const [current, people] = await Promise.all([
    getEdition(pipeline.table, edition.id),
    readPeople(pipeline, edition.lists, positions.map(idOf)),
  ]);
  const stopped = whyStopped(pipeline, current);
  if (stopped !== undefined) return { kind: "stopped", reason: stopped };
  const refusals = current?.refusals;
  // The worker that found this run died before it held the edition.
  if (current && isTooLong(refusals))
    return { kind: "stopped", reason: await holdForRefusals(pipeline, current, refusals) };
  const claims: Claim[] = [];
  const suppressed: number[] = [];
  const rejected: number[] = [];
  for (const position of positions) {
    const person = people.get(idOf(position));
    if (!person || whyKeptOut(person, edition.bulletin, pipeline.now()) !== undefined)
      suppressed.push(position);
    else if (refusedBySes(person.email)) rejected.push(position);
    else claims.push({ position, person, at: instants[claims.length] ?? start });
  }
  return {
    kind: "window",
    claims,
    suppressed,
    rejected,
    rest: toSend.slice(positions.length),
    refusals,
  };
}

async function sleepUntil(pipeline: Pipeline, at: number): Promise<void> {
  const wait = at - pipeline.now();
  if (wait > 0) await pipeline.sleep(wait);
  pipeline.tempo.lagMs = wait > 0 ? pipeline.now() - at : 0;
}

/** Returns why the edition must not send now; undefined if it may. */
function whyStopped(pipeline: Pipeline, edition: Edition | undefined): WhyStopped | undefined {
  if (!edition || !isSending(edition)) return edition?.reason?.code ?? edition?.status ?? "gone";
  return isResting(edition, pipeline.now()) ? "rests" : undefined;
}

/**
 * Returns those of the people who are on any of the lists now, by id. The ids are of one batch, and
 * nearly always consecutive.
 */
async function readPeople(
  pipeline: Pipeline,
  lists: readonly string[],
  ids: readonly string[],
): Promise<Map<string, Subscription>> {
  const sorted = [...ids].sort();
  const [first = "", last = first] = [sorted[0], sorted.at(-1)];
  const subscriptions = await Promise.all(
    lists.map(list => subscriptionsBetween(pipeline.table, list, first, last)),
  );
  const people = new Map<string, Subscription>();
  for (const row of subscriptions.flat())
    people.set(row.id, newestRow([people.get(row.id) ?? row, row]) ?? row);
  return people;
}
