import { byline } from "../../../core/access/actor.ts";
import {
  addPeople,
  type ImportMode,
  isLargeLeaving,
  noPeople,
  type PeopleCounts,
} from "../../../core/people/imports/import.ts";
import { offeredId } from "../../../core/people/imports/offered-id.ts";
import type { Profile } from "../../../core/people/subscriber.ts";
import { endRunning, getListImports } from "../../../store/people/import-leases.ts";
import {
  decideImport,
  digits,
  getImport,
  type StoredImport,
} from "../../../store/people/imports.ts";
import { addressHash } from "../../../store/people/subscribers.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";
import { fieldsOf, fileIndex } from "../rows/file-people.ts";
import { whyClosed } from "./begin-import.ts";
import { eachPage } from "./each-page.ts";
import { ImportRefused, type ListLease } from "./import-lease.ts";
import {
  type ImportOutcome,
  type ImportRun,
  keepBefore,
  type RunOptions,
  refused,
  runOnList,
} from "./import-run.ts";
import { leaveOthers } from "./leave-others.ts";
import { importPage } from "./page/import-page.ts";

export type ApplyOptions = RunOptions & {
  /** A person has confirmed that more than a tenth of the list leaves. */
  readonly mayManyLeave?: boolean;
  /** Undefined: as the import was begun. */
  readonly mode?: ImportMode;
};

/**
 * Puts the people of a file on a list: adds and updates them, and in the mode "replace" takes
 * everyone else off it. People who get no letters still get none; erased people are not stored. The
 * former values are stored ahead of each page, so that it can be undone. Interrupted at any point,
 * it continues where it was. Throws ImportRefused if another import takes the list over, or if the
 * file has changed.
 */
export async function applyImport(
  pipeline: Pipeline,
  id: string,
  options: ApplyOptions,
): Promise<ImportOutcome> {
  const { table } = pipeline;
  const found = await getImport(table, id);
  if (found?.status === "applied") return { kind: "done", import: found };
  if (!found || !["checking", "checked", "applying", "failed"].includes(found.status))
    return refused({ code: "wrong-status", status: found?.status ?? "unknown" });
  const closed = await whyClosed(pipeline, found.list);
  if (closed) return refused(closed);
  const { leaving, listed = 0 } = found;
  const mode = options.mode ?? found.mode;
  const manyLeave = mode === "replace" && isLargeLeaving(found);
  if (found.status === "checked" && manyLeave && options.mayManyLeave !== true)
    return refused({ code: "many-leave", leaving, listed });
  return runOnList(pipeline, found, options, async (run, lease) => {
    if (found.status === "checking" || found.status === "checked")
      await run.save({
        status: "applying",
        mode,
        by: options.by,
        done: 0,
        people: noPeople,
        leaving: 0,
      });
    else if (found.status === "failed") await run.save({ status: "applying", reason: undefined });
    if (!(await putPeople(pipeline, run, lease, options))) return undefined;
    return endApplying(pipeline, run.current(), lease);
  });
}

/** Returns whether everybody is done with. */
async function putPeople(
  pipeline: Pipeline,
  run: ImportRun,
  lease: ListLease,
  { people, mayGoOn = () => true, onProgress }: ApplyOptions,
): Promise<boolean> {
  const { id, list, mode, done, by, at } = run.current();
  const target = {
    pipeline,
    list,
    lease,
    by,
    consent: { at, how: "import", source: id } as const,
    fields: fieldsOf(run.current()),
    // On AWS a claim that fails costs a write, where a read costs an eighth of it.
    guess: pipeline.table.insertThrough === "transactions" ? { areNew: false } : undefined,
  };
  const named = fileIndex();
  const read = await eachPage<Profile, PeopleCounts>({
    items: people(),
    from: done,
    see: mode === "replace" ? named.add : undefined,
    work: async (page, place) => {
      const rows = page.map((person, index) => ({
        person,
        hash: addressHash(person.email, pipeline.addressKey),
        offer: offeredId(id, place + index),
      }));
      const keep = keepBefore.bind(undefined, pipeline, id, digits(place));
      return (await importPage(target, rows, keep)).people;
    },
    mayGoOn,
    save: async (now, results) => {
      await run.save({ done: now, people: results.reduce(addPeople, run.current().people) });
      onProgress?.(now);
    },
  });
  if (read === "paused") return false;
  const expected = run.current().table?.people ?? read;
  if (read !== expected) throw new ImportRefused({ code: "input-changed", given: read, expected });
  return mode === "update" || (await leaveOthers(pipeline, run, { lease, named, mayGoOn }));
}

async function endApplying(
  pipeline: Pipeline,
  applying: StoredImport,
  lease: ListLease,
): Promise<StoredImport> {
  const { table } = pipeline;
  const { id, list, people, leaving, by } = applying;
  const { applied: previous } = await getListImports(table, list);
  const decided = decision(pipeline, {
    by,
    what: "list-imported",
    on: { kind: "list", id: list },
    changes: {
      new: { after: people.new },
      changed: { after: people.changed },
      leaving: { after: leaving },
    },
  });
  const history = { ...decided, id };
  const change = {
    status: "applied",
    appliedAt: history.at,
    previous,
    cursor: undefined,
  } as const;
  const others = [endRunning(list, { fence: lease.fence, applied: id })];
  const applied = await decideImport(table, applying, change, { history, others });
  if (!applied) throw new ImportRefused({ code: "list-lost" });
  pipeline.log("list-imported", {
    list,
    import: id,
    new: people.new,
    changed: people.changed,
    leaving,
    by: byline(by),
  });
  return applied;
}
