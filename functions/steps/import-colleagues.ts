import type { Colleague } from "../core/colleague.ts";
import { startOfList } from "../store/batches.ts";
import { addressHash, claimAddress, findSubscriberIds, subscriberItem } from "../store/subscribers.ts";
import { endSubscription, listSubscriberIds, type Subscription, subscriptionItem } from "../store/subscriptions.ts";
import { findSuppressed } from "../store/suppressions.ts";
import { putItems } from "../store/table.ts";
import type { Pipeline } from "./pipeline.ts";

/** Rows that are stored together. */
const page = 100;

/**
 * Makes a list be exactly the colleagues given: who is not among them leaves it. Whoever unsubscribed, bounced or
 * complained before stands on it as suppressed, and is not resurrected. Gives the ids by row, for naming rows later.
 */
export async function importColleagues(pipeline: Pipeline, list: string, colleagues: AsyncIterable<Colleague>, onProgress: (imported: number) => void = () => {}): Promise<void> {
  const named = new Set<string>();
  let rows: Colleague[] = [];
  const store = async () => {
    for (const id of await storePage(pipeline, list, rows)) named.add(id);
    rows = [];
    onProgress(named.size);
  };
  for await (const colleague of colleagues) {
    rows.push(colleague);
    if (rows.length === page) await store();
  }
  await store();
  for await (const id of listSubscriberIds(pipeline.table, list, startOfList)) if (!named.has(id)) await endSubscription(pipeline.table, list, id);
}

async function storePage(pipeline: Pipeline, list: string, rows: readonly Colleague[]): Promise<string[]> {
  const { table } = pipeline;
  if (rows.length === 0) return [];
  const hashed = rows.map(colleague => ({ colleague, hash: addressHash(colleague.email, pipeline.addressKey) }));
  const hashes = hashed.map(({ hash }) => hash);
  const [known, suppressed] = await Promise.all([findSubscriberIds(table, hashes), findSuppressed(table, hashes, list)]);
  // Ids are given out in the order of the rows, which is then the order of sending.
  const offered = hashed.map(row => ({ ...row, offer: known.get(row.hash) ?? pipeline.newId() }));
  const people = await Promise.all(
    offered.map(async ({ colleague, hash, offer }) => ({ hash, subscription: { ...colleague, id: known.get(hash) ?? (await claimAddress(table, hash, offer)) } as Subscription })),
  );
  const marked = people.map(({ hash, subscription }) => ({ hash, subscription: { ...subscription, suppressed: suppressed.get(hash) } }));
  await putItems(table, [...marked.map(({ subscription }) => subscriberItem(withoutMark(subscription))), ...marked.map(({ subscription }) => subscriptionItem(list, subscription))]);
  // Somebody may have unsubscribed between the reading and the writing.
  const since = await findSuppressed(table, hashes, list);
  const late = marked.filter(({ hash, subscription }) => !subscription.suppressed && since.has(hash));
  await putItems(table, late.map(({ hash, subscription }) => subscriptionItem(list, { ...subscription, suppressed: since.get(hash) })));
  return marked.map(({ subscription }) => subscription.id);
}

function withoutMark({ suppressed: _, ...subscriber }: Subscription) {
  return subscriber;
}
