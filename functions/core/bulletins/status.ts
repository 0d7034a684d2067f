import * as z from "zod";

/**
 * Every status of an edition and of an entry, and the questions that steps, pages and commands ask
 * about them. `transition.ts` has what may follow each. No other file compares a status.
 */

/** An editor's mark on an entry. An entry of an edition keeps the mark that it had. */
export const entryStatus = z.enum(
  [
    "draft",
    "ready",
    /** Taken out of the next editions; an editor can mark it again. */
    "withdrawn",
  ],
  'must be "draft", "ready" or "withdrawn"',
);

type EntryStatus = z.infer<typeof entryStatus>;

/** Whether an entry may go into the next edition. A form may hold any text, or none. */
export function isReady({ status }: { readonly status?: string | undefined }): boolean {
  return status === "ready";
}

/** Returns the entry as if it were marked ready, unless it is withdrawn. */
export function asReady<E extends { readonly status: EntryStatus }>(entry: E): E {
  return isWithdrawn(entry) ? entry : { ...entry, status: entryStatus.enum.ready };
}

/** Whether the entry is not for sending yet. */
export function isDraft({ status }: { readonly status?: string | undefined }): boolean {
  return status === "draft";
}

/** Whether an editor has taken the entry out of the next editions. */
export function isWithdrawn({ status }: { readonly status?: string | undefined }): boolean {
  return status === "withdrawn";
}

/** Whether an edition contains the entry. Nobody can change the entry then. */
export function isBound<E extends { readonly edition?: string | undefined }>(
  entry: E,
): entry is E & { readonly edition: string } {
  return entry.edition !== undefined;
}

export const editionStatus = z.enum([
  /** Proposed for its date: an approver must say yes to its letter. Its entries are not bound. */
  "waiting",
  /** Approved for its date. Its entries are not bound, so a change returns it to "waiting". */
  "approved",
  /** The pipeline binds and renders the entries. */
  "composing",
  /** The pipeline cuts the audience into batches. */
  "addressing",
  "sending",
  /** Waits for a person; `reason` is why. Pages call it "Paused". */
  "held",
  /** Nobody is pending or uncertain. */
  "finished",
  /** Stopped permanently: nobody else is mailed. The account counts them as pending. */
  "stopped",
  /** No entry was due, so nothing was sent. */
  "empty",
  /** Its date has passed and it is not sent: `reason` is why. Its entries go to the next edition. */
  "skipped",
]);
export type EditionStatus = z.infer<typeof editionStatus>;

/** The statuses of an edition under way: it can be held in each, and returns to it. */
export const underWay = ["composing", "addressing", "sending"] as const;
export const heldFromStatus = z.enum(underWay);
export type HeldFrom = z.infer<typeof heldFromStatus>;

type InStatus = { readonly status: EditionStatus };
/** `figures`: the ledger has ended, so nobody can be sent to again. */
type WithPast = InStatus & {
  readonly heldFrom?: HeldFrom | undefined;
  readonly figures?: object | undefined;
  /** The edition that corrects it: from then on, nobody gets this letter any more. */
  readonly correctedBy?: string | undefined;
};

/**
 * An edition's key in the index "due": PROPOSED waits for its date, SKIPPED has a notice to give,
 * EDITION is under way, HELD waits for a person, EVENTS is over and may still get events from SES. An edition with nothing to wait
 * for is not in the index.
 */
export type DueKey = "PROPOSED" | "SKIPPED" | "EDITION" | "HELD" | "EVENTS";

export function dueKeyOf(edition: InStatus): DueKey | undefined {
  if (isProposed(edition)) return "PROPOSED";
  if (isSkipped(edition)) return "SKIPPED";
  if (isUnderWay(edition)) return "EDITION";
  if (isHeld(edition)) return "HELD";
  return isOver(edition) ? "EVENTS" : undefined;
}

/** Returns a question about the status, which narrows an edition's type. */
function is<Status extends EditionStatus>(...statuses: readonly Status[]) {
  return <E extends InStatus>(edition: E): edition is E & { readonly status: Status } =>
    statuses.some(status => status === edition.status);
}

/**
 * The statuses in which an edition can have been interrupted before it gave its entries back. A held
 * edition gives them back if it was held in composing.
 */
export const holdsNoEntries = ["waiting", "approved", "held", "skipped", "empty"] as const;

