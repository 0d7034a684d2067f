import {
  type Audience,
  type CountedAudience,
  emptyAudience,
} from "../../core/people/list-count.ts";
import { refusedBySes } from "../../core/people/mailbox.ts";
import { newestRow, whyKeptOut } from "../../core/people/subscription.ts";
import { getAudience, listDueAudiences } from "../../store/bulletins/audiences.ts";
import { listDueLists } from "../../store/people/lists.ts";
import { listStandings } from "../../store/people/subscriptions.ts";
import type { Pipeline } from "../pipeline.ts";
import { pageBudget, type RowBudget } from "./lists/count-list.ts";
import { groupSorted } from "./sorted.ts";

type Counted = { readonly id: string; readonly lists: readonly string[] };

/** Counts the people on a bulletin's lists by the same rule as sending. Reads all lists. */
export async function countAudience(
  pipeline: Pick<Pipeline, "table" | "now">,
  bulletin: Counted,
): Promise<Audience> {
  const budget = { rows: Number.POSITIVE_INFINITY };
  return (await walkAudience(pipeline, bulletin, { begin: emptyAudience, budget })).audience;
}

/**
 * Returns a bulletin's audience for a page: counted now if its lists have at most 20,000 rows;
 * otherwise what the clock counted last. Undefined if the clock has not counted these lists yet.
 */
export async function findAudience(
  pipeline: Pick<Pipeline, "table" | "now">,
  bulletin: Counted,
  budget: RowBudget = pageBudget(),
): Promise<CountedAudience | undefined> {
  const at = new Date(pipeline.now()).toISOString();
  const { lists } = bulletin;
  const walked = await walkAudience(pipeline, bulletin, { begin: emptyAudience, budget });
  if (walked.next === undefined) return { ...walked.audience, at, lists };
  const { audience } = await getAudience(pipeline.table, bulletin.id);
  return audience && isOf(audience, lists) ? audience : undefined;
}

/**
 * Counts a bulletin's people. Reads long lists only if the clock's last count of them is out of date,
 * as after an import.
 */
export async function countUnlessKnown(
  pipeline: Pick<Pipeline, "table" | "now">,
  bulletin: Counted,
  budget: RowBudget = pageBudget(),
): Promise<Audience> {
  const { table, now } = pipeline;
  const walked = await walkAudience(pipeline, bulletin, { begin: emptyAudience, budget });
  if (walked.next === undefined) return walked.audience;
  const [{ audience }, lists, audiences] = await Promise.all([
    getAudience(table, bulletin.id),
    listDueLists(table, new Date(now())),
    listDueAudiences(table),
  ]);
  const isDue =
    audiences.includes(bulletin.id) || lists.some(({ list }) => bulletin.lists.includes(list.id));
  if (audience && isOf(audience, bulletin.lists) && !isDue) return audience;
  return countAudience(pipeline, bulletin);
}

/** Whether a count is of these lists. */
export function isOf(
  { lists }: { readonly lists: readonly string[] },
  others: readonly string[],
): boolean {
  return lists.join(" ") === others.join(" ");
}

/** Counts people until the budget is used up. `next`: the last person counted. */
export async function walkAudience(
  pipeline: Pick<Pipeline, "table" | "now">,
  { id: bulletin, lists }: Counted,
  {
    begin,
    after,
    budget,
  }: {
    readonly begin: Audience;
    readonly after?: string | undefined;
    readonly budget: RowBudget;
  },
): Promise<{ readonly audience: Audience; readonly next: string | undefined }> {
  let { writtenTo, notWrittenTo } = begin;
  let last = after;
  const sequences = lists.map(list => listStandings(pipeline.table, list, after));
  for await (const standings of groupSorted(sequences, ({ id }) => id)) {
    if (budget.rows <= 0) return { audience: { writtenTo, notWrittenTo }, next: last ?? "" };
    budget.rows -= standings.length;
    const standing = newestRow(standings);
    if (!standing) continue;
    last = standing.id;
    const isKeptOut = whyKeptOut(standing, bulletin, pipeline.now()) !== undefined;
    if (isKeptOut || refusedBySes(standing.email)) notWrittenTo++;
    else writtenTo++;
  }
  return { audience: { writtenTo, notWrittenTo }, next: undefined };
}
