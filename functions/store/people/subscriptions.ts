import type { JoinedHow } from "../../core/people/subscriber.ts";
import { type Subscription, subscriptionSchema } from "../../core/people/subscription.ts";
import type { SuppressionReason } from "../../core/people/suppression.ts";
import { exactText, instant } from "../../core/text/schema-parts.ts";
import { getItems } from "../batch-requests.ts";
import type { ListPage, PageRequest } from "../list-page.ts";
import { between, type Item, type Key, queryItems, type Table } from "../table.ts";

// Reads the rows of people under lists. projections.ts writes them.

export type ListStanding = Pick<
  Subscription,
  "id" | "version" | "email" | "suppressed" | "optOuts" | "pausedUntil"
>;

export const subscriptionKey = (list: string, subscriber: string): Key => ({
  PK: `LIST#${list}`,
  SK: subscriber,
});

const onList = "PK = :pk AND SK BETWEEN :from AND :to";

/** The values for the people on a list after a person. */
function peopleOn(list: string, after?: string) {
  // Subscriber ids begin with a digit. The list's own items, which do not, sort after them.
  return { ":pk": `LIST#${list}`, ...between("", { from: "0", after, upTo: "9~" }) };
}

/** Returns a subscription; undefined for the tombstone of a person who left the list. */
export function readSubscription(item: Item): Subscription | undefined {
  return item.leftAt === undefined ? subscriptionSchema.parse({ ...item, id: item.SK }) : undefined;
}

/** The version and id of a person on a list. */
export type ListedPerson = Pick<Subscription, "id" | "version">;

/** Yields the people on a list after a cursor, in the order of their ids. */
export async function* listPeopleOn(
  table: Table,
  list: string,
  after?: string,
): AsyncGenerator<ListedPerson> {
  const query = {
    KeyConditionExpression: onList,
    ProjectionExpression: "SK, version, leftAt",
    // An import may have ended just before this read.
    ConsistentRead: true,
    values: peopleOn(list, after),
  };
  for await (const item of queryItems(table, query))
    if (item.leftAt === undefined) yield { id: String(item.SK), version: Number(item.version) };
}

/** Yields the ids of a list's subscribers after a cursor, in order. */
export async function* listSubscriberIds(
  table: Table,
  list: string,
  after: string,
): AsyncGenerator<string> {
  for await (const { id } of listPeopleOn(table, list, after)) yield id;
}

/**
 * Yields only the data that decides whether the people on a list get letters,
 * in the order of their ids.
 */
export async function* listStandings(
  table: Table,
  list: string,
  after?: string,
): AsyncGenerator<ListStanding> {
  const query = {
    KeyConditionExpression: onList,
    ProjectionExpression: "SK, version, email, suppressed, optOuts, pausedUntil, leftAt",
    ConsistentRead: true,
    values: peopleOn(list, after),
  };
  for await (const item of queryItems(table, query))
    if (item.leftAt === undefined) yield standingSchema.parse({ ...item, id: item.SK });
}

/** Yields the people on a list with the import or the decision that put them there. */
export async function* listSources(
  table: Table,
  list: string,
): AsyncGenerator<{ readonly id: string; readonly source: string }> {
  const query = {
    KeyConditionExpression: onList,
    ProjectionExpression: "SK, #source, leftAt",
    ExpressionAttributeNames: { "#source": "source" },
    ConsistentRead: true,
    values: peopleOn(list),
  };
  for await (const item of queryItems(table, query))
    if (item.leftAt === undefined) yield { id: String(item.SK), source: String(item.source) };
}

const standingSchema = subscriptionSchema.pick({
  id: true,
  version: true,
  email: true,
  suppressed: true,
  optOuts: true,
  pausedUntil: true,
});

/** A row under a list: of a person on it, or the tombstone of one who left. */
export type RowRead = {
  readonly id: string;
  /** Undefined for a tombstone. */
  readonly email: string | undefined;
  readonly name: string | undefined;
  readonly suppressed: SuppressionReason | undefined;
  readonly joinedAt: string | undefined;
  readonly how: JoinedHow | undefined;
  readonly leftAt: string | undefined;
};

/**
 * Yields the rows of a list after a person, tombstones too, in the order of their ids. Reads are
 * eventually consistent, at half the price: for pages and counts, not for sending.
 */
export async function* readRows(
  table: Table,
  list: string,
  { after }: { readonly after?: string | undefined } = {},
): AsyncGenerator<RowRead> {
  const query = {
    KeyConditionExpression: onList,
    ProjectionExpression: "SK, email, #name, suppressed, joinedAt, how, leftAt",
    ExpressionAttributeNames: { "#name": "name" },
    values: peopleOn(list, after),
  };
  for await (const { SK, ...item } of queryItems(table, query))
    yield rowSchema.parse({ ...item, id: SK });
}

const rowSchema = subscriptionSchema
  .pick({ email: true, name: true, suppressed: true, joinedAt: true, how: true })
  .partial()
  .extend({ id: exactText, leftAt: instant.optional() })
  .transform(({ email, name, suppressed, joinedAt, how, ...row }) => ({
    ...row,
    email,
    name,
    suppressed,
    joinedAt,
    how,
    leftAt: row.leftAt,
  }));

/** Returns the people on a list after a person, at most `maxItems`. */
export async function listPeoplePage(
  table: Table,
  list: string,
  { maxItems, from }: PageRequest,
): Promise<ListPage<Subscription>> {
  const query = {
    KeyConditionExpression: onList,
    ConsistentRead: true,
    // Tombstones are read too: a second request is seldom needed.
    Limit: 2 * maxItems,
    values: peopleOn(list, from),
  };
  const items: Subscription[] = [];
  for await (const item of queryItems(table, query)) {
    const place = readSubscription(item);
    if (!place) continue;
    if (items.length === maxItems) return { items, next: items.at(-1)?.id };
    items.push(place);
  }
  return { items };
}

/** Yields the current subscriptions of a list, in the order of the people's ids. */
export async function* listSubscriptions(table: Table, list: string): AsyncGenerator<Subscription> {
  const query = {
    KeyConditionExpression: onList,
    ConsistentRead: true,
    values: peopleOn(list),
  };
  for await (const item of queryItems(table, query)) {
    const place = readSubscription(item);
    if (place) yield place;
  }
}

/** Returns the current subscriptions from one subscriber id to another, both included. */
export async function subscriptionsBetween(
  table: Table,
  list: string,
  first: string,
  last: string,
): Promise<Subscription[]> {
  const query = {
    KeyConditionExpression: onList,
    ConsistentRead: true,
    values: { ":pk": `LIST#${list}`, ":from": first, ":to": last },
  };
  const items = await Array.fromAsync(queryItems(table, query));
  return items.flatMap(item => readSubscription(item) ?? []);
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
  return items.flatMap(item => readSubscription(item) ?? []);
}
