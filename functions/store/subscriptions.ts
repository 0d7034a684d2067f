import * as z from "zod";
import type { Subscriber } from "./subscribers.ts";
import { deleteItem, type Key, queryItems, type Table } from "./table.ts";

/** Why a person on a list is rightly not written to. */
export type Suppression = "unsubscribed" | "bounced" | "complained" | "erased";

/** A person on a list, with what a letter to her needs. */
export type Subscription = Subscriber & {
  /** An import names somebody who must not be written to: she stands on the list, and no letter goes to her. */
  readonly suppressed?: Suppression | undefined;
};

export type Standing = Pick<Subscription, "id" | "email" | "suppressed">;

export const subscriptionKey = (list: string, subscriber: string): Key => ({ PK: `LIST#${list}`, SK: subscriber });

const stored = z.object({
  SK: z.string(),
  email: z.string(),
  name: z.string().optional(),
  salutation: z.string().optional(),
  language: z.string().optional(),
  suppressed: z.enum(["unsubscribed", "bounced", "complained", "erased"]).optional(),
});

/** A subscription as it is stored, with the import that names it. */
export function subscriptionItem(list: string, { id, ...rest }: Subscription, importId: string) {
  return { ...subscriptionKey(list, id), ...rest, importId };
}

/** The ids of those on a list whom an import has not named, in order. */
export async function* notNamedBy(table: Table, list: string, importId: string): AsyncGenerator<string> {
  const query = {
    KeyConditionExpression: "PK = :pk",
    FilterExpression: "attribute_not_exists(importId) OR importId <> :import",
    ProjectionExpression: "SK",
    ConsistentRead: true,
    values: { ":pk": `LIST#${list}`, ":import": importId },
  };
  for await (const item of queryItems(table, query)) yield String(item.SK);
}

/** The ids of a list's subscribers after a cursor, in order. */
export async function* listSubscriberIds(table: Table, list: string, after: string): AsyncGenerator<string> {
  const query = {
    KeyConditionExpression: "PK = :pk AND SK > :after",
    ProjectionExpression: "SK",
    // An import may have ended a moment ago.
    ConsistentRead: true,
    values: { ":pk": `LIST#${list}`, ":after": after },
  };
  for await (const item of queryItems(table, query)) yield String(item.SK);
}

/** What decides whether the people on a list are written to, in the order of their ids, and nothing else of them. */
export async function* listStandings(table: Table, list: string): AsyncGenerator<Standing> {
  const query = {
    KeyConditionExpression: "PK = :pk",
    ProjectionExpression: "SK, email, suppressed",
    ConsistentRead: true,
    values: { ":pk": `LIST#${list}` },
  };
  for await (const item of queryItems(table, query)) yield readSubscription(item);
}

/** The subscriptions from one subscriber id to another, both included, as they are at this moment. */
export async function subscriptionsBetween(table: Table, list: string, first: string, last: string): Promise<Subscription[]> {
  const query = {
    KeyConditionExpression: "PK = :pk AND SK BETWEEN :first AND :last",
    ConsistentRead: true,
    values: { ":pk": `LIST#${list}`, ":first": first, ":last": last },
  };
  return Array.fromAsync(queryItems(table, query), readSubscription);
}

export async function endSubscription(table: Table, list: string, subscriber: string): Promise<void> {
  await deleteItem(table, subscriptionKey(list, subscriber));
}

function readSubscription(item: unknown): Subscription {
  const { SK, ...rest } = stored.parse(item);
  return { id: SK, ...rest };
}
