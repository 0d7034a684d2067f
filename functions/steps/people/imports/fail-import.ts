import type { ImportReason } from "../../../core/people/imports/import-reason.ts";
import { withoutAddresses } from "../../../core/text/without-addresses.ts";
import { changeImport, getImport } from "../../../store/people/imports.ts";
import { noticeFailedImport } from "../../notices/failed-import.ts";
import type { Pipeline } from "../../pipeline.ts";
import { ImportRefused } from "./import-lease.ts";

/**
 * Notes that an import cannot go on, and tells the operators. What it has stored stays: it can be
 * tried again, or undone.
 */
export async function failImport(pipeline: Pipeline, id: string, error: unknown): Promise<void> {
  const reason = importReasonOf(error);
  const failed = await getImport(pipeline.table, id);
  if (!failed) return;
  const isUnderWay = failed.status === "applying" || failed.status === "checking";
  // If another process has changed it, it is not this one's any more.
  if (isUnderWay) await changeImport(pipeline.table, failed, { status: "failed", reason });
  await noticeFailedImport(pipeline, failed.list, reason);
}

export function importReasonOf(error: unknown): ImportReason {
  if (error instanceof ImportRefused) return error.reason;
  return { code: "import-broke", error: withoutAddresses(String(error)) };
}
