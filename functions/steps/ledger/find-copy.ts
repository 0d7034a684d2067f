import type { Edition } from "../../core/bulletins/edition.ts";
import { isAddressing } from "../../core/bulletins/status.ts";
import { latestPosition } from "../../core/ledger/attempt.ts";
import { parseMailbox } from "../../core/people/mailbox.ts";
import type { Subscriber } from "../../core/people/subscriber.ts";
import { isPaused, type KeptOutReason } from "../../core/people/subscription.ts";
import { reasonIn } from "../../core/people/suppression.ts";
import { type Batch, findBatch } from "../../store/ledger/batches.ts";
import { getAddressRecord, getCopyRecord } from "../../store/ledger/copies.ts";
import { addressHash } from "../../store/people/subscribers.ts";
import type { Pipeline } from "../pipeline.ts";
import { onEdition, type PersonOnEdition } from "./list-people.ts";

export type FoundCopy =
  /** The text is not an address. */
  | { readonly kind: "invalid"; readonly reason: string }
  /** No person has this address, or they were erased. */
  | { readonly kind: "unknown"; readonly suppression: KeptOutReason | undefined }
  | {
      readonly kind: "not-on-edition";
      readonly subscriber: string;
      readonly person: Subscriber | undefined;
      readonly suppression: KeptOutReason | undefined;
      readonly listed: boolean;
    }
  | {
      readonly kind: "on-edition";
      readonly copy: PersonOnEdition;
      /** Why we do not write to the person now. */
      readonly suppression: KeptOutReason | undefined;
      /** Whether they are still on the edition's lists. */
      readonly listed: boolean;
    };

type World = Pick<Pipeline, "table" | "now" | "addressKey">;

/**
 * Returns whether the person of an address got an edition, when, and under which message id. Needs
 * three reads, however large the audience is: the address; the batch that can hold the person (one
 * more read per further round); the records of the copy and the person.
 */
export async function findCopy(
  pipeline: World,
  edition: Edition,
  email: string,
): Promise<FoundCopy> {
  const parsed = parseMailbox(email);
  if (parsed.kind === "invalid") return parsed;
  const hash = addressHash(parsed.mailbox.address, pipeline.addressKey);
  const record = await getAddressRecord(pipeline.table, hash);
  const { subscriber } = record;
  const reason = reasonIn(record.suppression, edition.bulletin);
  if (subscriber === undefined) return { kind: "unknown", suppression: reason };
  return findCopyOf(pipeline, edition, subscriber, reason);
}

/** Returns the copy of a known person, in two reads. */
export async function findCopyOf(
  pipeline: Pick<Pipeline, "table" | "now">,
  edition: Edition,
  subscriber: string,
  reason?: KeptOutReason | undefined,
): Promise<Extract<FoundCopy, { kind: "on-edition" | "not-on-edition" }>> {
  const batch = await batchWith(pipeline, edition, subscriber);
  const copyRecord = await getCopyRecord(pipeline.table, {
    subscriber,
    lists: edition.lists,
    edition: edition.id,
    batch: batch?.id,
  });
  const { person, listed } = copyRecord;
  const isOnPause = isPaused(person?.preferences?.pausedUntil, pipeline.now());
  const suppression = reason ?? (isOnPause ? "paused" : undefined);
  if (!batch) return { kind: "not-on-edition", subscriber, person, suppression, listed };
  const { progress } = copyRecord;
  const position = latestPosition(progress, batch.subscribers.indexOf(subscriber));
  const messages = copyRecord.messages.get(position) ?? [];
  const notes = copyRecord.notes.get(position) ?? [];
  const copy = { place: { batch: batch.id, position }, subscriber, progress, messages, notes };
  return { kind: "on-edition", copy: onEdition(copy, person, pipeline.now()), suppression, listed };
}

/**
 * Returns the batch of an edition that holds a person. Includes the current round of addressing,
 * also if the edition was held or stopped during it.
 */
export async function batchWith(
  pipeline: Pick<Pipeline, "table">,
  edition: Edition,
  subscriber: string,
): Promise<Batch | undefined> {
  const rounds = edition.rounds + (isAddressing(edition) ? 1 : 0);
  for (let round = 0; round < rounds; round++) {
    const batch = await findBatch(pipeline.table, edition.id, round, subscriber);
    if (batch) return batch;
  }
  return undefined;
}
