import { isTrialEdition } from "../../core/bulletins/edition.ts";
import { batchSize, firstPosition } from "../../core/ledger/attempt.ts";
import { type Fact, isDeferred, noProgress, triedAddress } from "../../core/ledger/progress.ts";
import { type Feedback, type ReadEvent, readSesEvent } from "../../core/ledger/ses-event.ts";
import { addFacts, type Found, getProgress } from "../../store/ledger/batch-progress.ts";
import { getBatch } from "../../store/ledger/batches.ts";
import { keepNotes } from "../../store/ledger/feedback-notes.ts";
import { keepMessages } from "../../store/ledger/messages.ts";
import { addressHash, findSubscriberIds } from "../../store/people/subscribers.ts";
import { suppressPerson } from "../people/suppress-person.ts";
import type { Pipeline } from "../pipeline.ts";
import { findPlace } from "./find-place.ts";
import { suppressDeferred } from "./suppress-deferred.ts";

/**
 * Records SES's events in the ledger, with one write per batch. An event may come twice, late or
 * out of order: that changes nothing. Returns the indexes of the bodies to handle again.
 */
export async function recordFeedback(
  pipeline: Pipeline,
  bodies: readonly string[],
): Promise<number[]> {
  const byBatch = new Map<string, { indexes: number[]; feedback: Feedback[] }>();
  const unread: number[] = [];
  for (const [index, body] of bodies.entries()) {
    const event = readSesEvent(body);
    if (event.kind === "unreadable") {
      // SES publishes an event only once. It goes to the dead letters, and can be redriven when the
      // code can read it.
      pipeline.log("feedback-unreadable", { reason: event.code, detail: event.detail ?? "" });
      unread.push(index);
    }
    // SES sometimes adds kinds of events. They do not concern the ledger, so they are not kept.
    if (event.kind === "foreign" && event.unfamiliar !== undefined)
      pipeline.log("feedback-unfamiliar", { kind: event.unfamiliar });
    try {
      if (event.kind === "single") await suppressSingle(pipeline, event);
      const feedback = await placed(pipeline, event);
      if (!feedback) continue;
      const name = `${feedback.place.edition} ${feedback.place.batch}`;
      const group = byBatch.get(name) ?? { indexes: [], feedback: [] };
      group.indexes.push(index);
      group.feedback.push(feedback);
      byBatch.set(name, group);
    } catch (error) {
      pipeline.log("feedback-failed", { edition: "", batch: "", events: 1, error: String(error) });
      unread.push(index);
    }
  }
  const failed = await Promise.all(
    [...byBatch.values()].map(async ({ indexes, feedback }) => {
      try {
        await recordBatch(pipeline, feedback);
        return [];
      } catch (error) {
        const { edition = "", batch = "" } = feedback[0]?.place ?? {};
        pipeline.log("feedback-failed", {
          edition,
          batch,
          events: indexes.length,
          error: String(error),
        });
        return indexes;
      }
    }),
  );
  return [...unread, ...failed.flat()];
}

/** Returns an event's feedback with its place; undefined if the event is not about a copy. */
async function placed(pipeline: Pipeline, event: ReadEvent): Promise<Feedback | undefined> {
  if (event.kind === "feedback") return event.feedback;
  if (event.kind !== "unplaced") return undefined;
  const { feedback, destination } = event;
  const place = await findPlace(pipeline, { messageId: feedback.messageId, destination });
  return place && { place, ...feedback };
}

/**
 * Ends all letters to a person whose email to them alone came back, or who reported it. It is in no
 * ledger. An address that nobody has is of a form that was never confirmed.
 */
async function suppressSingle(
  pipeline: Pipeline,
  { to, suppress }: Extract<ReadEvent, { kind: "single" }>,
): Promise<void> {
  const hash = addressHash(to, pipeline.addressKey);
  const subscriber = (await findSubscriberIds(pipeline.table, [hash])).get(hash);
  await suppressPerson(pipeline, subscriber, { reason: suppress, to });
  const isKnown = subscriber !== undefined;
  pipeline.log("single-email-returned", { reason: suppress, isKnown });
}

/** After these, the ledger keeps the hash of the address: a correction must change it. */
const returnedFacts: ReadonlySet<Fact> = new Set(["bounced", "deferred", "withheld"]);

async function recordBatch(pipeline: Pipeline, feedback: readonly Feedback[]): Promise<void> {
  const [first] = feedback;
  if (!first) return;
  const { edition, batch } = first.place;
  const asksWho = feedback.some(({ suppress, facts }) => suppress || facts.includes("deferred"));
  const members =
    (asksWho ? await getBatch(pipeline.table, edition, batch) : undefined)?.subscribers ?? [];
  const isLater = feedback.some(({ place }) => place.position >= batchSize);
  const attempts =
    asksWho && isLater ? await getProgress(pipeline.table, edition, batch) : noProgress;
  const personAt = (position: number) => members[firstPosition(attempts, position)];
  // Suppress first: if a later write fails, the events come again. Until then, nobody must write to
  // the person.
  for (const { suppress, place, to } of feedback)
    if (suppress)
      await suppressPerson(pipeline, personAt(place.position), { reason: suppress, edition, to });
  const found: Partial<Record<Fact, number[]>> = {};
  for (const { facts, place } of feedback) {
    for (const fact of facts) {
      found[fact] ??= [];
      found[fact].push(place.position);
    }
  }
  const tried = feedback.flatMap(({ facts, place: { position }, to }) =>
    to !== undefined && facts.some(fact => returnedFacts.has(fact))
      ? [triedAddress(position, addressHash(to, pipeline.addressKey))]
      : [],
  );
  const all: Found = { ...found, tried };
  const progress = await addFacts(pipeline.table, edition, batch, all);
  // The doctor waits for the facts alone. Its messages went to nobody, and only its progress expires.
  if (isTrialEdition(edition)) return;
  // For these people the worker got no answer from SES, or died with it. The event also holds the
  // message id.
  const unanswered = feedback.filter(
    ({ place }) => progress.leaseUntil <= pipeline.now() && !progress.accepted.has(place.position),
  );
  const messages = unanswered.map(
    ({ place, messageId, at }) => [place.position, { messageId, at }] as const,
  );
  await keepMessages(pipeline.table, edition, batch, new Map(messages));
  const notes = feedback.flatMap(({ place, note }) =>
    note ? [{ position: place.position, note }] : [],
  );
  await keepNotes(pipeline.table, edition, batch, notes);
  // A deferral after a delivery is an automatic reply.
  const deferred = unique(found.deferred).filter(position => isDeferred(progress, position));
  if (deferred.length > 0)
    await suppressDeferred(pipeline, { edition, people: deferred.map(personAt) });
  measureFeedback(pipeline, feedback, found, deferred.length);
}

function measureFeedback(
  pipeline: Pipeline,
  feedback: readonly Feedback[],
  found: Found,
  deferred: number,
): void {
  const counted = [
    ["bounced", unique(found.bounced).length],
    ["complained", unique(found.complained).length],
    ["rejected", unique(found.discarded).length],
    ["deferred", deferred],
    ["letter-reported", feedback.filter(({ isReport }) => isReport).length],
  ] as const;
  for (const [metric, people] of counted) if (people > 0) pipeline.measure(metric, people);
}

function unique(positions: readonly number[] = []): number[] {
  return [...new Set(positions)];
}
