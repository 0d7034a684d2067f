import { getListImports } from "../../../store/people/import-leases.ts";
import { getImport, type StoredImport } from "../../../store/people/imports.ts";
import type { Pipeline } from "../../pipeline.ts";
import { type ApplyOptions, applyImport } from "./apply-import.ts";
import { beginImport, type ImportRequest } from "./begin-import.ts";
import { checkImport } from "./check-import.ts";
import { failImport } from "./fail-import.ts";
import { type ImportOutcome, refused } from "./import-run.ts";

export type ImportPeople = ImportRequest & ApplyOptions;

/**
 * Imports people in one go: begins, checks what would leave, and applies. An import of the same
 * people that was killed goes on instead.
 */
export async function importPeople(
  pipeline: Pipeline,
  request: ImportPeople,
): Promise<ImportOutcome> {
  const begun = (await findKilled(pipeline, request)) ?? (await begin(pipeline, request));
  if (begun.kind === "refused") return begun;
  const { id, mode, status } = begun.import;
  // Only the mode "replace" needs to know in advance how many leave.
  if (mode === "replace" && status === "checking") {
    const checked = await checkImport(pipeline, id, request);
    if (checked.kind !== "done") return checked;
  }
  try {
    return await applyImport(pipeline, id, request);
  } catch (error) {
    await failImport(pipeline, id, error);
    throw error;
  }
}

/** Says what an import would do, and changes nothing on the list. */
export async function planImport(
  pipeline: Pipeline,
  request: ImportPeople,
): Promise<ImportOutcome> {
  const begun = await begin(pipeline, request);
  return begun.kind === "refused" ? begun : checkImport(pipeline, begun.import.id, request);
}

type Begun = { readonly kind: "begun"; readonly import: StoredImport };

async function begin(
  pipeline: Pipeline,
  request: ImportRequest,
): Promise<Begun | ReturnType<typeof refused>> {
  const begun = await beginImport(pipeline, request);
  return begun.kind === "refused" ? refused(begun.reason) : begun;
}

/** Returns the import of the list that has not ended, if it is of the same people. */
async function findKilled({ table }: Pipeline, request: ImportRequest): Promise<Begun | undefined> {
  const { running } = await getListImports(table, request.list);
  const killed = running === undefined ? undefined : await getImport(table, running);
  // It may have died right after it took the list, before it was marked as applying.
  const mayGoOn = ["checking", "checked", "applying", "failed"];
  if (!killed || !request.table || !mayGoOn.includes(killed.status)) return undefined;
  const isSame = killed.table?.hash === request.table.hash && killed.mode === request.mode;
  return isSame ? { kind: "begun", import: killed } : undefined;
}