/** Whether the edition is proposed for its date, and its entries can still change. */
export const isProposed = is("waiting", "approved");
export const isWaiting = is("waiting");
export const isApproved = is("approved");
export const isSkipped = is("skipped");
export const isUnderWay = is(...underWay);
export const isComposing = is("composing");
/** Whether the lists are being read now. `isAddressing` also asks about the past. */
export const isAddressingNow = is("addressing");
export const isSending = is("sending");
export const isHeld = is("held");
export const isFinished = is("finished");
export const isStopped = is("stopped");
export const isEmpty = is("empty");
/** Whether the edition has ended after its letters were addressed. SES may still report on them. */
export const isOver = is("finished", "stopped");
/** Whether the number of people is still being counted. */
export const isBeingCounted = is("composing", "addressing");
/** Whether the account can have uncertain people. */
export const mayHaveUncertain = is("addressing", "sending", "held", "stopped");
/** Whether the letters that are still pending will never be sent. */
export const leavesPending = is("stopped");
/** Whether an editor may decide about uncertain people. During sending, events may still come. */
export const awaitsDecision = is("held", "finished", "stopped");

/** Whether a held edition goes back to composing when it is resumed. */
export function isHeldInComposing(edition: WithPast): boolean {
  return isHeld(edition) && edition.heldFrom === "composing";
}

/**
 * Whether the edition's undo window is open: the letter is final, it is sent after `addressAfter`,
 * and nobody has it.
 */
export function isInWindow<
  E extends InStatus & { readonly rounds: number; readonly addressAfter?: string | undefined },
>(edition: E): edition is E & { readonly status: "addressing"; readonly addressAfter: string } {
  return isAddressingNow(edition) && edition.rounds === 0 && edition.addressAfter !== undefined;
}

/** Whether a held edition goes back to sending when it is resumed. */
export function isHeldInSending(edition: WithPast): boolean {
  return isHeld(edition) && edition.heldFrom === "sending";
}

/** Whether people without a confirmed letter may be sent to again. */
export function mayBeSentAgain(edition: WithPast): boolean {
  const isKept = edition.figures === undefined && edition.correctedBy === undefined;
  return (isFinished(edition) && isKept) || isHeldInSending(edition);
}

/** Whether an edition has ended before anyone could get its letter. */
export function reachedNobody(edition: InStatus & { readonly rounds: number }): boolean {
  return (isStopped(edition) && edition.rounds === 0) || isEmpty(edition) || isSkipped(edition);
}

/** Whether one person may get another attempt, at a corrected address. */
export function mayBeSentToCorrected(edition: WithPast): boolean {
  return isSending(edition) || mayBeSentAgain(edition);
}

/** Whether an edition is in addressing, or was when it was held or stopped. */
export function isAddressing(edition: WithPast): boolean {
  return isHeld(edition) || isStopped(edition)
    ? edition.heldFrom === "addressing"
    : isAddressingNow(edition);
}

/**
 * Whether it is, or was when held or stopped, in composing or its first addressing. Nobody can have
 * a letter.
 */
export function isBeforeSending(edition: WithPast & { readonly rounds: number }): boolean {
  const isPast = isHeld(edition) || isStopped(edition);
  const wasComposing = isPast ? edition.heldFrom === "composing" : isComposing(edition);
  return edition.rounds === 0 && (wasComposing || isAddressing(edition));
}

/**
 * Whether the entries of an edition stay in it. Once its first addressing is over, people may have
 * the letter, so no later change returns an entry to the editors.
 */
export function keepsEntries({ rounds }: { readonly rounds: number }): boolean {
  return rounds > 0;
}

/** Returns for how long the edition still waits for an instant before it goes on; 0 if it does not. */
export function waitsMs(
  edition: InStatus & {
    readonly restUntil?: string | undefined;
    readonly addressAfter?: string | undefined;
  },
  nowMs: number,
): number {
  const until = isSending(edition)
    ? edition.restUntil
    : isAddressingNow(edition)
      ? edition.addressAfter
      : undefined;
  return until === undefined ? 0 : Math.max(0, Date.parse(until) - nowMs);
}

/** Whether sending pauses until `restUntil`, because SES's 24-hour quota is used up. */
export function isResting<E extends Parameters<typeof waitsMs>[0]>(
  edition: E,
  nowMs: number,
): edition is E & { readonly restUntil: string } {
  return isSending(edition) && waitsMs(edition, nowMs) > 0;
}
