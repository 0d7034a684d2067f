import type { Colleague } from "../core/colleague.ts";
import { addressHash, claimAddress, findSubscriberIds, type Subscriber, subscriberItem } from "../store/subscribers.ts";
import { endSubscription, notNamedBy, subscriptionItem } from "../store/subscriptions.ts";
import { findSuppressed } from "../store/suppressions.ts";
import { putItems } from "../store/table.ts";
import { eraseSubscriber } from "./erase-subscriber.ts";
import { tellingOfFailure } from "./notices/failed-import.ts";
import type { Pipeline } from "./pipeline.ts";

/** Rows that are stored together, and how many such pages at a time. */
const page = { rows: 100, atATime: 8 };

/**
 * Makes a list be exactly the colleagues given: who is not among them leaves it. Whoever unsubscribed, bounced or
 * complained before stands on it as suppressed, and is not resurrected; whoever was erased is not stored at all.
 */
export async function importColleagues(
  pipeline: Pipeline,
  list: string,
  colleagues: AsyncIterable<Colleague>,
  onProgress: (imported: number) => void = () => {},
): Promise<void> {
  await tellingOfFailure(pipeline, list, () => storeColleagues(pipeline, list, colleagues, onProgress));
}

async function storeColleagues(
  pipeline: Pipeline,
  list: string,
  colleagues: AsyncIterable<Colleague>,
  onProgress: (imported: number) => void,
): Promise<void> {
  const importId = pipeline.newId();
  const storing = new Set<Promise<void>>();
  let imported = 0;
  let rows: Row[] = [];
  const store = async () => {
    const these = rows;
    rows = [];
    const stored = storePage(pipeline, list, these, importId).then(() => {
      storing.delete(stored);
      imported += these.length;
      onProgress(imported);
    });
    // Whoever waits for it hears of it; until somebody does, it is nobody's unheard failure.
    stored.catch(() => {});
    storing.add(stored);
    if (storing.size >= page.atATime) await Promise.race(storing);
  };
  try {
    for await (const colleague of colleagues) {
      // Ids are offered in the order of the rows, which is then the order of sending.
      rows.push({ colleague, hash: addressHash(colleague.email, pipeline.addressKey), offer: pipeline.newId() });
      if (rows.length === page.rows) await store();
    }
    await store();
  } finally {
    // What fails, fails the import; nothing goes on behind its back.
    await Promise.all(storing);
  }
  for await (const id of notNamedBy(pipeline.table, list, importId)) await endSubscription(pipeline.table, list, id);
}

type Row = { readonly colleague: Colleague; readonly hash: string; readonly offer: string };

async function storePage(pipeline: Pipeline, list: string, named: readonly Row[], importId: string): Promise<void> {
  const { table } = pipeline;
  const hashes = named.map(({ hash }) => hash);
  // In this order: somebody who is not known because she is being erased at this moment is found to be suppressed.
  const known = await findSubscriberIds(table, hashes);
  const suppressed = await findSuppressed(table, hashes, list);
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
    subscriptionItem(list, { ...subscriber, suppressed: reasons.get(hashOf(subscriber)) }, importId);
  const hashOf = ({ email }: Subscriber) => addressHash(email, pipeline.addressKey);
  await putItems(table, [
    ...subscribers.map(subscriberItem),
    ...subscribers.map(subscriber => subscription(subscriber, suppressed)),
  ]);
  // Whom we knew may have unsubscribed, bounced, or been erased, between the reading and the writing.
  const since = await findSuppressed(
    table,
    [...known.keys()].filter(hash => !suppressed.has(hash)),
    list,
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
}
