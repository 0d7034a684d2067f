import type { Breaker } from "../bulletins/bulletin.ts";
import type { HeldReason } from "../bulletins/reason.ts";
import type { Account } from "./account.ts";

/** Returns why the edition must be held for bounces or complaints; undefined if it may continue. */
export function whyBroken(
  breaker: Breaker | undefined,
  { accepted, bounced, complained }: Pick<Account, "accepted" | "bounced" | "complained">,
): HeldReason | undefined {
  if (!breaker || accepted < Math.max(1, breaker.after)) return undefined;
  const over = (people: number, percent: number) =>
    people > 0 && (100 * people) / accepted >= percent;
  const reason = (figure: "bounced" | "complained", people: number, allowedPercent: number) =>
    ({ code: "too-many-returns", figure, people, accepted, allowedPercent }) as const;
  if (over(bounced, breaker.bouncePercent))
    return reason("bounced", bounced, breaker.bouncePercent);
  if (over(complained, breaker.complaintPercent))
    return reason("complained", complained, breaker.complaintPercent);
  return undefined;
}
