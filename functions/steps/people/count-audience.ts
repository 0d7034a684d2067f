import { refusedBySes } from "../../core/people/mailbox.ts";
import { newestRow, whyKeptOut } from "../../core/people/subscription.ts";
import { listStandings } from "../../store/people/subscriptions.ts";
import type { Pipeline } from "../pipeline.ts";
import { groupSorted } from "./sorted.ts";

/** The number of people on a bulletin's lists. Each person counts once. */
export type Audience = {
  /** The people who would get an edition now. */
  readonly writtenTo: number;
  /** People who are suppressed or paused, or have an address that SES does not accept. */
  readonly notWrittenTo: number;
};

/**
 * Counts the people on a bulletin's lists by the same rule as sending. Reads the lists in pages, and only
 * the attributes that the rule needs.
 */
export async function countAudience(
  pipeline: Pick<Pipeline, "table" | "now">,
  { id: bulletin, lists }: { readonly id: string; readonly lists: readonly string[] },
): Promise<Audience> {
  let people = 0;
  let writtenTo = 0;
  const sequences = lists.map(list => listStandings(pipeline.table, list));
  for await (const standings of groupSorted(sequences, ({ id }) => id)) {
    people++;
    const standing = newestRow(standings);
    const isKeptOut = !standing || whyKeptOut(standing, bulletin, pipeline.now()) !== undefined;
    if (!isKeptOut && !refusedBySes(standing.email)) writtenTo++;
  }
  return { writtenTo, notWrittenTo: people - writtenTo };
}
