import {
  countAt,
  emptyTally,
  type ListCount,
  type ListTally,
  tallyOf,
} from "../../../core/people/list-count.ts";
import { getListCounts } from "../../../store/people/list-counts.ts";
import { readRows } from "../../../store/people/subscriptions.ts";
import type { Pipeline } from "../../pipeline.ts";

/** The rows that a page may read to count. All lists of a page share them. */
export type RowBudget = { rows: number };

/** A page counts lists of up to 20,000 rows itself: five reads of 1 MB, half a second. */
export function pageBudget(): RowBudget {
  return { rows: 20_000 };
}

/**
 * Counts the people on a list: now, if its rows are within the budget; otherwise returns what the
 * clock counted last. Undefined if the list is long and the clock has not counted it yet.
 */
export async function countList(
  pipeline: Pick<Pipeline, "table" | "now">,
  list: string,
  budget: RowBudget = pageBudget(),
): Promise<ListCount | undefined> {
  const at = new Date(pipeline.now()).toISOString();
  const [{ count }, walked] = await Promise.all([
    getListCounts(pipeline.table, list),
    walkRows(pipeline, list, { begin: emptyTally, at, budget }),
  ]);
  return walked.next === undefined ? countAt(walked.tally, at, count) : count;
}

export type Walked = { readonly tally: ListTally; readonly next: string | undefined };

/** Counts rows until the budget is used up. `next`: the last person counted. */
export async function walkRows(
  { table }: Pick<Pipeline, "table">,
  list: string,
  {
    begin,
    after,
    at,
    budget,
  }: {
    readonly begin: ListTally;
    readonly after?: string | undefined;
    readonly at: string;
    readonly budget: RowBudget;
  },
): Promise<Walked> {
  const counting = tallyOf(begin, at);
  let last = after;
  for await (const row of readRows(table, list, { after })) {
    if (budget.rows <= 0) return { tally: counting.tally(), next: last ?? "" };
    budget.rows--;
    counting.add(row);
    last = row.id;
  }
  return { tally: counting.tally(), next: undefined };
}
