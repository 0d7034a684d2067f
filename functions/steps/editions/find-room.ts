import type { Edition } from "../../core/bulletins/edition.ts";
import type { HeldReason } from "../../core/bulletins/reason.ts";
import { isAddressingNow, isSending } from "../../core/bulletins/status.ts";
import { planDays } from "../../core/sending/quota-plan.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { listUnfinishedEditions } from "../../store/bulletins/due-editions.ts";
import { readAccount, readAudience } from "../ledger/read-account.ts";
import type { Pipeline } from "../pipeline.ts";

export type Room =
  | { readonly kind: "fits" }
  /**
   * Spread over several days, as the bulletin allows. `days` holds the number of letters on each.
   */
  | { readonly kind: "spread"; readonly days: readonly number[] }
  | { readonly kind: "refused"; readonly reason: HeldReason };

/**
 * Returns whether SES's 24-hour quota has room for an edition of `audience` people, besides other
 * editions. Call this before the first letter.
 */
export async function findRoom(
  pipeline: Pipeline,
  edition: Edition,
  audience: number,
): Promise<Room> {
  if (audience === 0) return { kind: "refused", reason: { code: "nobody-listed" } };
  const quota = await pipeline.quota();
  const added = audience - edition.audience;
  // The account has no limit. Other editions need not be counted.
  if (quota.remaining === Number.POSITIVE_INFINITY) return { kind: "fits" };
  const others = await pendingElsewhere(pipeline, edition.id);
  const left = {
    max24HourSend: quota.max24HourSend,
    remaining: Math.max(0, quota.remaining - others),
  };
  if (added <= left.remaining) return { kind: "fits" };
  const days = planDays(added, left);
  const bulletin = await getBulletin(pipeline.table, edition.bulletin);
  if (days && bulletin?.overQuota === "spread") return { kind: "spread", days };
  const reserved = Math.min(others, quota.remaining);
  return {
    kind: "refused",
    reason: {
      code: "over-quota",
      people: added,
      max24HourSend: left.max24HourSend,
      left: left.remaining + reserved,
      reserved,
      days: days?.length,
    },
  };
}

/** Counts the people of other editions in progress who are still to be sent to. */
async function pendingElsewhere(pipeline: Pipeline, id: string): Promise<number> {
  let pending = 0;
  for (const other of await listUnfinishedEditions(pipeline.table)) {
    if (isSending(other) && other.id !== id)
      pending += (await readAccount(pipeline, other.id)).pending;
    // Of two editions that are addressed at the same time, only one must yield to the other.
    else if (isAddressingNow(other) && other.id < id)
      pending += await readAudience(pipeline, other.id);
  }
  return pending;
}
