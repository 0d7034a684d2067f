import * as z from "zod";
import { logoSchema } from "../letter/images/image.ts";
import { languageTag, signatorySchema } from "../letter/letter.ts";
import { templateName } from "../letter/template-name.ts";
import { senderSchema } from "../people/senders/sender.ts";
import { count, instant, type Read, textLine } from "../text/schema-parts.ts";
import { approvalRule, lateRule } from "./approval/approval-rules.ts";
import { approvalRulesSchema, wantedRulesSchema } from "./approval/wanted-rules.ts";
import { bulletinId } from "./bulletin-id.ts";
import {
  exceptionSchema,
  holidaysSchema,
  scheduleSchema,
  zoneSchema,
} from "./schedule/schedule.ts";
import { ownSubjectSchema, subjectPattern } from "./subject-pattern.ts";

/** Percentages of the accepted. They apply once SES has accepted `after` people. */
const breakerSchema = z.object({
  bouncePercent: percent(),
  complaintPercent: percent(),
  after: count,
});
export type Breaker = Read<typeof breakerSchema>;

/** The fixed part at the end of each letter. */
export const footerSchema = z.object({
  /** Why the reader gets the letter. */
  reason: textLine.max(300, "must be 300 characters or fewer").optional(),
  /** The organisation's postal address. */
  address: textLine.max(300, "must be 300 characters or fewer").optional(),
  privacyUrl: textLine
    .max(500, "must be 500 characters or fewer")
    .refine(isHttps, "is not a link such as https://example.org/privacy")
    .meta({ examples: ["https://example.org/privacy"] })
    .optional(),
});

/**
 * "none": points have no mark at their end, or are sentences. "semicolons": they end in ";", and the
 * last in a full stop.
 */
export const listStyle = z.enum(["none", "semicolons"], 'must be "none" or "semicolons"');
export type ListStyle = z.infer<typeof listStyle>;

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
  /** Who signs a letter that names nobody; empty if each letter names its own. */
  signatories: z.array(signatorySchema),
  subject: subjectPattern.optional(),
  /** The digests whose subject an editor chose. */
  ownSubjects: z.array(ownSubjectSchema).max(50).optional(),
  /** How its letters look; "letter" if absent. */
  template: templateName.optional(),
  /**
   * Longer entries of a digest are shortened to about so many words, with a link to the rest in the
   * archive. Absent: no entry is shortened.
   */
  summaryWords: z
    .int("must be a whole number of words")
    .min(20, "must be 20 words or more")
    .max(2_000, "must be 2,000 words or fewer")
    .optional(),
  /** How the points of its lists end; absent: in any way, if all of a list end alike. */
  listStyle: listStyle.optional(),
  /** Above each letter. Its words are the organisation's name. */
  logo: logoSchema.optional(),
  footer: footerSchema.optional(),
  /** The clocks by which dates are shown, and the schedule runs. */
  zone: zoneSchema,
  schedule: scheduleSchema.optional(),
  holidays: holidaysSchema.optional(),
  /** Dates that were skipped or moved by hand. */
  exceptions: z.array(exceptionSchema).max(200, "must be 200 dates or fewer").optional(),
  approval: approvalRule,
  /** The copy deadline, in minutes before the slot: the edition is proposed to its approvers. */
  deadlineMinutes: count.max(43_200, "must be 30 days or less").optional(),
  approvers: approvalRulesSchema.shape.approvers,
  /** Whether a signed link approves without an account. */
  approveByLink: approvalRulesSchema.shape.approveByLink,
  /** Weaker rules of approval, which wait for a second member. */
  wantedRules: wantedRulesSchema.optional(),
  late: lateRule.optional(),
  /** The undo window: minutes between approval or slot and the first letter. */
  holdMinutes: count.max(1_440, "must be a day (1440 minutes) or less").optional(),
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
  /**
   * Days for which the ledger of an edition is kept once the edition is over: who got it. 730 by
   * default. The figures stay.
   */
  keepDays: z
    .int("must be a whole number of days")
    .min(30, "must be 30 days or more")
    .max(3_650, "must be 3,650 days or fewer")
    .optional(),
  /** Who may read earlier letters: colleagues with a link, or everyone. */
  archive: z.enum(["private", "public"], 'must be "private" or "public"').optional(),
  /** The address of an RSS or Atom feed: each of its items becomes an entry. */
  feed: z
    .string()
    .max(500, "must be 500 characters or fewer")
    .refine(isHttps, "must be an address that begins with https://")
    .meta({ examples: ["https://news.example.org/feed.xml"] })
    .optional(),
  /** Nothing is due while a bulletin is paused. */
  pausedAt: instant.optional(),
  /** Nothing is due once a bulletin is archived, and the pages offer no more entries. */
  archivedAt: instant.optional(),
});
export type Bulletin = Read<typeof bulletinSchema>;

/** The default of `deferredAfter`. */
export const usualDeferredAfter = 5;

/** The default of `keepDays`. */
export const usualKeepDays = 730;

/** Of two decimals at most. */
function percent() {
  const message = "must be a percentage from 0 to 100, with two decimals at most";
  return z.number(message).min(0, message).max(100, message).multipleOf(0.01, message);
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === "https:";
}
