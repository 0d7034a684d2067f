import * as z from "zod";
import { feedReason } from "../../core/bulletins/incoming/feed-reason.ts";
import { count, instant } from "../../core/text/schema-parts.ts";
import { getItem, type Key, putItem, type Table } from "../table.ts";

const feedKey = (bulletin: string): Key => ({ PK: `BULLETIN#${bulletin}`, SK: "FEED" });

const feedStateSchema = z.object({
  /** The address that was read. */
  url: z.string(),
  at: instant,
  /** Readings that failed in a row. */
  failures: count,
  /** Why the latest reading failed. */
  reason: feedReason.optional(),
  /** When an item was last taken. */
  takenAt: instant.optional(),
  /** Of the items that were read last: equal ones are not offered again. */
  hash: z.string().optional(),
});
/** The latest reading of a bulletin's feed. */
export type FeedState = z.infer<typeof feedStateSchema>;

export async function getFeedState(table: Table, bulletin: string): Promise<FeedState | undefined> {
  const item = await getItem(table, feedKey(bulletin));
  return item && feedStateSchema.parse(item);
}

export async function putFeedState(
  table: Table,
  bulletin: string,
  state: FeedState,
): Promise<void> {
  await putItem(table, { ...feedKey(bulletin), ...state });
}
