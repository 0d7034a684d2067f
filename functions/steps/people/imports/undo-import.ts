import { type Actor, byline } from "../../../core/access/actor.ts";
import { type BeforeImage, restoredProfile } from "../../../core/people/imports/before-image.ts";
import { undoUntil } from "../../../core/people/imports/import.ts";
import type { ImportReason } from "../../../core/people/imports/import-reason.ts";
import { offeredId } from "../../../core/people/imports/offered-id.ts";
import type { Subscriber, SubscriberChange } from "../../../core/people/subscriber.ts";
import { activeReason } from "../../../core/people/suppression.ts";
import { endRunning, getListImports } from "../../../store/people/import-leases.ts";
import {
  decideImport,
  getImport,
  listBefore,
  type StoredImport,
} from "../../../store/people/imports.ts";
import { getSubscribers } from "../../../store/people/subscribers.ts";
import { listSources } from "../../../store/people/subscriptions.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";
import { changePeople } from "./change-people.ts";
import { pages } from "./each-page.ts";
import type { LeaseOptions, ListLease } from "./import-lease.ts";
import { type ImportOutcome, type ImportRun, refused, runOnList } from "./import-run.ts";

export type UndoOptions = LeaseOptions & {
  readonly by: Actor;
  readonly mayGoOn?: () => boolean;
};

/**
 * Restores what an import changed, also one that did not come to its end. What someone has changed
 * since stays as it is. Nobody comes back who has unsubscribed, bounced, complained or was erased
 * since. Imports of a list are undone in the reverse order. Interrupted at any point, it continues.
 */
export async function undoImport(
  pipeline: Pipeline,
  id: string,
  options: UndoOptions,
): Promise<ImportOutcome> {
  const { table } = pipeline;
  const { by, mayGoOn = () => true } = options;
  const found = await getImport(table, id);
  if (found?.status === "undone") return { kind: "done", import: found };
  const reason = found && (await whyNotUndone(pipeline, found));
  if (!found || reason)
    return refused(reason ?? { code: "wrong-status", status: found?.status ?? "unknown" });
  return runOnList(pipeline, found, options, async (run, lease) => {
    if (found.status !== "undoing") await run.save({ status: "undoing", by, cursor: undefined });
    if (!(await restoreAll(pipeline, run, lease, mayGoOn))) return undefined;
    return endUndoing(pipeline, run.current(), lease);
  });
}

/** Why an import cannot be undone now, or undefined. */
export async function whyNotUndone(
  { table, now }: Pipeline,
  { id, list, status, appliedAt }: StoredImport,
): Promise<ImportReason | undefined> {
  const { applied, running } = await getListImports(table, list);
  // An import may have died right after it took the list, before it was marked as applying.
  const hasList = running === id && (status === "checking" || status === "checked");
  if (!hasList && !["applied", "applying", "failed", "undoing"].includes(status))
    return { code: "wrong-status", status };
  if (running !== undefined && running !== id)
    return { code: "import-unfinished", import: running };
  if (appliedAt === undefined) return undefined;
  if (now() > undoUntil({ appliedAt }).getTime()) return { code: "undo-late" };
  return applied === id || applied === undefined
    ? undefined
    : { code: "later-import", import: applied };
}

async function restoreAll(
  pipeline: Pipeline,
  run: ImportRun,
  lease: ListLease,
  mayGoOn: () => boolean,
): Promise<boolean> {
  const { id, list, cursor, done } = run.current();
  for await (const { cursor: at, images } of listBefore(pipeline.table, id, cursor)) {
    await lease.assertHeld();
    await restorePage(pipeline, run.current(), images);
    if (mayGoOn()) continue;
    await run.save({ cursor: at });
    return false;
  }
  let added: string[] = [];
  const takeOff = async () => {
    await lease.assertHeld();
    await takeOffList(pipeline, run.current(), added);
    added = [];
  };
  for await (const person of listSources(pipeline.table, list)) {
    if (person.source !== id) continue;
    added.push(person.id);
    if (added.length < pages.people) continue;
    await takeOff();
    if (!mayGoOn()) return false;
  }
  await takeOff();
  if (run.current().appliedAt !== undefined) return true;
  // People who were being stored when the import was killed may have no row yet.
  const most = pages.people * (pages.saveEach + 2 * pages.atATime);
  for (let place = done; place < done + most; place += pages.people) {
    added = Array.from({ length: pages.people }, (_, index) => offeredId(id, place + index));
    await takeOff();
  }
  return true;
}

async function restorePage(
  { table, now }: Pipeline,
  undone: StoredImport,
  images: readonly BeforeImage[],
): Promise<void> {
  const known = new Map(
    (
      await getSubscribers(
        table,
        images.map(({ id }) => id),
      )
    ).map(person => [person.id, person]),
  );
  const changes = images.flatMap(image => {
    const before = known.get(image.id);
    return before ? [{ before, change: restoringChange(before, image, undone) }] : [];
  });
  await changePeople(table, undone.list, changes, new Date(now()));
}

/** What brings a person back to before the import, as they are now. */
function restoringChange(
  person: Subscriber,
  image: BeforeImage,
  { id, list, at }: StoredImport,
): SubscriberChange {
  const place = person.lists[list];
  const { everywhere, allLetters, lists } = person.suppression;
  const hasEndedSince = [everywhere, allLetters, lists?.[list]].some(
    since => since !== undefined && activeReason(since) !== undefined && since.at >= at,
  );
  return {
    profile: restoredProfile(person, image),
    ...(image.left && !place && !hasEndedSince && { join: { list, consent: image.left } }),
    ...(place?.source === id && { leave: list }),
  };
}

/** Takes people off the list if this import has put them there. */
async function takeOffList(
  { table, now }: Pipeline,
  { id: importId, list }: StoredImport,
  ids: readonly string[],
): Promise<void> {
  const people = await getSubscribers(table, ids);
  const changes = people
    // Without a place they are off the list: an earlier attempt may have died before the row.
    .filter(({ lists: { [list]: place } }) => place === undefined || place.source === importId)
    .map(before => ({ before, change: { leave: list } }));
  await changePeople(table, list, changes, new Date(now()));
}

async function endUndoing(
  pipeline: Pipeline,
  undoing: StoredImport,
  lease: ListLease,
): Promise<StoredImport> {
  const { table } = pipeline;
  const { id, list, by } = undoing;
  const { applied } = await getListImports(table, list);
  const history = decision(pipeline, {
    by,
    what: "import-undone",
    on: { kind: "list", id: list },
    changes: { import: { before: id } },
  });
  const before = applied === id ? undoing.previous : applied;
  const others = [endRunning(list, { fence: lease.fence, applied: before })];
  const change = { status: "undone", cursor: undefined } as const;
  const undone = await decideImport(table, undoing, change, { history, others });
  if (!undone) throw new Error(`the list ${list} was taken over while the import ${id} was undone`);
  pipeline.log("import-undone", { list, import: id, by: byline(by) });
  return undone;
}
