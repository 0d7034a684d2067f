import { type Notice, writeNotice } from "../../core/bulletins/notice.ts";
import { claimNotice, endClaim, wasTold } from "../../store/bulletins/notices.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Gives a notice to the people who operate the pipeline, once for its id, however many clocks come to give it. One that could not be
 * given is logged, and given by the next tick: it never fails the work that it is about. (If the process dies right after giving it, it is given again.)
 */
export async function giveNotice(pipeline: Pipeline, id: string, notice: () => Promise<Notice | undefined>): Promise<void> {
  const { table, now } = pipeline;
  try {
    if ((await wasTold(table, id)) || !(await claimNotice(table, id, now()))) return;
    await tell(pipeline, id, await notice());
  } catch (error) {
    pipeline.log("notice-failed", { notice: id, error: String(error) });
  }
}

async function tell(pipeline: Pipeline, id: string, notice: Notice | undefined): Promise<void> {
  let toldAt: number | undefined;
  try {
    if (!notice) return;
    const text = writeNotice(notice, pipeline.editorsUrl);
    await pipeline.tell?.(text);
    toldAt = pipeline.now();
    pipeline.log("notice", { notice: id, subject: text.subject, text: text.text });
  } finally {
    await endClaim(pipeline.table, id, toldAt);
  }
}
