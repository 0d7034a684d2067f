import { createHmac } from "node:crypto";
import * as z from "zod";
import type { Colleague } from "../core/colleague.ts";
import { addressIdentity } from "../core/mailbox.ts";
import { getItem, getItems, type Key, putIfAbsent, type Table } from "./table.ts";

/** A person. Her id sorts by when she was first heard of. */
export type Subscriber = Colleague & { readonly id: string };

const subscriberKey = (id: string): Key => ({ PK: `SUBSCRIBER#${id}`, SK: `SUBSCRIBER#${id}` });
const addressKey = (hash: string): Key => ({ PK: `ADDRESS#${hash}`, SK: `ADDRESS#${hash}` });

const stored = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().optional(),
  salutation: z.string().optional(),
  language: z.string().optional(),
});

/** The keyed hash that stands for an address wherever the address itself must not stand: HMAC-SHA-256, 128 bits. */
export function addressHash(email: string, key: string): string {
  return createHmac("sha256", key).update(addressIdentity(email)).digest("base64url").slice(0, 22);
}

/** The ids of the addresses that are known, by hash. */
export async function findSubscriberIds(table: Table, hashes: readonly string[]): Promise<Map<string, string>> {
  const items = await getItems(table, hashes.map(addressKey));
  return new Map(items.map(item => [String(item.PK).slice("ADDRESS#".length), String(item.subscriber)]));
}

/** Gives an address its one subscriber id: the one that it has, or `id` if it has none. */
export async function claimAddress(table: Table, hash: string, id: string): Promise<string> {
  if (await putIfAbsent(table, { ...addressKey(hash), subscriber: id })) return id;
  return z.object({ subscriber: z.string() }).parse(await getItem(table, addressKey(hash), { consistent: true })).subscriber;
}

export function subscriberItem(subscriber: Subscriber) {
  return { ...subscriberKey(subscriber.id), ...subscriber };
}

export async function getSubscribers(table: Table, ids: readonly string[]): Promise<Subscriber[]> {
  const items = await getItems(table, ids.map(subscriberKey));
  return items.map(item => stored.parse(item));
}
