import * as z from "zod";
import { count, exactText, instant, type Read } from "../../text/schema-parts.ts";
import type { Subscription } from "../subscription.ts";

const dayMs = 86_400_000;

/** How long people have to answer, in days. */
export const answerDays = { usual: 28, least: 14, most: 90 } as const;
/** The reminder goes out this long before the last day. */
const reminderMs = 7 * dayMs;
/** Nobody is removed sooner after an email that SES took. */
const leastNoticeMs = 5 * dayMs;

/**
 * "asking" and "reminding": emails go out. "waiting": until the reminder. "answering": until the last
 * day. "ended": someone decides. "removing": people who did not answer are taken off the list.
 */
export const reconfirmationPhase = z.enum([
  "asking",
  "waiting",
  "reminding",
  "answering",
  "ended",
  "removing",
  "removed",
  "stopped",
]);
export type ReconfirmationPhase = z.infer<typeof reconfirmationPhase>;

/** A list whose people are asked whether they still want its letters. A list has one at a time. */
export const reconfirmationSchema = z.object({
  id: exactText.min(1),
  list: exactText.min(1),
  /** Its sender writes the emails. */
  bulletin: exactText.min(1),
  startedAt: instant,
  remindAt: instant,
  answerBy: instant,
  phase: reconfirmationPhase,
  /** The last person that the present walk over the list is done with. */
  after: exactText.optional(),
  /** The emails that went out, and the people taken off. */
  asked: count,
  reminded: count,
  removed: count,
  /** Until then one worker walks over the list. */
  busyUntil: instant.optional(),
  /** Each change gives a new version. */
  version: z.int().positive(),
});
export type Reconfirmation = Read<typeof reconfirmationSchema>;

const emailSchema = z.object({
  at: instant,
  /** The id of the claim: its repetition after a lost answer is no second claim. */
  claim: exactText.min(1),
  /** What became of it. Absent after a worker died: nobody knows whether it went out. */
  outcome: z.enum(["accepted", "rejected", "uncertain"]).optional(),
});
/** The emails to one person: each is claimed here before it goes out. */
export const askedMarkSchema = z.object({
  asked: emailSchema.optional(),
  reminded: emailSchema.optional(),
});
export type AskedMark = Read<typeof askedMarkSchema>;
export type AskingEmail = keyof AskedMark;

export function newReconfirmation(given: {
  readonly id: string;
  readonly list: string;
  readonly bulletin: string;
  readonly now: number;
  readonly days: number;
}): Reconfirmation {
  const { id, list, bulletin, now, days } = given;
  const answerBy = now + days * dayMs;
  const at = (instant: number) => new Date(instant).toISOString();
  return {
    id,
    list,
    bulletin,
    startedAt: at(now),
    remindAt: at(answerBy - reminderMs),
    answerBy: at(answerBy),
    phase: "asking",
    asked: 0,
    reminded: 0,
    removed: 0,
    version: 1,
  };
}

/** Returns whether it has come to its end. */
export function isAskingOver({ phase }: Pick<Reconfirmation, "phase">): boolean {
  return phase === "removed" || phase === "stopped";
}

/** Returns when the clock has something to do: epoch milliseconds, or undefined if a person has. */
export function nextWorkAt({ phase, startedAt, remindAt, answerBy }: Reconfirmation) {
  switch (phase) {
    case "asking":
    case "removing":
      return Date.parse(startedAt);
    case "waiting":
    case "reminding":
      return Date.parse(remindAt);
    case "answering":
      return Date.parse(answerBy);
    default:
      return undefined;
  }
}

/** Returns the reconfirmation as it is at `now`: time alone may end a wait. */
export function atTime(reconfirmation: Reconfirmation, now: number): Reconfirmation {
  const { phase } = reconfirmation;
  const isAskingTime = ["asking", "waiting", "reminding", "answering"].includes(phase);
  if (isAskingTime && now >= Date.parse(reconfirmation.answerBy))
    return { ...reconfirmation, phase: "ended", after: undefined };
  if (phase === "waiting" && now >= Date.parse(reconfirmation.remindAt))
    return { ...reconfirmation, phase: "reminding", after: undefined };
  return reconfirmation;
}

/** Returns the reconfirmation after a walk over the whole list. */
export function walked(reconfirmation: Reconfirmation): Reconfirmation {
  const next = { asking: "waiting", reminding: "answering", removing: "removed" } as const;
  const { phase } = reconfirmation;
  return phase === "asking" || phase === "reminding" || phase === "removing"
    ? { ...reconfirmation, phase: next[phase], after: undefined }
    : reconfirmation;
}

type Row = Pick<Subscription, "joinedAt" | "how" | "source">;

/**
 * What a person's row says: they have answered yes; they came onto the list after the question; or
 * they have not answered. Who said no is not on the list any more.
 */
export function answerOf(
  { id, startedAt }: Pick<Reconfirmation, "id" | "startedAt">,
  { joinedAt, how, source }: Row,
): "confirmed" | "newer" | "none" {
  if (how === "reconfirmed" && source === id) return "confirmed";
  return joinedAt >= startedAt ? "newer" : "none";
}

/** Returns whether a person had an email that SES took, and time to answer it. */
export function hadTimeToAnswer(mark: AskedMark | undefined, now: number): boolean {
  return [mark?.asked, mark?.reminded].some(
    email => email?.outcome === "accepted" && Date.parse(email.at) + leastNoticeMs <= now,
  );
}
