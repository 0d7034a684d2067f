import type { Breaker } from "../bulletins/bulletin.ts";
import type { Account } from "./account.ts";

/**
 * Returns a sentence why the edition must be held for bounces or complaints;
 * undefined if it may continue.
 */
export function whyBroken(
  breaker: Breaker | undefined,
  { accepted, bounced, complained }: Pick<Account, "accepted" | "bounced" | "complained">,
): string | undefined {
  if (!breaker || accepted < Math.max(1, breaker.after)) return undefined;
  const over = (people: number, percent: number) =>
    people > 0 && (100 * people) / accepted >= percent;
  if (over(bounced, breaker.bouncePercent))
    return sentence(bounced, accepted, "bounced", breaker.bouncePercent);
  if (over(complained, breaker.complaintPercent))
    return sentence(complained, accepted, "were reported as spam", breaker.complaintPercent);
  return undefined;
}

function sentence(people: number, accepted: number, what: string, percent: number): string {
  const share = Math.round((10_000 * people) / accepted) / 100;
  return `${people.toLocaleString("en-GB")} of ${accepted.toLocaleString("en-GB")} letters ${what} (${share} %): the bulletin allows less than ${percent} %. Check these people before you resume the edition.`;
}
