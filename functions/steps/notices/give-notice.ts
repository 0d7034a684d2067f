import { type Notice, writeNotice } from "../../core/bulletins/notice.ts";
import { claimNotice, endClaim, wasTold } from "../../store/bulletins/notices.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Gives a notice to the operators, once per id, even if several clocks run. Logs a failed notice;
 * the next tick gives it again. A failed notice never fails the work that it is about. If the
 * process dies right after giving a notice, the notice is given again.
 */
export async function giveNotice(
  pipeline: Pipeline,
  id: string,
  notice: () => Promise<Notice | undefined>,
): Promise<void> {
  const { table, now } = pipeline;
  try {
    if ((await wasTold(table, id)) || !(await claimNotice(table, id, now()))) return;
    await sendNotice(pipeline, id, await notice());
  } catch (error) {
    pipeline.log("notice-failed", { notice: id, error: String(error) });
  }
}

async function sendNotice(
  pipeline: Pipeline,
  id: string,
  notice: Notice | undefined,
): Promise<void> {
  let givenAt: number | undefined;
  try {
    if (!notice) return;
    const text = writeNotice(notice, pipeline.editorsUrl);
    await pipeline.tell?.(text);
    givenAt = pipeline.now();
    pipeline.log("notice", { notice: id, subject: text.subject, text: text.text });
  } finally {
    await endClaim(pipeline.table, id, givenAt);
  }
}
