import * as z from "zod";
import type { HistoryItem } from "../../core/access/history-item.ts";
import type { Entry } from "../../core/bulletins/entry.ts";
import { historyWrite } from "../history/histories.ts";
import { getItem, type Key, type Table } from "../table.ts";
import { isNew, transact } from "../transact.ts";
import { newEntryWrites } from "./entries.ts";

/** Stays when its entry is sent or deleted: a source may offer an entry for years. */
const takenKey = (bulletin: string, name: string): Key => ({
  PK: `BULLETIN#${bulletin}`,
  SK: `TAKEN#${name}`,
});

const takenSchema = z.object({ entry: z.string(), hash: z.string() });
/** What was taken under a key: the entry's id, and the hash of what was given. */
export type Taken = z.infer<typeof takenSchema>;

export async function getTaken(
  table: Table,
  bulletin: string,
  name: string,
): Promise<Taken | undefined> {
  const item = await getItem(table, takenKey(bulletin, name), { consistent: true });
  return item && takenSchema.parse(item);
}

/** Stores an entry and that its key is taken; returns false if it is taken already. */
export async function takeEntry(
  table: Table,
  entry: Entry,
  { name, hash }: { readonly name: string; readonly hash: string },
  history: HistoryItem,
): Promise<boolean> {
  const item = { ...takenKey(entry.bulletin, name), entry: entry.id, hash };
  const mark = { kind: "put", item, condition: isNew } as const;
  const writes = [mark, ...newEntryWrites(entry), historyWrite(history)];
  return (await transact(table, writes, history.id)).kind === "written";
}
