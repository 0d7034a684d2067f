import * as z from "zod";
import { getItems } from "../batch-requests.ts";
import { deleteItem, deleteItemIf, type Key, queryItems, type Table } from "../table.ts";
import type { Subscriber } from "./subscribers.ts";

/**
 * Why we do not write to a person on a list. "deferred": too many soft bounces in a row.
 * "ses-list": Amazon SES has the address on its own suppression list and sends nothing to it.
 */
export const suppression = z.enum([
  "unsubscribed",
  "bounced",
  "complained",
  "erased",
  "deferred",
  "ses-list",
]);
export type Suppression = z.infer<typeof suppression>;

/** A person on a list, with the data that a letter to them needs. */
export type Subscription = Subscriber & {
  /** An import contains a suppressed person. They stay on the list and get no letter. */
  readonly suppressed?: Suppression | undefined;
};

export type ListStanding = Pick<Subscription, "id" | "email" | "suppressed">;

export const subscriptionKey = (list: string, subscriber: string): Key => ({
  PK: `LIST#${list}`,
  SK: subscriber,
});

const stored = z.object({
  SK: z.string(),
  email: z.string(),
  name: z.string().optional(),
  salutation: z.string().optional(),
  language: z.string().optional(),
  suppressed: suppression.optional(),
});

/**
 * Returns a subscription as an item.
 * `fence` is of the import that names it; a later import has a greater fence.
 */
export function subscriptionItem(list: string, { id, ...rest }: Subscription, fence: number) {
  return { ...subscriptionKey(list, id), ...rest, fence };
}

/**
 * Yields the ids of all people on a list, in order,
 * and whether the import with a fence has named them.
 */
export async function* namedBy(
  table: Table,
  list: string,
  fence: number,
): AsyncGenerator<{ id: string; isNamed: boolean }> {
  const query = {
    KeyConditionExpression: "PK = :pk",
    ProjectionExpression: "SK, fence",
    ConsistentRead: true,
    values: { ":pk": `LIST#${list}` },
  };
  for await (const item of queryItems(table, query))
    yield { id: String(item.SK), isNamed: item.fence === fence };
}

/**
 * Removes a person from a list, unless the import with the fence or a later import has named them.
 * So an import that was frozen and then continues cannot remove people of a later import.
 */
export async function endSubscriptionBefore(
  table: Table,
  list: string,
  subscriber: string,
  fence: number,
): Promise<void> {
  const condition = "attribute_not_exists(fence) OR fence < :fence";
  await deleteItemIf(table, subscriptionKey(list, subscriber), condition, { ":fence": fence });
}

/** Yields the ids of a list's subscribers after a cursor, in order. */
export async function* listSubscriberIds(
  table: Table,
  list: string,
  after: string,
): AsyncGenerator<string> {
  const query = {
    KeyConditionExpression: "PK = :pk AND SK > :after",
    ProjectionExpression: "SK",
    // An import may have ended just before this read.
    ConsistentRead: true,
    values: { ":pk": `LIST#${list}`, ":after": after },
  };
  for await (const item of queryItems(table, query)) yield String(item.SK);
}

/**
 * Yields only the data that decides whether the people on a list get letters,
 * in the order of their ids.
 */
export async function* listStandings(table: Table, list: string): AsyncGenerator<ListStanding> {
  const query = {
    KeyConditionExpression: "PK = :pk",
    ProjectionExpression: "SK, email, suppressed",
    ConsistentRead: true,
    values: { ":pk": `LIST#${list}` },
  };
  for await (const item of queryItems(table, query)) yield readSubscription(item);
}

/** Returns the current subscriptions from one subscriber id to another, both included. */
export async function subscriptionsBetween(
  table: Table,
  list: string,
  first: string,
  last: string,
): Promise<Subscription[]> {
  const query = {
    KeyConditionExpression: "PK = :pk AND SK BETWEEN :first AND :last",
    ConsistentRead: true,
    values: { ":pk": `LIST#${list}`, ":first": first, ":last": last },
  };
  return Array.fromAsync(queryItems(table, query), readSubscription);
}

/** Returns the current subscriptions of some people on a list, in no order. */
export async function getSubscriptions(
  table: Table,
  list: string,
  subscribers: readonly string[],
): Promise<Subscription[]> {
  const items = await getItems(
    table,
    subscribers.map(id => subscriptionKey(list, id)),
  );
  return items.map(readSubscription);
}

export async function endSubscription(
  table: Table,
  list: string,
  subscriber: string,
): Promise<void> {
  await deleteItem(table, subscriptionKey(list, subscriber));
}

function readSubscription(item: unknown): Subscription {
  const { SK, ...rest } = stored.parse(item);
  return { id: SK, ...rest };
}
