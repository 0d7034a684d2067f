import { Cron } from "croner";
import * as z from "zod";
import { languageTag, signatorySchema } from "../letter/letter.ts";
import { senderSchema } from "../people/sender.ts";
import { count, type Read, textLine } from "../text/schema-parts.ts";
import { bulletinId } from "./bulletin-id.ts";
import { instantOf, wallTime } from "./zoned-time.ts";

/** An RFC 5322 mailbox: "Office of the Registrar <letters@example.org>". */
export /** Percentages of the accepted. They apply once SES has accepted `after` people. */
const breakerSchema = z.object({
  bouncePercent: percent(),
  complaintPercent: percent(),
  after: count,
});
export type Breaker = Read<typeof breakerSchema>;

/** When editions are due: a cron expression in an IANA time zone. */
const scheduleSchema = z.object({
  cron: z
    .string()
    .refine(
      doesNotThrow(cron => new Cron(cron, { timezone: "UTC", paused: true })),
      'is not a cron expression such as "0 9 * * 2"',
    )
    .meta({ examples: ["0 9 * * 2", "30 7 1 * *", "0 9 * * MON#1"] }),
  zone: z
    .string()
    .refine(
      doesNotThrow(zone => wallTime(0, zone)),
      'is not a time zone such as "Europe/London"',
    )
    .meta({ examples: ["Europe/London", "UTC", "America/Nuuk"] }),
});
export type Schedule = Read<typeof scheduleSchema>;

/** A standing publication. */
export const bulletinSchema = z.object({
  id: bulletinId,
  name: textLine,
  organisation: textLine,
  sender: senderSchema,
  lists: z.array(z.string()),
  /**
   * "letter": an edition is one entry, a complete letter.
   * "digest": each entry is a section of the edition.
   */
  composition: z.enum(["letter", "digest"], 'must be "letter" or "digest"'),
  language: languageTag,
  salutation: textLine,
  signOff: textLine,
  signatory: signatorySchema.optional(),
  schedule: scheduleSchema.optional(),
  /**
   * What happens to uncertain people after the grace period.
   * "resend" first waits for the events of everyone else.
   */
  uncertain: z.enum(["hold", "resend"], 'must be "hold" or "resend"'),
  /**
   * For an edition larger than SES's 24-hour quota:
   * "refuse" (default) holds the edition, "spread" sends it over days.
   */
  overQuota: z.enum(["refuse", "spread"], 'must be "refuse" or "spread"').optional(),
  /** The share of bounces or complaints at which an edition is held. */
  breaker: breakerSchema.optional(),
  /**
   * Soft bounces in a row after which an address is suppressed:
   * 5 by default, 0 for never. One edition counts once.
   */
  deferredAfter: count.optional(),
});
export type Bulletin = Read<typeof bulletinSchema>;

/** The default of `deferredAfter`. */
export const usualDeferredAfter = 5;

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

/** Of two decimals at most. */
function percent() {
  const message = "must be a percentage from 0 to 100, with two decimals at most";
  return z.number(message).min(0, message).max(100, message).multipleOf(0.01, message);
}

function doesNotThrow(read: (text: string) => unknown): (text: string) => boolean {
  return text => {
    try {
      read(text);
      return true;
    } catch {
      return false;
    }
  };
}
