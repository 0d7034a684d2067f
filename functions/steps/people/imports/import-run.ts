import type { Actor } from "../../../core/access/actor.ts";
import type { BeforeImage } from "../../../core/people/imports/before-image.ts";
import type { ImportReason } from "../../../core/people/imports/import-reason.ts";
import type { Profile } from "../../../core/people/subscriber.ts";
import { beginRunning, getListImports } from "../../../store/people/import-leases.ts";
import {
  changeImport,
  readBefore,
  type StoredImport,
  storeBefore,
} from "../../../store/people/imports.ts";
import type { Pipeline } from "../../pipeline.ts";
import { type LeaseOptions, type ListLease, leaseList } from "./import-lease.ts";

/** The people of an import's file, in order, each once. Each call reads them from the start. */
export type PeopleOf = () => AsyncIterable<Profile>;

export type RunOptions = LeaseOptions & {
  readonly by: Actor;
  readonly people: PeopleOf;
  /** Whether there is time for more. Undefined: always. */
  readonly mayGoOn?: () => boolean;
  /** `done` of the file's people. */
  readonly onProgress?: (done: number) => void;
};

/** "paused": the time is over. Call the step again to go on. */
export type ImportOutcome =
  | { readonly kind: "done" | "paused"; readonly import: StoredImport }
  | { readonly kind: "refused"; readonly reason: ImportReason };

export const refused = (reason: ImportReason) => ({ kind: "refused", reason }) as const;

/** Another process has changed an import since it was read. */
export class ImportTaken extends Error {
  override readonly name = "ImportTaken";
}

/** An import while a process works on it. */
export type ImportRun = {
  readonly current: () => StoredImport;
  /** Stores progress. Throws if another process has changed the import. */
  readonly save: (change: Partial<StoredImport>) => Promise<void>;
};

export function runOf({ table }: Pick<Pipeline, "table">, begun: StoredImport): ImportRun {
  let current = begun;
  return {
    current: () => current,
    save: async change => {
      const next = await changeImport(table, current, change);
      if (!next) throw new ImportTaken(`another process has changed the import ${current.id}`);
      current = next;
    },
  };
}

/**
 * Takes an import's list and works on the import. `work` returns the import once it has ended and
 * released the list; undefined if the time is over.
 */
export async function runOnList(
  pipeline: Pipeline,
  found: StoredImport,
  options: LeaseOptions,
  work: (run: ImportRun, lease: ListLease) => Promise<StoredImport | undefined>,
): Promise<ImportOutcome> {
  const { table } = pipeline;
  const { id, list } = found;
  const lease = await leaseList(pipeline, list, options);
  let ended: StoredImport | undefined;
  try {
    if (!(await beginRunning(table, list, { fence: lease.fence, id })))
      return refused({
        code: "import-unfinished",
        import: (await getListImports(table, list)).running ?? "",
      });
    const run = runOf(pipeline, found);
    ended = await work(run, lease);
    return ended ? { kind: "done", import: ended } : { kind: "paused", import: run.current() };
  } finally {
    // Releases the lease after errors too, so that the next run need not wait. A failed release must
    // not hide the first error.
    if (!ended) await lease.abandon().catch(() => {});
  }
}

/**
 * Stores the former values of a page of people, without those that earlier attempts have stored.
 * Returns what earlier attempts have stored, by id.
 */
export async function keepBefore(
  { table, now }: Pick<Pipeline, "table" | "now">,
  id: string,
  page: string,
  images: readonly BeforeImage[],
): Promise<ReadonlyMap<string, BeforeImage>> {
  const earlier = await readBefore(table, id, page);
  const known = new Map(earlier.flat().map(image => [image.id, image]));
  const before = images.filter(image => !known.has(image.id));
  if (before.length > 0)
    await storeBefore(table, id, { page, attempt: earlier.length }, { before, now: now() });
  return known;
}
