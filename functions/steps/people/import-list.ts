import type { Actor } from "../../core/access/actor.ts";
import type { ImportReason } from "../../core/people/import-reason.ts";
import type { Profile } from "../../core/people/subscriber.ts";
import { withoutAddresses } from "../../core/text/without-addresses.ts";
import { putItems } from "../../store/batch-requests.ts";
import {
  addressHash,
  claimAddress,
  findSubscriberIds,
  type Subscriber,
  subscriberItem,
} from "../../store/people/subscribers.ts";
import {
  endSubscription,
  endSubscriptionBefore,
  namedBy,
  subscriptionItem,
} from "../../store/people/subscriptions.ts";
import { findSuppressed } from "../../store/people/suppressions.ts";
import { decision } from "../decision.ts";
import { noticeOnFailure } from "../notices/failed-import.ts";
import type { Pipeline } from "../pipeline.ts";
import { eraseSubscriber } from "./erase-subscriber.ts";
import { ImportRefused, type LeaseOptions, type ListLease, leaseList } from "./import-lease.ts";

/** The number of rows stored together, and of such pages stored in parallel. */
const page = { rows: 100, atATime: 8 };

export type ImportOptions = LeaseOptions & {
  readonly by: Actor;
  /**
   * The bulletin that the list belongs to. People who left the bulletin are on the list as
   * suppressed.
   */
  readonly bulletin?: string | undefined;
  /** Names the content of the list: see `endImport`. */
  readonly version?: string | undefined;
  /**
   * The expected number of people. If the input has another number, the import is refused and
   * nobody is removed from the list.
   */
  readonly expected?: number | undefined;
  readonly onProgress?: (imported: number) => void;
};

/** `stored`: the people on the list, without erased people. `fence`: identifies the import. */
export type Imported = { readonly stored: number; readonly fence: number };

/**
 * Replaces a list with exactly the given colleagues: all others leave it. People who unsubscribed,
 * bounced or complained are on it as suppressed. Erased people are not stored. Only one import of a
 * list runs at a time. Throws ImportRefused if another import has the list or took it over, or if
 * the result would differ from the input.
 */
export async function importList(
  pipeline: Pipeline,
  list: string,
  colleagues: AsyncIterable<Profile>,
  options: ImportOptions,
): Promise<Imported> {
  const lease = await leaseList(pipeline, list, options);
  return noticeOnFailure(pipeline, list, reasonOf, () =>
    replaceList(
      { pipeline, list, lease, by: options.by, bulletin: options.bulletin },
      colleagues,
      options,
    ),
  );
}

async function replaceList(
  target: Target,
  colleagues: AsyncIterable<Profile>,
  options: ImportOptions,
): Promise<Imported> {
  const { pipeline, list, lease } = target;
  let complete = false;
  try {
    const stored = await storeAll(target, colleagues, options);
    await removeOthers(pipeline, list, lease, options.expected === undefined ? undefined : stored);
    const history = decision(pipeline, {
      by: options.by,
      what: "list-imported",
      on: { kind: "list", id: list },
      changes: { people: { after: stored } },
    });
    await lease.end({ version: options.version, history });
    complete = true;
    return { stored, fence: lease.fence };
  } finally {
    // Releases the lease after errors too, so that the next import need not wait. A failed release
    // must not hide the first error.
    if (!complete) await lease.abandon().catch(() => {});
  }
}

function reasonOf(error: unknown): ImportReason {
  if (error instanceof ImportRefused) return error.reason;
  return { code: "import-broke", error: withoutAddresses(String(error)) };
}

/** The target of an import. */
type Target = {
  readonly pipeline: Pipeline;
  readonly list: string;
  readonly lease: ListLease;
  readonly by: Actor;
  readonly bulletin: string | undefined;
};

/** Stores the given people, several pages in parallel. Returns how many people were stored. */
async function storeAll(
  target: Target,
  colleagues: AsyncIterable<Profile>,
  options: ImportOptions,
): Promise<number> {
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
    // Awaited below. Until then, a failure must not end the process as an unhandled rejection.
    storedPage.catch(() => {});
    storing.add(storedPage);
    if (storing.size >= page.atATime) await Promise.race(storing);
  };
  try {
    for await (const colleague of colleagues) {
      count.given++;
      // Ids are offered in the order of the rows. The order of ids is the order of sending.
      rows.push({
        colleague,
        hash: addressHash(colleague.email, pipeline.addressKey),
        offer: pipeline.newId(),
      });
      if (rows.length === page.rows) await store();
    }
    await store();
  } finally {
    // A failed page fails the import. Waits for all pages, so that nothing is written after the
    // import ends.
    await Promise.all(storing);
  }
  if (expected !== undefined && count.given !== expected)
    throw new ImportRefused({ code: "input-changed", given: count.given, expected });
  return count.stored;
}

/**
 * Removes everybody from the list who is not in this import. Throws ImportRefused unless exactly
 * `expected` people remain.
 */
async function removeOthers(
  pipeline: Pipeline,
  list: string,
  lease: ListLease,
  expected: number | undefined,
): Promise<void> {
  let named = 0;
  for await (const { id, isNamed } of namedBy(pipeline.table, list, lease.fence)) {
    await lease.assertHeld();
    if (isNamed) named++;
    else await endSubscriptionBefore(pipeline.table, list, id, lease.fence);
  }
  if (expected !== undefined && named !== expected)
    throw new ImportRefused({ code: "list-changed", named, expected });
}

type Row = { readonly colleague: Profile; readonly hash: string; readonly offer: string };

/** Stores some people. Returns how many: all except the erased. */
async function storePage(
  { pipeline, list, lease, by, bulletin }: Target,
  named: readonly Row[],
): Promise<number> {
  const { table } = pipeline;
  const hashes = named.map(({ hash }) => hash);
  const scopes = bulletin === undefined ? [{ list }] : [{ list }, { bulletin }];
  // This order matters: an erasure stores the suppression first and removes the person last. If the
  // person is already gone, the second read finds the suppression.
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
    subscriptionItem(
      list,
      { ...subscriber, suppressed: reasons.get(hashOf(subscriber)) },
      lease.fence,
    );
  const hashOf = ({ email }: Subscriber) => addressHash(email, pipeline.addressKey);
  // A frozen process may write this page after the check and over a later import's rows. The later
  // import, or anyone who counts the people it named, then misses rows: see `removeOthers`. A
  // condition on each row would double the cost of all imports.
  await lease.assertHeld();
  await putItems(table, [
    ...subscribers.map(subscriberItem),
    ...subscribers.map(subscriber => subscription(subscriber, suppressed)),
  ]);
  // Known people may have unsubscribed, bounced, or been erased between the read and the write.
  const since = await findSuppressed(
    table,
    [...known.keys()].filter(hash => !suppressed.has(hash)),
    scopes,
  );
  await putItems(
    table,
    subscribers
      .filter(subscriber => since.has(hashOf(subscriber)))
      .map(subscriber => subscription(subscriber, since)),
  );
  // Removes what was just stored of erased people, and what an interrupted import or erasure left.
  const erased = named.filter(
    ({ hash }) => suppressed.get(hash) === "erased" || since.get(hash) === "erased",
  );
  for (const { hash } of erased) {
    const id = known.get(hash);
    if (id === undefined) continue;
    // `eraseSubscriber` finds only lists that a bulletin names. This list may be new.
    await endSubscription(table, list, id);
    await eraseSubscriber(pipeline, id, by);
  }
  if (erased.length > 0) pipeline.log("erased-not-imported", { list, people: erased.length });
  return named.length - erased.length;
}
