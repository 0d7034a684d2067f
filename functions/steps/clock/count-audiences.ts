import { emptyAudience } from "../../core/people/list-count.ts";
import {
  forgetAudience,
  getAudience,
  listDueAudiences,
  putAudience,
  putPartialAudience,
} from "../../store/bulletins/audiences.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import type { OnUnreadable } from "../../store/table.ts";
import { isOf, walkAudience } from "../people/count-audience.ts";
import type { RowBudget } from "../people/lists/count-list.ts";
import type { Pipeline } from "../pipeline.ts";

/** Counts the audiences of bulletins with long lists, which pages do not count themselves. */
export async function countAudiences(
  pipeline: Pick<Pipeline, "table" | "now">,
  onUnreadable: OnUnreadable,
  budget: RowBudget,
): Promise<void> {
  const { table } = pipeline;
  for (const id of await listDueAudiences(table, onUnreadable)) {
    if (budget.rows <= 0) return;
    const bulletin = await getBulletin(table, id);
    if (!bulletin) {
      await forgetAudience(table, id);
      continue;
    }
    const { lists } = bulletin;
    const stored = (await getAudience(table, id)).partial;
    // The bulletin may have other lists since the count began.
    const partial = stored && isOf(stored, lists) ? stored : undefined;
    const at = new Date(pipeline.now()).toISOString();
    const { audience, next } = await walkAudience(pipeline, bulletin, {
      begin: partial ?? emptyAudience,
      after: partial?.after,
      budget,
    });
    if (next === undefined) await putAudience(table, id, { ...audience, at, lists });
    else await putPartialAudience(table, id, { ...audience, after: next, lists });
  }
}
