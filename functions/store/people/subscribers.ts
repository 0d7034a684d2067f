import { createHmac } from "node:crypto";
import * as z from "zod";
import { addressIdentity } from "../../core/people/mailbox.ts";
import type { Profile } from "../../core/people/subscriber.ts";
import { getItems } from "../batch-requests.ts";
import { deleteItem, deleteItemIf, getItem, type Key, putIfAbsent, type Table } from "../table.ts";

/** A person. Ids sort by the time of the first import. */
export type Subscriber = Profile & { readonly id: string };

export const subscriberKey = (id: string): Key => ({
  PK: `SUBSCRIBER#${id}`,
  SK: `SUBSCRIBER#${id}`,
});
export const addressKey = (hash: string): Key => ({ PK: `ADDRESS#${hash}`, SK: `ADDRESS#${hash}` });

const stored = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().optional(),
  salutation: z.string().optional(),
  language: z.string().optional(),
});

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
    items.map(item => [String(item.PK).slice("ADDRESS#".length), String(item.subscriber)]),
  );
}

/** Assigns `id` to an address without a subscriber id; returns the address's id. */
export async function claimAddress(table: Table, hash: string, id: string): Promise<string> {
  if (await putIfAbsent(table, { ...addressKey(hash), subscriber: id })) return id;
  return z
    .object({ subscriber: z.string() })
    .parse(await getItem(table, addressKey(hash), { consistent: true })).subscriber;
}

export function subscriberItem(subscriber: Subscriber) {
  return { ...subscriberKey(subscriber.id), ...subscriber };
}

/** Reads an item of a subscriber. */
export function readSubscriber(item: unknown): Subscriber {
  return stored.parse(item);
}

/**
 * Deletes a person. Deletes the address row first: after a crash the person is still stored, and a
 * retry can finish. An address that belongs to another person now stays.
 */
export async function deleteSubscriber(table: Table, id: string, hash: string): Promise<void> {
  await deleteItemIf(table, addressKey(hash), "subscriber = :id", { ":id": id });
  await deleteItem(table, subscriberKey(id));
}

export async function getSubscribers(table: Table, ids: readonly string[]): Promise<Subscriber[]> {
  const items = await getItems(table, ids.map(subscriberKey));
  return items.map(readSubscriber);
}
