import type { HistoryItem } from "../../core/access/history-item.ts";
import type { Correction } from "../../core/bulletins/correction/correction.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { historyWrite } from "../history/histories.ts";
import type { Table } from "../table.ts";
import { isNew, transact } from "../transact.ts";
import { editionItems, editionKey } from "./editions.ts";

/**
 * Opens a correction, and marks the edition that it corrects: one correction for each edition, unless
 * an earlier one reached nobody. Returns false, with nothing written, if that edition is sent again
 * by now, or is corrected by another edition. `histories`: of the correction and of the wrong edition.
 */
export async function openCorrection(
  table: Table,
  edition: Edition & { readonly corrects: Correction; readonly status: "waiting" },
  wrong: Pick<Edition, "id" | "status">,
  histories: readonly [HistoryItem, HistoryItem],
): Promise<boolean> {
  const { replaces } = edition.corrects;
  const mark = {
    UpdateExpression: "SET correctedBy = :id",
    ConditionExpression: `#status = :seen AND ${
      replaces === undefined ? "attribute_not_exists(correctedBy)" : "correctedBy = :replaces"
    }`,
    ExpressionAttributeNames: { "#status": "status" },
    values: { ":id": edition.id, ":seen": wrong.status, ":replaces": replaces },
  };
  const { pointer, item } = editionItems(edition);
  const { kind } = await transact(
    table,
    [
      { kind: "put", item: pointer, condition: isNew },
      { kind: "put", item, condition: isNew },
      { kind: "update", key: editionKey(wrong.id), update: mark },
      ...histories.map(historyWrite),
    ],
    histories[0].id,
  );
  return kind === "written";
}
