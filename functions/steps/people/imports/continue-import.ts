import { deleteFile, getImport } from "../../../store/people/imports.ts";
import type { Pipeline } from "../../pipeline.ts";
import { type ApplyOptions, applyImport } from "./apply-import.ts";
import { checkImport } from "./check-import.ts";
import { failImport } from "./fail-import.ts";
import { ImportRefused } from "./import-lease.ts";
import { type ImportOutcome, refused } from "./import-run.ts";
import { receivedPeople } from "./receive-file.ts";
import { undoImport } from "./undo-import.ts";

export type ContinueOptions = Omit<ApplyOptions, "people"> & {
  /** What a person has decided. Undefined: what has begun goes on. */
  readonly decided?: "apply" | "undo";
};

/**
 * Goes on with an import whose file was received: checks it, or applies it, or undoes it. Returns
 * "paused" if the time is over first.
 */
export async function continueImport(
  pipeline: Pipeline,
  id: string,
  { decided, ...options }: ContinueOptions,
): Promise<ImportOutcome> {
  const found = await getImport(pipeline.table, id);
  if (!found) return refused({ code: "wrong-status", status: "unknown" });
  if (decided === "undo" || found.status === "undoing")
    return undoImport(pipeline, id, { by: options.by, mayGoOn: options.mayGoOn ?? (() => true) });
  const run = { ...options, people: () => receivedPeople(pipeline, found) };
  if (found.status === "checking") return checkImport(pipeline, id, run);
  if (decided !== "apply" && found.status !== "applying") return { kind: "done", import: found };
  try {
    const outcome = await applyImport(pipeline, id, run);
    // The file is needed no more: undo works with the former values.
    if (outcome.kind === "done") await deleteFile(pipeline.table, id);
    return outcome;
  } catch (error) {
    await failImport(pipeline, id, error);
    if (error instanceof ImportRefused) return refused(error.reason);
    throw error;
  }
}
