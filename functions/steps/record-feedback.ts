import type { Fact } from "../core/progress.ts";
import { type Feedback, type MessagePlace, readSesEvent } from "../core/ses-event.ts";
import { getBatch } from "../store/batches.ts";
import { listBulletins } from "../store/bulletins.ts";
import { getEdition } from "../store/editions.ts";
import { letterLists } from "../store/letter-lists.ts";
import { keepMessages } from "../store/messages.ts";
import { addFacts, type Found } from "../store/progress.ts";
import { addressHash, getSubscribers } from "../store/subscribers.ts";
import { endSubscription } from "../store/subscriptions.ts";
import { suppress } from "../store/suppressions.ts";
import type { Pipeline } from "./pipeline.ts";

/**
 * Records what SES's events say: one write a batch of the ledger, however many of its people the events are about.
 * Applying an event twice, late or out of order changes nothing. Gives the indexes of the bodies to be handled again.
 */
export async function recordFeedback(pipeline: Pipeline, bodies: readonly string[]): Promise<number[]> {
  const byBatch = new Map<string, { indexes: number[]; feedback: Feedback[] }>();
  const unreadable: number[] = [];
  for (const [index, body] of bodies.entries()) {
    const event = readSesEvent(body);
    if (event.kind === "unreadable") {
      // Events come once: it is kept among the dead letters until somebody has looked, and can be redriven to what reads it.
      pipeline.log("feedback-unreadable", { reason: event.reason });
      unreadable.push(index);
    }
    if (event.kind !== "feedback") continue;
    const name = `${event.feedback.place.edition} ${event.feedback.place.batch}`;
    const group = byBatch.get(name) ?? { indexes: [], feedback: [] };
    group.indexes.push(index);
    group.feedback.push(event.feedback);
    byBatch.set(name, group);
  }
  const failed = await Promise.all(
    [...byBatch.values()].map(async ({ indexes, feedback }) => {
      try {
        await recordBatch(pipeline, feedback);
        return [];
      } catch (error) {
        const { edition = "", batch = "" } = feedback[0]?.place ?? {};
        pipeline.log("feedback-failed", { edition, batch, events: indexes.length, error: String(error) });
        return indexes;
      }
    }),
  );
  return [...unreadable, ...failed.flat()];
}

async function recordBatch(pipeline: Pipeline, feedback: readonly Feedback[]): Promise<void> {
  const [first] = feedback;
  if (!first) return;
  const { edition, batch } = first.place;
  const members = feedback.some(each => each.suppress) ? await getBatch(pipeline.table, edition, batch) : undefined;
  // Suppressed first: if this fails half-way the events come again, and a person written to meanwhile would be one too many.
  for (const each of feedback)
    if (each.suppress) await suppressPerson(pipeline, each.place, each.suppress, members?.subscribers[each.place.position]);
  const found: Partial<Record<Fact, number[]>> = {};
  for (const { facts, place } of feedback) {
    for (const fact of facts) {
      found[fact] ??= [];
      found[fact].push(place.position);
    }
  }
  const progress = await addFacts(pipeline.table, edition, batch, found satisfies Found);
  // SES never answered for these, or whoever had the answer died with it: its events tell the message ids as well.
  const unanswered = feedback.filter(
    ({ place }) => progress.leaseUntil <= pipeline.now() && !progress.accepted.has(place.position),
  );
  const messages = unanswered.map(({ place, messageId, at }) => [place.position, { messageId, at }] as const);
  await keepMessages(pipeline.table, edition, batch, new Map(messages));
  for (const fact of ["bounced", "complained"] as const) if (found[fact]) pipeline.measure(fact, found[fact].length);
}

/** A bounced or complaining address is written to by nobody any more: it loses its place on every list. */
async function suppressPerson(
  pipeline: Pipeline,
  place: MessagePlace,
  reason: "bounced" | "complained",
  id: string | undefined,
): Promise<void> {
  const [person] = id === undefined ? [] : await getSubscribers(pipeline.table, [id]);
  if (!person) return;
  await suppress(pipeline.table, addressHash(person.email, pipeline.addressKey), reason, new Date(pipeline.now()), "everywhere");
  const [edition, bulletins] = await Promise.all([getEdition(pipeline.table, place.edition), listBulletins(pipeline.table)]);
  const own = await letterLists(
    pipeline.table,
    bulletins.map(bulletin => bulletin.id),
  );
  const lists = new Set([...(edition?.lists ?? []), ...bulletins.flatMap(bulletin => bulletin.lists), ...own]);
  await Promise.all([...lists].map(list => endSubscription(pipeline.table, list, person.id)));
}
