import type { ImportReason } from "../../core/people/import-reason.ts";
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
    const reason = reasonOf(error);
    const { code, ...values } = reason;
    pipeline.measure("import-failed", 1);
    pipeline.log("import-failed", { list, reason: code, ...values });
    await giveNotice(pipeline, `import-failed#${list}#${pipeline.newId()}`, async () => ({
      kind: "import-failed",
      list,
      reason,
    }));
    throw error;
  }
}
