import * as z from "zod";
import { getItem, type Key, type Table, updateItem } from "../table.ts";

/** Milliseconds that whoever has claimed a notice has to give it. */
const claimMs = 120_000;
/** Milliseconds after which a notice is forgotten. */
const keptMs = 90 * 86_400_000;

const noticeKey = (id: string): Key => ({ PK: `NOTICE#${id}`, SK: "NOTICE" });
const stored = z.object({ toldAt: z.number().optional() });

/** Whether a notice was given. */
export async function wasTold(table: Table, id: string): Promise<boolean> {
  const item = await getItem(table, noticeKey(id), { consistent: true });
  return item !== undefined && stored.parse(item).toldAt !== undefined;
}

/** Claims a notice, so that of two processes one gives it; false where it was given, or another process is about to. */
export async function claimNotice(table: Table, id: string, now: number): Promise<boolean> {
  const claimed = await updateItem(table, noticeKey(id), {
    UpdateExpression: "SET claimedUntil = :until, expires = :expires",
    ConditionExpression: "attribute_not_exists(toldAt) AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now)",
    values: { ":until": now + claimMs, ":now": now, ":expires": Math.ceil((now + keptMs) / 1000) },
  });
  return claimed !== undefined;
}

/** Notes that a claimed notice was given; or, without an instant, gives the claim back. */
export async function endClaim(table: Table, id: string, toldAt: number | undefined): Promise<void> {
  await updateItem(table, noticeKey(id), {
    UpdateExpression: toldAt === undefined ? "SET claimedUntil = :none" : "SET toldAt = :at",
    values: toldAt === undefined ? { ":none": 0 } : { ":at": toldAt },
  });
}
