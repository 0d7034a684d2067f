import type { Actor } from "../../../core/access/actor.ts";
import {
  type ImportMode,
  isLargeLeaving,
  type TableChoice,
} from "../../../core/people/imports/import.ts";
import type { ImportReason } from "../../../core/people/imports/import-reason.ts";
import { changeImport, type StoredImport } from "../../../store/people/imports.ts";
import type { Pipeline } from "../../pipeline.ts";
import { whyNotUndone } from "./undo-import.ts";

/** What a person may decide about an import whose file is in the bucket. */
export type ImportDecision =
  | { readonly act: "read"; readonly choice: TableChoice }
  | {
      readonly act: "apply";
      readonly mode: ImportMode | undefined;
      readonly mayManyLeave: boolean;
    }
  | { readonly act: "undo" };

/**
 * Notes a person's decision about an import, and queues the work. Returns why not, or undefined. A
 * decision that comes late, because the work has begun, changes nothing.
 */
export async function decideAboutImport(
  pipeline: Pipeline,
  found: StoredImport,
  decision: ImportDecision,
  by: Actor,
): Promise<ImportReason | undefined> {
  const reason = await whyNot(pipeline, found, decision);
  if (reason) return reason;
  const change: Partial<StoredImport> =
    decision.act === "read"
      ? { choice: decision.choice }
      : decision.act === "apply"
        ? { mode: decision.mode ?? found.mode }
        : {};
  const wanted = { ...change, wanted: decision.act, by, reason: undefined };
  if (await changeImport(pipeline.table, found, wanted))
    await pipeline.enqueue.importList([{ import: found.id }]);
  return undefined;
}

async function whyNot(
  pipeline: Pipeline,
  found: StoredImport,
  decision: ImportDecision,
): Promise<ImportReason | undefined> {
  const { status, table, leaving, listed = 0 } = found;
  const wrong = { code: "wrong-status", status } as const;
  if (decision.act === "undo") return whyNotUndone(pipeline, found);
  if (decision.act === "read")
    return status === "checked" || (status === "failed" && !table) ? undefined : wrong;
  if (!table || (status !== "checked" && status !== "failed")) return wrong;
  const manyLeave = decision.mode === "replace" && status === "checked" && isLargeLeaving(found);
  return manyLeave && !decision.mayManyLeave ? { code: "many-leave", leaving, listed } : undefined;
}
