import { isReady, isWithdrawn } from "../../core/bulletins/status.ts";
import { parseSender } from "../../core/people/senders/sender.ts";
import { sayCount } from "../../core/text/say-count.ts";

/** "3,012 people", "1 person". */
export function sayPeople(count: number): string {
  return sayCount(count, "person", "people");
}

/** An instant in an IANA zone: "Tuesday 24 November 2026, 09:00 (London)". */
export function sayInstant(instant: Date, zone: string): string {
  return `${sayDate(instant, zone)}, ${sayTime(instant, zone)} (${sayZone(zone)})`;
}

/** For a table, whose column names the zone or needs none: "Tue 24 Nov 2026, 09:00". */
export function sayShortInstant(instant: Date, zone: string): string {
  const day = instant.toLocaleDateString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: zone,
  });
  return `${day.replace(",", "")}, ${sayTime(instant, zone)}`;
}

/** "09:00" */
export function sayTime(instant: Date, zone: string): string {
  return instant.toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  });
}

/** With seconds: "Wednesday 25 November 2026, 09:00:03 (London)". */
export function sayMoment(instant: Date, zone: string): string {
  return `${sayDate(instant, zone)}, ${instant.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: zone })} (${sayZone(zone)})`;
}

/**
 * "14:05 (London)" on the day of `now`, otherwise with the date: "Wednesday 25 November 2026, 14:05
 * (London)".
 */
export function sayUntil(instant: Date, now: Date, zone: string): string {
  const full = sayInstant(instant, zone);
  const today = `${sayDate(now, zone)}, `;
  return full.startsWith(today) ? full.slice(today.length) : full;
}

export function sayDate(instant: Date, zone: string): string {
  // Some versions of ICU put a comma after the weekday in en-GB, others do not.
  return instant
    .toLocaleDateString("en-GB", {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: zone,
    })
    .replace(",", "");
}

/** "Europe/London" → "London" */
export function sayZone(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

/** "a", "a and b", "a, b and c" */
export function sayList(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(words);
}

/** An RFC 5322 mailbox without its quotation marks. */
export function sayMailbox(mailbox: string): string {
  const parsed = parseSender(mailbox);
  return parsed?.name ? `${parsed.name} <${parsed.address}>` : mailbox;
}

/** "Draft", "Ready" or "Withdrawn". */
export function sayEntryStatus(entry: { readonly status?: string | undefined }): string {
  if (isReady(entry)) return "Ready";
  return isWithdrawn(entry) ? "Withdrawn" : "Draft";
}
