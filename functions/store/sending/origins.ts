import * as z from "zod";
import type { HistoryItem } from "../../core/access/history-item.ts";
import { historyWrite } from "../history/histories.ts";
import { getItem, type Key, putIfAbsent, type Table, updateItem } from "../table.ts";
import { transact } from "../transact.ts";

const originKey: Key = { PK: "CLOCK", SK: "ORIGIN" };

const restoredSchema = z.object({
  /** The table that holds the restored items. */
  tableId: z.string(),
  /** When the clock found it (ISO 8601). */
  at: z.iso.datetime(),
  /** The last tick before the backup (epoch milliseconds). */
  lastTick: z.number().optional(),
});
/** A restore from a backup that no person has confirmed yet. */
export type RestoredTable = z.infer<typeof restoredSchema>;

const stored = z.object({ tableId: z.string(), restored: restoredSchema.optional() });

/** The table in which the items were written, by its own id. */
export type Origin = z.infer<typeof stored>;

export async function getOrigin(table: Table): Promise<Origin | undefined> {
  const item = await getItem(table, originKey, { consistent: true });
  return item && stored.parse(item);
}

/** Stores the origin of a new table; does nothing if there is one. */
export async function putOrigin(table: Table, tableId: string): Promise<void> {
  await putIfAbsent(table, { ...originKey, tableId });
}

/** Stores that the items come from a backup of another table, unless that is stored already. */
export async function noteRestored(
  table: Table,
  seen: Origin,
  restored: RestoredTable,
): Promise<RestoredTable> {
  await updateItem(table, originKey, {
    UpdateExpression: "SET restored = :restored",
    ConditionExpression:
      "tableId = :seen AND (attribute_not_exists(restored) OR restored.tableId <> :now)",
    values: { ":restored": restored, ":seen": seen.tableId, ":now": restored.tableId },
  });
  return (await getOrigin(table))?.restored ?? restored;
}

/** Stores a person's decision to go on in the restored table. */
export async function confirmOrigin(
  table: Table,
  { tableId }: RestoredTable,
  history: HistoryItem,
): Promise<boolean> {
  const update = {
    UpdateExpression: "SET tableId = :now REMOVE restored",
    ConditionExpression: "restored.tableId = :now",
    values: { ":now": tableId },
  };
  const change = { kind: "update", key: originKey, update } as const;
  return (await transact(table, [change, historyWrite(history)], history.id)).kind === "written";
}
