import { type Actor, byline } from "../../core/access/actor.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isSending, mayBeSentToCorrected } from "../../core/bulletins/status.ts";
import { batchSize, latestPosition, maxAttempts, positionsOf } from "../../core/ledger/attempt.ts";
import { isReturned, type Progress, standingOf, triedAddress } from "../../core/ledger/progress.ts";
import { parseMailbox, refusedBySes } from "../../core/people/mailbox.ts";
import { profileOf } from "../../core/people/subscriber.ts";
import { ownReasonIn, reasonIn, type SuppressionReason } from "../../core/people/suppression.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { addAttempt } from "../../store/ledger/attempts.ts";
import { addFacts, getProgress } from "../../store/ledger/batch-progress.ts";
import type { Batch } from "../../store/ledger/batches.ts";
import { getSuppression } from "../../store/people/find-suppressions.ts";
import { addressHash, getSubscriber } from "../../store/people/subscribers.ts";
import { decision } from "../decision.ts";
import { batchWith } from "../ledger/find-copy.ts";
import { changePerson } from "../people/person/change-person.ts";
import type { Pipeline } from "../pipeline.ts";

export type SentToCorrected =
  /** `isQueued`: false while the edition is held: it is sent once someone resumes it. */
  | { readonly kind: "sent"; readonly isQueued: boolean }
  /** The letter already went to this address. */
  | { readonly kind: "same-address" }
  /** No letter to this person came back or was rejected because of the address. */
  | { readonly kind: "not-returned" }
  /** The edition is not there, or in a state in which it cannot be sent to one person. */
  | { readonly kind: "over" }
  /** Not an address, or one to which SES never sends. */
  | { readonly kind: "invalid"; readonly reason: string }
  /** Another person has it. */
  | { readonly kind: "taken" }
  /** We do not write to this person, or to this address. */
  | { readonly kind: "kept-out"; readonly reason: SuppressionReason }
  /** They were erased. */
  | { readonly kind: "unknown" };

/** More than the decisions that can be made about one batch at a time. */
const maxTries = 20;

/**
 * Corrects the address of a person whose letter was rejected or came back, then sends them the
 * letter: another attempt in the ledger, at a position of its own. Everything that is known about
 * the earlier attempts stays. Repeating this sends nothing more, and completes it after an
 * interruption.
 */
export async function sendToCorrected(
  pipeline: Pipeline,
  { edition: id, subscriber }: { readonly edition: string; readonly subscriber: string },
  address: string,
  by: Actor,
): Promise<SentToCorrected> {
  const parsed = parseMailbox(address);
  if (parsed.kind === "invalid") return parsed;
  const email = parsed.mailbox.address;
  const refused = refusedBySes(email);
  if (refused !== undefined) return { kind: "invalid", reason: refused };
  for (let tried = 0; tried < maxTries; tried++) {
    const edition = await getEdition(pipeline.table, id);
    if (!edition || !mayBeSentToCorrected(edition)) return { kind: "over" };
    const batch = await batchWith(pipeline, edition, subscriber);
    if (!batch) return { kind: "not-returned" };
    const progress = await getProgress(pipeline.table, id, batch.id);
    const outcome = await attempt({ pipeline, edition, batch, progress, subscriber, by }, email);
    if (outcome.kind !== "again") return outcome;
  }
  throw new Error(`the ledger of edition ${id} changed ${maxTries} times in a row`);
}

type Asked = {
  readonly pipeline: Pipeline;
  readonly edition: Edition;
  readonly batch: Batch;
  readonly progress: Progress;
  readonly subscriber: string;
  readonly by: Actor;
};

async function attempt(
  asked: Asked,
  email: string,
): Promise<SentToCorrected | { readonly kind: "again" }> {
  const { pipeline, edition, batch, progress, subscriber, by } = asked;
  const first = batch.subscribers.indexOf(subscriber);
  const latest = latestPosition(progress, first);
  const wasTried = (hash: string, positions = positionsOf(progress, first)) =>
    positions.some(position => progress.tried.has(triedAddress(position, hash)));
  const before = await getSubscriber(pipeline.table, subscriber);
  if (!before) return { kind: "unknown" };
  const mayGet = isReturned(progress, latest);
  const isOpen = latest >= batchSize && !mayGet;
  if (!mayGet && !isOpen) return { kind: "not-returned" };
  // Before the address changes: later it is unknown where the letter went.
  if (mayGet && !isKnown(progress, latest)) {
    const tried = [triedAddress(latest, addressHash(before.email, pipeline.addressKey))];
    await addFacts(pipeline.table, edition.id, batch.id, { tried });
    return { kind: "again" };
  }
  const hash = addressHash(email, pipeline.addressKey);
  if (isOpen)
    return wasTried(hash, [latest]) ? await complete(asked, latest) : { kind: "not-returned" };
  if (wasTried(hash)) return { kind: "same-address" };
  const there = await getSuppression(pipeline.table, hash);
  const reason =
    ownReasonIn(before.suppression, edition.bulletin) ?? reasonIn(there, edition.bulletin);
  if (reason !== undefined) return { kind: "kept-out", reason };
  const profile = Object.assign(profileOf(before), { email });
  const change = await changePerson(pipeline, subscriber, profile, by);
  if (change.kind === "taken") return { kind: "taken" };
  if (change.kind === "erased") return { kind: "kept-out", reason: "erased" };
  return change.kind === "unknown" ? { kind: "unknown" } : await open(asked, { first, hash });
}

/** Whether the ledger knows to which address a position's letter went. */
function isKnown({ tried }: Progress, position: number): boolean {
  return [...tried].some(each => each.startsWith(triedAddress(position, "")));
}

async function open(
  asked: Asked,
  { first, hash }: { readonly first: number; readonly hash: string },
): Promise<SentToCorrected | { readonly kind: "again" }> {
  const { pipeline, edition, batch, progress, by } = asked;
  const position = batchSize + progress.attempts.length;
  if (progress.attempts.length >= maxAttempts) return { kind: "over" };
  if (await reopen(asked)) return { kind: "again" };
  const history = decision(pipeline, {
    by,
    what: "sent-to-corrected",
    on: editionSubject(edition.id),
    changes: { batch: { after: batch.id }, position: { after: position } },
  });
  const added = { edition, batch: batch.id, first, position, hash, seen: progress, history };
  if (!(await addAttempt(pipeline.table, added))) return { kind: "again" };
  pipeline.log("sent-to-corrected", {
    edition: edition.id,
    batch: batch.id,
    position,
    by: byline(by),
  });
  return await complete(asked, position);
}

/** A finished edition is under way again before it has an attempt: the clock then finds it. */
async function reopen({ pipeline, edition }: Asked): Promise<boolean> {
  return changeEdition(pipeline.table, { id: edition.id, status: "finished" }, { kind: "reopen" });
}

/** Queues an attempt, unless it has an outcome. The clock may have finished the edition before it. */
async function complete(asked: Asked, position: number): Promise<SentToCorrected> {
  const { pipeline, edition, batch } = asked;
  const progress = await getProgress(pipeline.table, edition.id, batch.id);
  const isPending = standingOf(progress, position, pipeline.now()) === "pending";
  if (isPending) await reopen(asked);
  const current = await getEdition(pipeline.table, edition.id);
  const isQueued = current !== undefined && isSending(current);
  if (isPending && isQueued)
    await pipeline.enqueue.sendBatch([{ edition: edition.id, batch: batch.id }]);
  return { kind: "sent", isQueued: isQueued || !isPending };
}
