import { type Actor, byline } from "../../core/access/actor.ts";
import { createIdIndex, type IdIndex } from "../../core/people/id-index.ts";
import { importFields } from "../../core/people/imports/before-image.ts";
import type { Profile } from "../../core/people/subscriber.ts";
import { changeSubscriber, endPlace } from "../../store/people/projections.ts";
import { addressHash } from "../../store/people/subscribers.ts";
import { type ListedPerson, listPeopleOn } from "../../store/people/subscriptions.ts";
import { decision } from "../decision.ts";
import { noticeOnFailure } from "../notices/failed-import.ts";
import type { Pipeline } from "../pipeline.ts";
import { importReasonOf } from "./imports/fail-import.ts";
import { ImportRefused, type LeaseOptions, leaseList } from "./imports/import-lease.ts";
import { importPage } from "./imports/page/import-page.ts";
import type { ImportRow, ImportTarget } from "./imports/page/import-target.ts";

/** The number of rows stored together, of such pages stored in parallel, and of people who leave. */
const page = { rows: 100, atATime: 8, leaving: 25 };

export type ImportOptions = LeaseOptions & {
  readonly by: Actor;
  /** Names the content of the list: see `endImport`. */
  readonly version?: string | undefined;
  /**
   * The expected number of people. If the input has another number, the import is refused and
   * nobody is removed from the list.
   */
  readonly expected?: number | undefined;
  readonly onProgress?: (imported: number) => void;
};

/**
 * `stored`: the people on the list, without erased people. `fence`: identifies the import of this
 * list. `id`: identifies it among all imports; the rows that it wrote carry it as their `source`.
 */
export type Imported = { readonly stored: number; readonly fence: number; readonly id: string };

/**
 * Replaces a list with exactly the given colleagues: all others leave it. People who unsubscribed,
 * bounced or complained are on it and get no letter. Erased people are not stored. Only one import
 * of a list runs at a time. Throws ImportRefused if another import has the list or took it over, or
 * if the result would differ from the input.
 */
export async function importList(
  pipeline: Pipeline,
  list: string,
  colleagues: AsyncIterable<Profile>,
  options: ImportOptions,
): Promise<Imported> {
  const lease = await leaseList(pipeline, list, options);
  const { by } = options;
  const at = new Date(pipeline.now()).toISOString();
  const consent = { at, how: "import", source: pipeline.newId() } as const;
  return noticeOnFailure(pipeline, list, importReasonOf, () =>
    replaceList({ pipeline, list, lease, by, consent, fields: importFields }, colleagues, options),
  );
}

async function replaceList(
  target: ImportTarget,
  colleagues: AsyncIterable<Profile>,
  options: ImportOptions,
): Promise<Imported> {
  const { pipeline, list, lease, by, consent } = target;
  let complete = false;
  try {
    const named = await storeAll(target, colleagues, options);
    await removeOthers(target, named, options.expected !== undefined);
    const decided = decision(pipeline, {
      by,
      what: "list-imported",
      on: { kind: "list", id: list },
      changes: { people: { after: named.size() } },
    });
    const history = { ...decided, id: consent.source };
    await lease.end({ version: options.version, history });
    complete = true;
    const imported = { stored: named.size(), fence: lease.fence, id: consent.source };
    pipeline.log("list-imported", { list, people: imported.stored, by: byline(by) });
    return imported;
  } finally {
    // Releases the lease after errors too, so that the next import need not wait. A failed release
    // must not hide the first error.
    if (!complete) await lease.abandon().catch(() => {});
  }
}

/** Stores the given people, several pages in parallel. Returns the ids of those stored. */
async function storeAll(
  target: ImportTarget,
  colleagues: AsyncIterable<Profile>,
  options: ImportOptions,
): Promise<IdIndex> {
  const { pipeline } = target;
  const { expected, onProgress = () => {} } = options;
  const named = createIdIndex();
  const storing = new Set<Promise<void>>();
  const count = { given: 0, imported: 0 };
  let rows: ImportRow[] = [];
  const store = async () => {
    const these = rows;
    rows = [];
    const storedPage = importPage(target, these).then(({ ids }) => {
      storing.delete(storedPage);
      count.imported += these.length;
      for (const id of ids) named.add(id, 0);
      onProgress(count.imported);
    });
    // Awaited below. Until then, a failure must not end the process as an unhandled rejection.
    storedPage.catch(() => {});
    storing.add(storedPage);
    if (storing.size >= page.atATime) await Promise.race(storing);
  };
  try {
    for await (const person of colleagues) {
      count.given++;
      // Ids are offered in the order of the rows. The order of ids is the order of sending.
      rows.push({
        person,
        hash: addressHash(person.email, pipeline.addressKey),
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
  return named;
}

/**
 * Removes everybody from the list who is not named. If `mustAllBeOn`, throws ImportRefused unless
 * exactly the named people remain.
 */
async function removeOthers(
  target: ImportTarget,
  named: IdIndex,
  mustAllBeOn: boolean,
): Promise<void> {
  const { pipeline, list, lease } = target;
  let remaining = 0;
  let leaving: ListedPerson[] = [];
  const remove = async () => {
    await lease.assertHeld();
    await Promise.all(leaving.map(person => endSubscription(target, person)));
    leaving = [];
  };
  for await (const person of listPeopleOn(pipeline.table, list)) {
    if (named.has(person.id)) remaining++;
    else leaving.push(person);
    if (leaving.length === page.leaving) await remove();
  }
  await remove();
  if (mustAllBeOn && remaining !== named.size())
    throw new ImportRefused({ code: "list-changed", named: remaining, expected: named.size() });
}

/** Takes a person off the list. Their own item goes first: the row is made from it. */
async function endSubscription(
  { pipeline, list }: ImportTarget,
  { id, version }: ListedPerson,
): Promise<void> {
  const now = new Date(pipeline.now());
  if (await changeSubscriber(pipeline.table, id, { leave: list }, { list, now })) return;
  // An erasure or an import died before the row.
  await endPlace(pipeline.table, list, { id, version: version + 1, now });
}
