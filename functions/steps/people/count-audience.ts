import { refusedBySes } from "../../core/people/mailbox.ts";
import { listStandings } from "../../store/people/subscriptions.ts";
import type { Pipeline } from "../pipeline.ts";
import { groupSorted } from "./sorted.ts";

/** The number of people on some lists. Each person counts once. */
export type Audience = {
  /** The people who would get an edition now. */
  readonly writtenTo: number;
  /** People who are suppressed, or whose address SES does not accept. */
  readonly notWrittenTo: number;
};

/**
 * Counts the people on the lists by the same rule as sending. Reads the lists in pages, and only
 * the attributes that the rule needs.
 */
export async function countAudience(
  pipeline: Pick<Pipeline, "table">,
  lists: readonly string[],
): Promise<Audience> {
  let people = 0;
  let writtenTo = 0;
  const sequences = lists.map(list => listStandings(pipeline.table, list));
  for await (const standings of groupSorted(sequences, ({ id }) => id)) {
    people++;
    // A person on several lists gets the letter if they are not suppressed on at least one of them.
    const good = standings.find(({ suppressed }) => !suppressed);
    if (good && !refusedBySes(good.email)) writtenTo++;
  }
  return { writtenTo, notWrittenTo: people - writtenTo };
}
