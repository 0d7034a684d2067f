import { refusedBySes } from "../../core/people/mailbox.ts";
import { listStandings } from "../../store/people/subscriptions.ts";
import type { Pipeline } from "../pipeline.ts";
import { groupSorted } from "./sorted.ts";

/** People on some lists, each counted once. */
export type Audience = {
  /** An edition that is sent now goes to so many. */
  readonly writtenTo: number;
  /** They are on the lists as suppressed, or have an address that SES does not take. */
  readonly notWrittenTo: number;
};

/** Counts the people on the lists, by the rule that an edition is sent by. Walks the lists a page at a time, reading only what the rule asks for. */
export async function countAudience(pipeline: Pick<Pipeline, "table">, lists: readonly string[]): Promise<Audience> {
  let people = 0;
  let writtenTo = 0;
  const sequences = lists.map(list => listStandings(pipeline.table, list));
  for await (const standings of groupSorted(sequences, ({ id }) => id)) {
    people++;
    // A person on several lists is written to as long as one of them has them in good standing.
    const good = standings.find(({ suppressed }) => !suppressed);
    if (good && !refusedBySes(good.email)) writtenTo++;
  }
  return { writtenTo, notWrittenTo: people - writtenTo };
}
