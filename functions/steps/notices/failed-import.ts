import type { ImportReason } from "../../core/people/imports/import-reason.ts";
import type { Pipeline } from "../pipeline.ts";
import { giveNotice } from "./give-notice.ts";

/**
 * Runs an import of a list. If it fails: counts and logs the failure, gives notice, and throws the
 * same error.
 */
export async function noticeOnFailure<Result>(
  pipeline: Pipeline,
  list: string,
  reasonOf: (error: unknown) => ImportReason,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    await noticeFailedImport(pipeline, list, reasonOf(error));
    throw error;
  }
}

/** Counts and logs the failure of an import, and gives notice. */
export async function noticeFailedImport(
  pipeline: Pipeline,
  list: string,
  reason: ImportReason,
): Promise<void> {
  const { code, ...values } = reason;
  pipeline.measure("import-failed", 1);
  pipeline.log("import-failed", Object.assign({ list, reason: code }, values));
  await giveNotice(pipeline, `import-failed#${list}#${pipeline.newId()}`, async () => ({
    kind: "import-failed",
    list,
    reason,
  }));
}
