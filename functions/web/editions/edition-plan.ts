import type { Edition } from "../../core/bulletins/edition.ts";
import { sayDate, sayList, sayUntil } from "../kit/say.ts";

const day = 86_400_000;

/**
 * While it goes on and its days are not over, how an edition is spread over days, as it was reckoned when it was addressed: "49,000 today, 50,000 tomorrow and 21,000 on
 * Friday 27 November 2026".
 */
export function sayPlan({ plan, status }: Pick<Edition, "plan" | "status">, now: Date, zone: string): string {
  if (plan === undefined || plan.days.length < 2 || (status !== "sending" && status !== "held")) return "";
  const from = Date.parse(plan.from);
  if (from + plan.days.length * day <= now.getTime()) return "";
  const date = (instant: number) => sayDate(new Date(instant), zone);
  const days = plan.days.map((letters, index) => {
    const on = date(from + index * day);
    const when = on === date(now.getTime()) ? "today" : on === date(now.getTime() + day) ? "tomorrow" : `on ${on}`;
    return `${letters.toLocaleString("en-GB")} ${when}`;
  });
  return `It does not fit into one day of Amazon SES’s quota: ${sayList(days)}.`;
}

/** "It waits until 14:05 (London) for Amazon SES’s quota.", while it does. */
export function sayRest({ restUntil, status }: Pick<Edition, "restUntil" | "status">, now: Date, zone: string): string {
  if (restUntil === undefined || status !== "sending" || Date.parse(restUntil) <= now.getTime()) return "";
  return `It waits until ${sayUntil(new Date(restUntil), now, zone)} for Amazon SES’s quota.`;
}
