import type { Actor } from "../../../core/access/actor.ts";
import {
  type ImportMode,
  noPeople,
  type TableSummary,
} from "../../../core/people/imports/import.ts";
import type { ImportReason } from "../../../core/people/imports/import-reason.ts";
import {
  type BadRow,
  getImport,
  insertImport,
  type StoredImport,
  storeBadRows,
} from "../../../store/people/imports.ts";
import { getList } from "../../../store/people/lists.ts";
import type { Pipeline } from "../../pipeline.ts";

export type ImportRequest = {
  readonly list: string;
  readonly mode: ImportMode;
  /** The name of the file. */
  readonly file: string;
  /** Undefined: a new one. */
  readonly id?: string;
  /** The key of the file in the bucket. */
  readonly key?: string;
  /** Undefined: nobody has read the file yet. */
  readonly table?: TableSummary | undefined;
  /** Rows that cannot be imported. */
  readonly bad?: readonly BadRow[];
  readonly by: Actor;
};

/** Begins an import. Nothing changes on the list before `applyImport`. */
export async function beginImport(
  pipeline: Pick<Pipeline, "table" | "now" | "newId">,
  { list, mode, file, table, bad = [], by, id = pipeline.newId(), key }: ImportRequest,
): Promise<
  | { readonly kind: "begun"; readonly import: StoredImport }
  | { readonly kind: "refused"; readonly reason: ImportReason }
> {
  const reason = await whyClosed(pipeline, list);
  if (reason) return { kind: "refused", reason };
  const begun: StoredImport = {
    id,
    list,
    key,
    mode,
    status: "checking",
    file: file.slice(0, 300),
    at: new Date(pipeline.now()).toISOString(),
    version: 1,
    table,
    done: 0,
    people: noPeople,
    leaving: 0,
    by,
  };
  if (bad.length > 0)
    await storeBadRows(pipeline.table, id, { from: 0, rows: bad, now: pipeline.now() });
  const isNew = await insertImport(pipeline.table, begun);
  const stored = isNew ? undefined : await getImport(pipeline.table, id);
  return { kind: "begun", import: stored ?? begun };
}

/** Why nobody can be put on a list, or undefined. */
export async function whyClosed(
  { table }: Pick<Pipeline, "table">,
  id: string,
): Promise<ImportReason | undefined> {
  const list = await getList(table, id);
  if (!list) return { code: "list-unknown" };
  return list.archivedAt === undefined ? undefined : { code: "list-archived" };
}
