import { Cron } from "croner";
import * as z from "zod";
import type { Signatory } from "../letter/letter.ts";
import { instantOf, wallTime } from "./zoned-time.ts";

/** Whom the letters come from. `from` and `replyTo` are RFC 5322 mailboxes: "Office of the Registrar <letters@example.org>". */
export type Sender = { readonly from: string; readonly replyTo?: string | undefined };

/** A bulletin's id: part of edition ids, hence of SES tags and of addresses on the site. */
export const bulletinId = z.string().regex(/^[a-z0-9](-?[a-z0-9]){1,39}$/);

/** A standing publication. */
export type Bulletin = {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly sender: Sender;
  readonly lists: readonly string[];
  /** "letter": an edition is one entry, which is a whole letter. "digest": the entries are its sections. */
  readonly composition: "letter" | "digest";
  readonly language: string;
  readonly salutation: string;
  readonly signOff: string;
  readonly signatory?: Signatory | undefined;
  readonly schedule?: Schedule | undefined;
  /** What becomes of the uncertain after the grace. "resend" waits until the events of everyone else have come. */
  readonly uncertain: "hold" | "resend";
  /** What becomes of an edition that SES's 24-hour quota has no room for: "refuse" (where nothing is said) holds it, "spread" sends it over days. */
  readonly overQuota?: "refuse" | "spread" | undefined;
  /** When an edition is held because too many of its letters come back. */
  readonly breaker?: Breaker | undefined;
  /** Editions in a row that came back from somebody for now, after which nobody writes to the address any more: 5 if nothing is said, 0 for never. */
  readonly deferredAfter?: number | undefined;
};

/** What holds for a bulletin that says nothing. */
export const usualDeferredAfter = 5;

/** Percentages of the accepted, judged once `after` people have been accepted. */
export type Breaker = { readonly bouncePercent: number; readonly complaintPercent: number; readonly after: number };

/** When editions are due: a cron expression in an IANA time zone. */
export type Schedule = { readonly cron: string; readonly zone: string };

/**
 * The first slot after an instant, or undefined when there is none. A time that a clock change skips is due right after the
 * change, and one that a change repeats is due the first time.
 */
export function nextSlot({ cron, zone }: Schedule, after: Date): Date | undefined {
  // The cron is read on the clock's face, where no time is skipped or repeated: croner loses a slot whose gap ends at midnight.
  const face = new Cron(cron, { timezone: "UTC", paused: true });
  let wall: Date | null = new Date(wallTime(after.getTime(), zone));
  for (;;) {
    wall = face.nextRun(wall);
    if (wall === null) return undefined;
    const slot = instantOf(wall.getTime(), zone);
    if (slot > after.getTime()) return new Date(slot);
  }
}
