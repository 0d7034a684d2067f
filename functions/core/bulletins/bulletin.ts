import { Cron } from "croner";
import * as z from "zod";
import type { Signatory } from "../letter/letter.ts";
import { instantOf, wallTime } from "./zoned-time.ts";

/**
 * The sender of the letters.
 * `from` and `replyTo` are RFC 5322 mailboxes: "Office of the Registrar <letters@example.org>".
 */
export type Sender = { readonly from: string; readonly replyTo?: string | undefined };

/** A bulletin's id. Edition ids contain it, so SES message tags and URLs on the site do too. */
export const bulletinId = z.string().regex(/^[a-z0-9](-?[a-z0-9]){1,39}$/);

/** A standing publication. */
export type Bulletin = {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly sender: Sender;
  readonly lists: readonly string[];
  /**
   * "letter": an edition is one entry, a complete letter.
   * "digest": each entry is a section of the edition.
   */
  readonly composition: "letter" | "digest";
  readonly language: string;
  readonly salutation: string;
  readonly signOff: string;
  readonly signatory?: Signatory | undefined;
  readonly schedule?: Schedule | undefined;
  /**
   * What happens to uncertain people after the grace period.
   * "resend" first waits for the events of everyone else.
   */
  readonly uncertain: "hold" | "resend";
  /**
   * For an edition larger than SES's 24-hour quota:
   * "refuse" (default) holds the edition, "spread" sends it over days.
   */
  readonly overQuota?: "refuse" | "spread" | undefined;
  /** The share of bounces or complaints at which an edition is held. */
  readonly breaker?: Breaker | undefined;
  /**
   * Soft bounces in a row after which an address is suppressed:
   * 5 by default, 0 for never. One edition counts once.
   */
  readonly deferredAfter?: number | undefined;
};

/** The default of `deferredAfter`. */
export const usualDeferredAfter = 5;

/** Percentages of the accepted. They apply once SES has accepted `after` people. */
export type Breaker = {
  readonly bouncePercent: number;
  readonly complaintPercent: number;
  readonly after: number;
};

/** When editions are due: a cron expression in an IANA time zone. */
export type Schedule = { readonly cron: string; readonly zone: string };

/**
 * Returns the first slot after an instant, or undefined if there is none. A time that a clock
 * change skips is due right after the change. A repeated time is due the first time.
 */
export function nextSlot({ cron, zone }: Schedule, after: Date): Date | undefined {
  // Cron runs on wall time, where no time is skipped or repeated.
  // Croner loses a slot in a gap that ends at midnight.
  const face = new Cron(cron, { timezone: "UTC", paused: true });
  let wall: Date | null = new Date(wallTime(after.getTime(), zone));
  for (;;) {
    wall = face.nextRun(wall);
    if (wall === null) return undefined;
    const slot = instantOf(wall.getTime(), zone);
    if (slot > after.getTime()) return new Date(slot);
  }
}
