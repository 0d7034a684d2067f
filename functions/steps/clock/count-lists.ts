import { countAt, emptyTally } from "../../core/people/list-count.ts";
import { askForAudience } from "../../store/bulletins/audiences.ts";
import { listBulletins } from "../../store/bulletins/bulletins.ts";
import { getListCounts, putListCount, putPartialCount } from "../../store/people/list-counts.ts";
import { type DueList, listDueLists, moveCountOn } from "../../store/people/lists.ts";
import type { OnUnreadable } from "../../store/table.ts";
import { pageBudget, walkRows } from "../people/lists/count-list.ts";
import type { Pipeline } from "../pipeline.ts";
import { countAudiences } from "./count-audiences.ts";

/** The rows that one tick reads: about two seconds. The next tick goes on. */
const rowsPerTick = 100_000;

/**
 * Counts the lists whose count is due: once a day, after an import and after a change of their
 * settings. Then the audiences of the bulletins that use long lists. Pages show these counts if they
 * are too long to make while someone waits, and the days of every list.
 */
export async function countLists(
  pipeline: Pick<Pipeline, "table" | "now">,
  onUnreadable: OnUnreadable,
  maxRows = rowsPerTick,
): Promise<void> {
  const { table } = pipeline;
  const budget = { rows: maxRows };
  for (const due of await listDueLists(table, new Date(pipeline.now()), onUnreadable)) {
    if (budget.rows <= 0) return;
    await countDue(pipeline, due, budget);
  }
  await countAudiences(pipeline, onUnreadable, budget);
}

async function countDue(
  pipeline: Pick<Pipeline, "table" | "now">,
  due: DueList,
  budget: { rows: number },
): Promise<void> {
  const { table } = pipeline;
  const { id } = due.list;
  const at = new Date(pipeline.now()).toISOString();
  const { count, partial } = await getListCounts(table, id);
  const { tally, next } = await walkRows(pipeline, id, {
    begin: partial ?? emptyTally,
    after: partial?.after,
    at,
    budget,
  });
  if (next !== undefined) return putPartialCount(table, id, { ...tally, after: next });
  await putListCount(table, id, countAt(tally, at, count));
  await askForAudiences(pipeline, id);
  await moveCountOn(table, due, new Date(pipeline.now() + 24 * 3_600_000));
}

/** Asks for the audiences that a page does not count itself. */
async function askForAudiences(
  { table, now }: Pick<Pipeline, "table" | "now">,
  list: string,
): Promise<void> {
  const users = (await listBulletins(table)).filter(({ lists }) => lists.includes(list));
  for (const { id, lists } of users) {
    const counts = await Promise.all(lists.map(each => getListCounts(table, each)));
    const people = counts.reduce((sum, { count }) => sum + (count?.people ?? 0), 0);
    if (people > pageBudget().rows) await askForAudience(table, id, new Date(now()));
  }
}
