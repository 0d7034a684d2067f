import { createHmac } from "node:crypto";
import * as z from "zod";
import { addressIdentity } from "../../core/people/mailbox.ts";
import { type Subscriber, subscriberSchema } from "../../core/people/subscriber.ts";
import { isOnAList } from "../../core/people/subscription.ts";
import { noSuppression } from "../../core/people/suppression.ts";
import { getItems } from "../batch-requests.ts";
import { dueItems } from "../due-index.ts";
import { insertItems } from "../insert-items.ts";
import { getItem, type Item, type Key, type Table } from "../table.ts";
import { isNew } from "../transact.ts";

export const subscriberKey = (id: string): Key => ({
  PK: `SUBSCRIBER#${id}`,
  SK: `SUBSCRIBER#${id}`,
});
export const addressKey = (hash: string): Key => ({ PK: `ADDRESS#${hash}`, SK: `ADDRESS#${hash}` });

/**
 * Returns the keyed hash that replaces an address if the address itself must not be stored:
 * HMAC-SHA-256, 128 bits.
 */
export function addressHash(email: string, key: string): string {
  return createHmac("sha256", key).update(addressIdentity(email)).digest("base64url").slice(0, 22);
}

/** Returns the subscriber ids of known addresses, by hash. */
export async function findSubscriberIds(
  table: Table,
  hashes: readonly string[],
): Promise<Map<string, string>> {
  const items = await getItems(table, hashes.map(addressKey));
  return new Map(
    items.map(item => [String(item.PK).slice("ADDRESS#".length), readSubscriberId(item)]),
  );
}

export function readSubscriberId(item: unknown): string {
  return z.object({ subscriber: z.string() }).parse(item).subscriber;
}

/** Assigns ids to addresses. Returns the hashes of those that have an id already. */
export async function claimAddresses(
  table: Table,
  claims: ReadonlyMap<string, string>,
): Promise<string[]> {
  const rows = [...claims].map(([hash, id]) => ({ ...addressKey(hash), subscriber: id }));
  const taken = await insertItems(table, rows);
  return taken.map(({ PK }) => PK.slice("ADDRESS#".length));
}

/** Returns the write that frees a person's address. */
export function releaseWrite(hash: string, id: string) {
  const condition = { expression: "subscriber = :id", values: { ":id": id } };
  return { kind: "delete", key: addressKey(hash), condition } as const;
}

/** People on no list, by the time of their last change. */
const unlistedDue = "UNLISTED";

/** Yields the ids of people who are on no list, and have not changed since an instant. */
export async function* listUnlisted(table: Table, until: Date): AsyncGenerator<string> {
  for await (const { id } of dueItems(table, unlistedDue, until)) yield z.string().parse(id);
}

/** `changedAt`: undefined for a new person, whose lists say it. */
function itemOf(person: Subscriber, changedAt?: Date): Key & Item {
  const { suppression, ...rest } = person;
  const { everywhere, allLetters, bulletins, lists } = suppression;
  const isSuppressed =
    everywhere !== undefined ||
    allLetters !== undefined ||
    lists !== undefined ||
    Object.keys(bulletins).length > 0;
  const joined = Object.values(person.lists).reduce((last, { at }) => (at > last ? at : last), "");
  const dueAt = changedAt?.toISOString() ?? joined;
  return {
    ...subscriberKey(rest.id),
    ...rest,
    suppression: isSuppressed ? suppression : undefined,
    ...(dueAt !== "" && !isOnAList(person) && { due: unlistedDue, dueAt }),
  };
}

/** Returns the subscriber of an item; undefined if it only keeps the id of an erased person. */
export function readSubscriber(item: Item | undefined): Subscriber | undefined {
  if (item === undefined || item.erasedAt !== undefined) return undefined;
  return subscriberSchema.parse({ suppression: noSuppression, ...item });
}

/** Stores new people. Returns those whose id is taken. */
export async function createSubscribers(
  table: Table,
  people: readonly Subscriber[],
): Promise<Subscriber[]> {
  const taken = await insertItems(
    table,
    people.map(person => itemOf(person)),
  );
  const ids = new Set(taken.map(({ PK }) => PK));
  return people.filter(({ id }) => ids.has(subscriberKey(id).PK));
}

/** Returns the writes of a person who is new: their address, and their item. */
export function newSubscriberWrites(hash: string, person: Subscriber) {
  const address = { ...addressKey(hash), subscriber: person.id };
  return [
    { kind: "put", item: address, condition: isNew },
    { kind: "put", item: itemOf(person), condition: isNew },
  ] as const;
}

/** Returns the write that gives an address to a person, unless someone has it. */
export function claimWrite(hash: string, subscriber: string) {
  return { kind: "put", item: { ...addressKey(hash), subscriber }, condition: isNew } as const;
}

/** Returns the write of a person's next version, unless another change came after `known`. */
export function subscriberWrite(next: Subscriber, known: { readonly version: number }, now: Date) {
  return { kind: "put", item: itemOf(next, now), condition: isVersion(known.version) } as const;
}

/**
 * Returns the write that removes all data of a person, unless another change came first. The id
 * stays for a while, so that an import that was slow cannot store the person again.
 */
export function erasureWrite({ id, version }: Subscriber, now: Date) {
  const item = {
    ...subscriberKey(id),
    version: version + 1,
    erasedAt: now.toISOString(),
    expires: Math.ceil(now.getTime() / 1000) + tombstoneSeconds,
  };
  return { kind: "put", item, condition: isVersion(version) } as const;
}

const isVersion = (version: number) => ({
  expression: "version = :version",
  values: { ":version": version },
});

/** Longer than any import or suppression can take: 30 days. */
export const tombstoneSeconds = 30 * 24 * 3_600;

export async function getSubscriber(table: Table, id: string): Promise<Subscriber | undefined> {
  return readSubscriber(await getItem(table, subscriberKey(id), { consistent: true }));
}

export async function getSubscribers(table: Table, ids: readonly string[]): Promise<Subscriber[]> {
  const items = await getItems(table, ids.map(subscriberKey));
  return items.flatMap(item => readSubscriber(item) ?? []);
}
