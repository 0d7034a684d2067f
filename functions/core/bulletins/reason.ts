import * as z from "zod";
import { count, exactText, type Read } from "../text/schema-parts.ts";

/** The parts that every letter needs. */
export const missingPart = z.enum(["subject", "signatory", "words"]);
export type MissingPart = Read<typeof missingPart>;

/** The words of SES or of a library, without addresses. */
const quoted = exactText;

/** Why a letter cannot be composed. */
const unfitReasons = [
  /** `language`: of a variant, if the main letter is complete. */
  z.object({
    code: z.literal("letter-incomplete"),
    missing: z.array(missingPart),
    language: z.string().optional(),
  }),
  z.object({
    code: z.literal("template-error"),
    file: z.string(),
    line: count,
    message: quoted,
  }),
  z.object({ code: z.literal("letter-too-long"), maxBytes: count }),
  z.object({ code: z.literal("images-missing"), images: count }),
  z.object({ code: z.literal("changed-since-approval") }),
] as const;

/** Why the letters of an edition do not go out. */
const sendingReasons = [
  z.object({ code: z.literal("nobody-listed") }),
  /** `left`: what the quota leaves, less `reserved` for other editions. `days`: with a spread. */
  z.object({
    code: z.literal("over-quota"),
    people: count,
    max24HourSend: z.number(),
    left: z.number(),
    reserved: z.number(),
    days: count.optional(),
  }),
  z.object({ code: z.literal("quota-spent") }),
  /** SES takes no letter from the account. */
  z.object({ code: z.literal("ses-refused"), answer: quoted }),
  /** Equal answers in a row: about the letter or the account, not the people. */
  z.object({ code: z.literal("refused-in-a-row"), letters: count, answer: quoted }),
  z.object({ code: z.literal("no-answer"), deadLetters: z.boolean() }),
  z.object({
    code: z.literal("too-many-returns"),
    figure: z.enum(["bounced", "complained"]),
    people: count,
    accepted: count,
    allowedPercent: z.number(),
  }),
] as const;

/** Why an edition is held. */
export const heldReason = z.discriminatedUnion("code", [
  ...unfitReasons,
  ...sendingReasons,
  z.object({ code: z.literal("paused") }),
  /** Taken back in the undo window, in a bulletin that asks for no approval. */
  z.object({ code: z.literal("undone") }),
  z.object({ code: z.literal("late"), lateMinutes: count }),
  /** The table was restored from a backup: letters may have gone out since. */
  z.object({ code: z.literal("restored") }),
]);
export type HeldReason = Read<typeof heldReason>;

/** Why an edition is stopped. `words`: of the person who stopped it, without addresses. */
export const stopReason = z.object({ code: z.literal("stopped"), words: exactText });

/** Why an edition is skipped. */
export const skipReason = z.discriminatedUnion("code", [
  z.object({ code: z.literal("skipped-unapproved") }),
  z.object({ code: z.literal("skipped-late"), lateMinutes: count }),
  /** The schedule has changed: nothing is due at this date any more. */
  z.object({ code: z.literal("not-scheduled") }),
  /** It was due between a backup and the decision to go on with it. */
  z.object({ code: z.literal("skipped-restored") }),
]);
export type SkipReason = Read<typeof skipReason>;

/** Why an edition is held, stopped or skipped: a code with values. `reason-in-english.ts` has the words. */
export const editionReason = z.discriminatedUnion("code", [
  ...heldReason.options,
  stopReason,
  ...skipReason.options,
]);
export type EditionReason = Read<typeof editionReason>;

/** Returns a reason as the fields of a log line. */
export function loggedReason({ code, ...values }: EditionReason): Record<string, string | number> {
  const logged = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, typeof value === "number" ? value : String(value)]);
  return { reason: code, ...Object.fromEntries(logged) };
}
