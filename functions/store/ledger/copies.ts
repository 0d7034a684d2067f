import { noProgress, type Progress } from "../../core/ledger/progress.ts";
import type { Subscriber } from "../../core/people/subscriber.ts";
import { noSuppression, type Suppression } from "../../core/people/suppression.ts";
import { getItems } from "../batch-requests.ts";
import {
  addressKey,
  readSubscriber,
  readSubscriberId,
  subscriberKey,
} from "../people/subscribers.ts";
import { readSubscription, subscriptionKey } from "../people/subscriptions.ts";
import { readSuppression, suppressionKey } from "../people/suppression-item.ts";
import type { Table } from "../table.ts";
import { progressKey, readProgress } from "./batch-progress.ts";
import { type NotesByPosition, notesKey, readNotes } from "./feedback-notes.ts";
import { type KeptMessage, messagesKey, readMessages } from "./messages.ts";

/** The data stored under an address's hash: its subscriber, and its suppression. */
export type AddressRecord = {
  readonly subscriber?: string | undefined;
  readonly suppression: Suppression;
};

/** Returns the record of an address in one read. */
export async function getAddressRecord(table: Table, hash: string): Promise<AddressRecord> {
  const keys = [addressKey(hash), suppressionKey(hash)];
  const items = await getItems(table, keys);
  const [address, suppression] = keys.map(({ PK }) => items.find(item => item.PK === PK));
  return {
    subscriber: address && readSubscriberId(address),
    suppression: suppression ? readSuppression(suppression) : noSuppression,
  };
}

/** The data about a person's copy. `person`: undefined after the person was erased. */
export type CopyRecord = {
  readonly person: Subscriber | undefined;
  /** Whether the person is on any of the lists now. */
  readonly listed: boolean;
  readonly progress: Progress;
  readonly messages: ReadonlyMap<number, readonly KeptMessage[]>;
  readonly notes: NotesByPosition;
};

/**
 * Returns the person, whether they are on some lists,
 * and the ledger of their batch, if any. One read.
 */
export async function getCopyRecord(
  table: Table,
  {
    subscriber,
    lists,
    edition,
    batch,
  }: {
    readonly subscriber: string;
    readonly lists: readonly string[];
    readonly edition: string;
    readonly batch: string | undefined;
  },
): Promise<CopyRecord> {
  const places = lists.map(list => subscriptionKey(list, subscriber));
  const keys = [progressKey, messagesKey, notesKey];
  const ledger = batch === undefined ? [] : keys.map(key => key(edition, batch));
  const items = await getItems(table, [subscriberKey(subscriber), ...places, ...ledger]);
  const at = (start: string) => items.find(item => String(item.SK).startsWith(start));
  const person = at("SUBSCRIBER#");
  const progress = at("PROGRESS#");
  return {
    person: readSubscriber(person),
    listed: items.some(item => item.SK === subscriber && readSubscription(item) !== undefined),
    progress: progress ? readProgress(progress) : noProgress,
    messages: readMessages(at("MESSAGES#") ?? {}),
    notes: readNotes(at("NOTES#") ?? {}),
  };
}
