import * as z from "zod";
import { getItem, type Key, type Table, updateItem } from "../table.ts";

/** The time that a process has to send a notice after claiming it. */
const claimMs = 120_000;
/** The time after which a notice expires. */
const keptMs = 90 * 86_400_000;

const noticeKey = (id: string): Key => ({ PK: `NOTICE#${id}`, SK: "NOTICE" });
const stored = z.object({ toldAt: z.number().optional() });

/** Whether a notice was sent. */
export async function wasTold(table: Table, id: string): Promise<boolean> {
  const item = await getItem(table, noticeKey(id), { consistent: true });
  return item !== undefined && stored.parse(item).toldAt !== undefined;
}

/**
 * Claims a notice, so that only one process sends it.
 * Returns false if it was sent, or another process has the claim.
 */
export async function claimNotice(table: Table, id: string, now: number): Promise<boolean> {
  const claimed = await updateItem(table, noticeKey(id), {
    UpdateExpression: "SET claimedUntil = :until, expires = :expires",
    ConditionExpression:
      "attribute_not_exists(toldAt) AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now)",
    values: { ":until": now + claimMs, ":now": now, ":expires": Math.ceil((now + keptMs) / 1000) },
  });
  return claimed !== undefined;
}

/** Stores that a claimed notice was sent. Without `toldAt`, releases the claim. */
export async function endClaim(
  table: Table,
  id: string,
  toldAt: number | undefined,
): Promise<void> {
  await updateItem(table, noticeKey(id), {
    UpdateExpression: toldAt === undefined ? "SET claimedUntil = :none" : "SET toldAt = :at",
    values: toldAt === undefined ? { ":none": 0 } : { ":at": toldAt },
  });
}
