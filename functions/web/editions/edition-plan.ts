import type { Edition } from "../../core/bulletins/edition.ts";
import { isHeld, isResting, isSending } from "../../core/bulletins/status.ts";
import { sayDate, sayList, sayUntil } from "../kit/say.ts";

const dayMs = 86_400_000;

/**
 * Returns the planned letters of each day: "… 49,000 today, 50,000 tomorrow and 21,000 on Friday 27
 * November 2026." The plan dates from addressing. Returns "" for a single day, after the last day,
 * and for an edition that is neither sending nor held.
 */
export function sayPlan(
  edition: Pick<Edition, "plan" | "status">,
  now: Date,
  zone: string,
): string {
  const { plan } = edition;
  if (plan === undefined || plan.days.length < 2) return "";
  if (!isSending(edition) && !isHeld(edition)) return "";
  const from = Date.parse(plan.from);
  if (from + plan.days.length * dayMs <= now.getTime()) return "";
  const date = (instant: number) => sayDate(new Date(instant), zone);
  const days = plan.days.map((letters, index) => {
    const on = date(from + index * dayMs);
    const when =
      on === date(now.getTime())
        ? "today"
        : on === date(now.getTime() + dayMs)
          ? "tomorrow"
          : `on ${on}`;
    return `${letters.toLocaleString("en-GB")} ${when}`;
  });
  return `Sending takes several days because of Amazon SES’s quota: ${sayList(days)}.`;
}

/**
 * Returns "Waiting until 14:05 (London) for Amazon SES’s quota.", or "" if the edition does not
 * wait.
 */
export function sayRest(
  edition: Pick<Edition, "restUntil" | "status">,
  now: Date,
  zone: string,
): string {
  if (!isResting(edition, now.getTime())) return "";
  return `Waiting until ${sayUntil(new Date(edition.restUntil), now, zone)} for Amazon SES’s quota.`;
}
