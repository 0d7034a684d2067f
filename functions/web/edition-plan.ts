import type { Edition } from "../core/edition.ts";
import { sayDate, sayList, sayUntil } from "./say.ts";

const day = 86_400_000;

/**
 * While it goes on, how an edition is spread over days: "49,000 today, 50,000 tomorrow and 21,000 on Friday". The plan was reckoned when the edition was
 * addressed; only on the day that it was due is that surely today.
 */
export function sayPlan({ plan, slot, status }: Pick<Edition, "plan" | "slot" | "status">, now: Date, zone: string): string {
  if (plan === undefined || plan.length < 2 || (status !== "sending" && status !== "held")) return "";
  const isToday = sayDate(new Date(slot), zone) === sayDate(now, zone);
  const weekday = (index: number) =>
    new Date(now.getTime() + index * day).toLocaleDateString("en-GB", { weekday: "long", timeZone: zone });
  const when = (index: number) => {
    if (!isToday) return `on day ${index + 1}`;
    return index === 0 ? "today" : index === 1 ? "tomorrow" : index < 7 ? `on ${weekday(index)}` : `on day ${index + 1}`;
  };
  const days = plan.map((letters, index) => `${letters.toLocaleString("en-GB")} ${when(index)}`);
  return `It does not fit into one day of Amazon SES’s quota: ${sayList(days)}.`;
}

/** "It waits until 14:05 (London) for Amazon SES’s quota.", while it does. */
export function sayRest({ restUntil, status }: Pick<Edition, "restUntil" | "status">, now: Date, zone: string): string {
  if (restUntil === undefined || status !== "sending" || Date.parse(restUntil) <= now.getTime()) return "";
  return `It waits until ${sayUntil(new Date(restUntil), now, zone)} for Amazon SES’s quota.`;
}
