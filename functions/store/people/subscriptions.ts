import * as z from "zod";
import { deleteItem, deleteItemIf, getItems, type Key, queryItems, type Table } from "../table.ts";
import type { Subscriber } from "./subscribers.ts";

/**
 * Why a person on a list is rightly not written to. "deferred": letters to them came back for now, edition after edition. "ses-list":
 * Amazon SES has the address on its own suppression list and sends nothing to it.
 */
export const suppression = z.enum(["unsubscribed", "bounced", "complained", "erased", "deferred", "ses-list"]);
export type Suppression = z.infer<typeof suppression>;

/** A person on a list, with what a letter to her needs. */
export type Subscription = Subscriber & {
  /** An import names somebody who must not be written to: she stands on the list, and no letter goes to her. */
  readonly suppressed?: Suppression | undefined;
};

export type ListStanding = Pick<Subscription, "id" | "email" | "suppressed">;

export const subscriptionKey = (list: string, subscriber: string): Key => ({ PK: `LIST#${list}`, SK: subscriber });

const stored = z.object({
  SK: z.string(),
  email: z.string(),
  name: z.string().optional(),
  salutation: z.string().optional(),
  language: z.string().optional(),
  suppressed: suppression.optional(),
});

/** A subscription as it is stored, with the import that names it: by its fence, which is greater for a later import. */
export function subscriptionItem(list: string, { id, ...rest }: Subscription, fence: number) {
  return { ...subscriptionKey(list, id), ...rest, fence };
}

/** The ids of all on a list, in order, and whether the import of a fence has named them. */
export async function* namedBy(table: Table, list: string, fence: number): AsyncGenerator<{ id: string; isNamed: boolean }> {
  const query = {
    KeyConditionExpression: "PK = :pk",
    ProjectionExpression: "SK, fence",
    ConsistentRead: true,
    values: { ":pk": `LIST#${list}` },
  };
  for await (const item of queryItems(table, query)) yield { id: String(item.SK), isNamed: item.fence === fence };
}

/** Takes a person off a list, unless the import of the fence or a later one has named them: an import that was frozen meanwhile removes nobody. */
export async function endSubscriptionBefore(table: Table, list: string, subscriber: string, fence: number): Promise<void> {
  const condition = "attribute_not_exists(fence) OR fence < :fence";
  await deleteItemIf(table, subscriptionKey(list, subscriber), condition, { ":fence": fence });
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
export async function* listStandings(table: Table, list: string): AsyncGenerator<ListStanding> {
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

/** The subscriptions of some people on a list, as they are at this moment, in no order. */
export async function getSubscriptions(table: Table, list: string, subscribers: readonly string[]): Promise<Subscription[]> {
  const items = await getItems(
    table,
    subscribers.map(id => subscriptionKey(list, id)),
  );
  return items.map(readSubscription);
}

export async function endSubscription(table: Table, list: string, subscriber: string): Promise<void> {
  await deleteItem(table, subscriptionKey(list, subscriber));
}

function readSubscription(item: unknown): Subscription {
  const { SK, ...rest } = stored.parse(item);
  return { id: SK, ...rest };
}
