import type { HistoryItem } from "../../core/access/history-item.ts";
import type { Subscriber } from "../../core/people/subscriber.ts";
import { listHistory } from "../../store/history/histories.ts";
import { getSubscriber } from "../../store/people/subscribers.ts";
import type { Pipeline } from "../pipeline.ts";

/** Everything that is stored about a person, apart from the ledgers of past editions. */
export type SubscriberExport = Subscriber & {
  readonly decisions: readonly Pick<HistoryItem, "at" | "what" | "changes" | "personal">[];
};

const mostDecisions = 1_000;

/** Returns a person's data for themself. Undefined after they were erased. */
export async function exportSubscriber(
  { table }: Pick<Pipeline, "table">,
  subscriber: string,
): Promise<SubscriberExport | undefined> {
  const [person, history] = await Promise.all([
    getSubscriber(table, subscriber),
    listHistory(table, { kind: "subscriber", id: subscriber }, mostDecisions),
  ]);
  if (!person) return undefined;
  const decisions = history.map(({ at, what, changes, personal }) => ({
    at,
    what,
    changes,
    personal,
  }));
  return { ...person, decisions };
}
