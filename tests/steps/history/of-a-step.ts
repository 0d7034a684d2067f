import type { HistoryItem, Subject } from "../../../functions/core/access/history-item.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { listHistory } from "../../../functions/store/history/histories.ts";

/** What a history says, without ids and instants, the oldest first. */
export async function historyOf(
  { table }: Pick<Pipeline, "table">,
  on: Subject,
): Promise<Omit<HistoryItem, "id" | "at" | "on">[]> {
  const items = await listHistory(table, on, 100);
  return items.toReversed().map(({ id: _, at: __, on: ___, ...rest }) => rest);
}

/** The same pipeline, but every transaction fails: as if it died before each, or the table refused it. */
export function withoutTransactions<Given extends Pick<Pipeline, "table">>(pipeline: Given): Given {
  const { table } = pipeline;
  const client = Object.create(table.client, {
    send: {
      value: (command: { readonly constructor: { readonly name: string } }) =>
        command.constructor.name === "TransactWriteItemsCommand"
          ? Promise.reject(new Error("no transactions"))
          : table.client.send(command as never),
    },
  });
  return { ...pipeline, table: { ...table, client } };
}
