import { withoutAddresses } from "../../core/text/without-addresses.ts";
import type { Pipeline } from "../pipeline.ts";
import { giveNotice } from "./give-notice.ts";

/**
 * Runs an import of a list. If it fails: counts and logs the failure, gives notice, and throws the
 * same error.
 */
export async function noticeOnFailure<Result>(
  pipeline: Pipeline,
  list: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const problem = withoutAddresses(String(error));
    pipeline.measure("import-failed", 1);
    pipeline.log("import-failed", { list, error: problem });
    await giveNotice(pipeline, `import-failed#${list}#${pipeline.newId()}`, async () => ({
      kind: "import-failed",
      list,
      problem,
    }));
    throw error;
  }
}
