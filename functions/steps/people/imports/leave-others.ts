import { listBefore } from "../../../store/people/imports.ts";
import { endPlace } from "../../../store/people/projections.ts";
import { getSubscribers } from "../../../store/people/subscribers.ts";
import { type ListStanding, listStandings } from "../../../store/people/subscriptions.ts";
import type { Pipeline } from "../../pipeline.ts";
import type { fileIndex } from "../rows/file-people.ts";
import { changePeople } from "./change-people.ts";
import type { ListLease } from "./import-lease.ts";
import { type ImportRun, keepBefore } from "./import-run.ts";

/** Sorts after every subscriber id: the walk is over, and everybody is counted. */
const afterAll = "9}";
const page = { people: 100, saveEach: 10 };

/**
 * Takes everybody off the list who is not named in the file. Stores their places first. Returns
 * false if the time is over before the end.
 */
export async function leaveOthers(
  pipeline: Pipeline,
  run: ImportRun,
  {
    lease,
    named,
    mayGoOn,
  }: {
    readonly lease: ListLease;
    readonly named: ReturnType<typeof fileIndex>;
    readonly mayGoOn: () => boolean;
  },
): Promise<boolean> {
  const { list, cursor } = run.current();
  const uncounted = await findUncounted(pipeline, run);
  let leaving: ListStanding[] = [];
  let left = 0;
  let pagesUnsaved = 0;
  const save = async (after = "") => {
    for (const id of uncounted) if (id <= after && uncounted.delete(id)) left++;
    await run.save({ cursor: after, leaving: run.current().leaving + left });
    left = 0;
    pagesUnsaved = 0;
  };
  const leave = async () => {
    if (leaving.length === 0) return;
    await lease.assertHeld();
    left += await leavePage(pipeline, run, leaving);
    for (const { id } of leaving) uncounted.delete(id);
    const last = leaving.at(-1)?.id;
    leaving = [];
    if (++pagesUnsaved === page.saveEach || !mayGoOn()) await save(last);
  };
  for await (const person of listStandings(pipeline.table, list, cursor)) {
    if (named.has(person.email)) continue;
    leaving.push(person);
    if (leaving.length < page.people) continue;
    await leave();
    if (!mayGoOn()) return false;
  }
  await leave();
  await save(afterAll);
  return true;
}

/**
 * Returns the people of pages whose former places are stored, and whose number is not: an attempt
 * died in between. Some have no row any more, so the walk does not meet them. At most some pages.
 */
async function findUncounted({ table }: Pipeline, run: ImportRun): Promise<Set<string>> {
  const { id, cursor = "" } = run.current();
  const ids = new Set<string>();
  for await (const { images } of listBefore(table, id, `BEFORE#leaving-${cursor}`))
    for (const image of images) ids.add(image.id);
  return ids;
}

async function leavePage(
  pipeline: Pipeline,
  run: ImportRun,
  leaving: readonly ListStanding[],
): Promise<number> {
  const { id: importId, list } = run.current();
  const { table } = pipeline;
  const people = await getSubscribers(
    table,
    leaving.map(({ id }) => id),
  );
  const images = people.flatMap(({ id, lists }) => {
    const place = lists[list];
    if (!place) return [];
    const { version: _, ...left } = place;
    return [{ id, left, fields: {} }];
  });
  const key = `leaving-${leaving[0]?.id}`;
  const earlier = await keepBefore(pipeline, importId, key, images);
  const now = new Date(pipeline.now());
  const changes = people.map(before => ({ before, change: { leave: list } }));
  await changePeople(table, list, changes, now);
  // An erasure or an import died before the row.
  const isKnown = new Set(people.map(({ id }) => id));
  await Promise.all(
    leaving
      .filter(({ id }) => !isKnown.has(id))
      .map(({ id, version }) => endPlace(table, list, { id, version: version + 1, now })),
  );
  return new Set([...images.map(({ id }) => id), ...earlier.keys()]).size;
}
