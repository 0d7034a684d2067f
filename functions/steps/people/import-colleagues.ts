import type { Colleague } from "../../core/people/colleague.ts";
import { addressHash, claimAddress, findSubscriberIds, type Subscriber, subscriberItem } from "../../store/people/subscribers.ts";
import { endSubscription, endSubscriptionBefore, namedBy, subscriptionItem } from "../../store/people/subscriptions.ts";
import { findSuppressed } from "../../store/people/suppressions.ts";
import { putItems } from "../../store/table.ts";
import { tellingOfFailure } from "../notices/failed-import.ts";
import type { Pipeline } from "../pipeline.ts";
import { eraseSubscriber } from "./erase-subscriber.ts";
import { ImportRefused, type LeaseOptions, type ListLease, leaseList } from "./import-lease.ts";

/** Rows that are stored together, and how many such pages at a time. */
const page = { rows: 100, atATime: 8 };

export type ImportOptions = LeaseOptions & {
  /** Whose letters the list is for: a person who has left the bulletin stands on the list as suppressed. */
  readonly bulletin?: string | undefined;
  /** Names the content of the list: see `endImport`. */
  readonly version?: string | undefined;
  /** How many people are given. With another number nobody is taken off the list, and the import is refused. */
  readonly expected?: number | undefined;
  readonly onProgress?: (imported: number) => void;
};

/** `stored`: the people on the list, which are those given without the erased. `fence`: names the import. */
export type Imported = { readonly stored: number; readonly fence: number };

/**
 * Makes a list be exactly the colleagues given: everyone else leaves it. People who unsubscribed, bounced or complained before
 * stand on it as suppressed; those who were erased are not stored at all. One import of a list at a time: throws ImportRefused
 * if another has it, or took it over, or if the list would not be what was given.
 */
export async function importColleagues(
  pipeline: Pipeline,
  list: string,
  colleagues: AsyncIterable<Colleague>,
  options: ImportOptions = {},
): Promise<Imported> {
  const lease = await leaseList(pipeline, list, options);
  return tellingOfFailure(pipeline, list, () =>
    replaceList({ pipeline, list, lease, bulletin: options.bulletin }, colleagues, options),
  );
}

async function replaceList(target: Target, colleagues: AsyncIterable<Colleague>, options: ImportOptions): Promise<Imported> {
  const { pipeline, list, lease } = target;
  let complete = false;
  try {
    const stored = await storeAll(target, colleagues, options);
    await removeOthers(pipeline, list, lease, options.expected === undefined ? undefined : stored);
    await lease.end(options.version);
    complete = true;
    return { stored, fence: lease.fence };
  } finally {
    // Given back whatever happened, so that the next import need not wait; a failure to do so must not hide the first one.
    if (!complete) await lease.end().catch(() => {});
  }
}

/** Where an import writes to. */
type Target = {
  readonly pipeline: Pipeline;
  readonly list: string;
  readonly lease: ListLease;
  readonly bulletin: string | undefined;
};

/** Stores the people given, some pages at a time; gives how many that is. */
async function storeAll(target: Target, colleagues: AsyncIterable<Colleague>, options: ImportOptions): Promise<number> {
  const { pipeline } = target;
  const { expected, onProgress = () => {} } = options;
  const storing = new Set<Promise<void>>();
  const count = { given: 0, imported: 0, stored: 0 };
  let rows: Row[] = [];
  const store = async () => {
    const these = rows;
    rows = [];
    const storedPage = storePage(target, these).then(people => {
      storing.delete(storedPage);
      count.imported += these.length;
      count.stored += people;
      onProgress(count.imported);
    });
    // Awaited below; until then a failure must not end the process as an unhandled one.
    storedPage.catch(() => {});
    storing.add(storedPage);
    if (storing.size >= page.atATime) await Promise.race(storing);
  };
  try {
    for await (const colleague of colleagues) {
      count.given++;
      // Ids are offered in the order of the rows, which is then the order of sending.
      rows.push({ colleague, hash: addressHash(colleague.email, pipeline.addressKey), offer: pipeline.newId() });
      if (rows.length === page.rows) await store();
    }
    await store();
  } finally {
    // A page that fails fails the import, and nothing is written after its end.
    await Promise.all(storing);
  }
  if (expected !== undefined && count.given !== expected)
    throw new ImportRefused("incomplete", `the list came to ${count.given} people instead of ${expected}`);
  return count.stored;
}

/** Takes everyone off the list whom this import has not named; throws ImportRefused unless exactly `expected` people remain. */
async function removeOthers(pipeline: Pipeline, list: string, lease: ListLease, expected: number | undefined): Promise<void> {
  let named = 0;
  for await (const { id, isNamed } of namedBy(pipeline.table, list, lease.fence)) {
    await lease.assertHeld();
    if (isNamed) named++;
    else await endSubscriptionBefore(pipeline.table, list, id, lease.fence);
  }
  if (expected !== undefined && named !== expected)
    throw new ImportRefused("incomplete", `${named} of ${expected} people stand on the list: something else has changed it`);
}

type Row = { readonly colleague: Colleague; readonly hash: string; readonly offer: string };

/** Stores some people; gives how many, which is all but the erased. */
async function storePage({ pipeline, list, lease, bulletin }: Target, named: readonly Row[]): Promise<number> {
  const { table } = pipeline;
  const hashes = named.map(({ hash }) => hash);
  const scopes = bulletin === undefined ? [{ list }] : [{ list }, { bulletin }];
  // In this order: a person who is not known because they are being erased at this moment is found to be suppressed.
  const known = await findSubscriberIds(table, hashes);
  const suppressed = await findSuppressed(table, hashes, scopes);
  const rows = named.filter(({ hash }) => suppressed.get(hash) !== "erased");
  const subscribers = await Promise.all(
    rows.map(
      async ({ colleague, hash, offer }): Promise<Subscriber> => ({
        ...colleague,
        id: known.get(hash) ?? (await claimAddress(table, hash, offer)),
      }),
    ),
  );
  const subscription = (subscriber: Subscriber, reasons: typeof suppressed) =>
    subscriptionItem(list, { ...subscriber, suppressed: reasons.get(hashOf(subscriber)) }, lease.fence);
  const hashOf = ({ email }: Subscriber) => addressHash(email, pipeline.addressKey);
  // A process that is frozen between this and the write may still write this page over a later import's. That import, or whoever asks
  // how many people it has named, finds them missing: see `removeOthers`. A condition on each row would double the cost of all imports.
  await lease.assertHeld();
  await putItems(table, [
    ...subscribers.map(subscriberItem),
    ...subscribers.map(subscriber => subscription(subscriber, suppressed)),
  ]);
  // People who were known may have unsubscribed, bounced, or been erased, between the reading and the writing.
  const since = await findSuppressed(
    table,
    [...known.keys()].filter(hash => !suppressed.has(hash)),
    scopes,
  );
  await putItems(
    table,
    subscribers.filter(subscriber => since.has(hashOf(subscriber))).map(subscriber => subscription(subscriber, since)),
  );
  // Of the erased, what was stored just now is taken away again, and what an import or an erasure that was broken off has left.
  const erased = named.filter(({ hash }) => suppressed.get(hash) === "erased" || since.get(hash) === "erased");
  for (const { hash } of erased) {
    const id = known.get(hash);
    if (id === undefined) continue;
    // Perhaps no bulletin names the list yet.
    await endSubscription(table, list, id);
    await eraseSubscriber(pipeline, id);
  }
  if (erased.length > 0) pipeline.log("erased-not-imported", { list, people: erased.length });
  return named.length - erased.length;
}
