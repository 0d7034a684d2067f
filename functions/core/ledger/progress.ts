import { type Attempts, latestPositions } from "./attempt.ts";

/**
 * Facts about positions. A position is a person's place in the batch, 0 to 49, or another attempt for
 * one of these people (`attempt.ts`). Adding a fact twice changes nothing.
 */
export const facts = [
  "claimed",
  "accepted",
  "rejected",
  "suppressed",
  "evident",
  "delivered",
  /** A hard bounce: the address does not work. */
  "bounced",
  /** A soft bounce: a full mailbox, a server that was down. */
  "deferred",
  "complained",
  /**
   * SES accepted the message and did not try to send it:
   * SES's own suppression list has the address.
   */
  "withheld",
  /** SES accepted the message and then discarded it, for example because of a virus. */
  "discarded",
  /** Released for a second copy in doubt: the person may have the first copy. */
  "released",
  /** Released in doubt for the second time: the person may have two copies already. */
  "releasedAgain",
  /** Released for another copy because SES certainly does not have the first one. */
  "retried",
  "assumed",
] as const;
export type Fact = (typeof facts)[number];

/** The facts about one batch. */
export type Progress = { readonly [fact in Fact]: ReadonlySet<number> } & Attempts & {
    /** The addresses that letters went to, if known: see `triedAddress`. */
    readonly tried: ReadonlySet<string>;
    /** Present once a worker has taken the batch. */
    readonly extent?: Extent | undefined;
    /**
     * Epoch milliseconds until which the worker that holds the batch may submit;
     * 0 if no worker holds it.
     */
    readonly leaseUntil: number;
    /**
     * The latest time at which a submission of the latest claim may still start (epoch milliseconds).
     */
    readonly claimedAt: number;
  };

/** `size`: people on the batch. `through`: people on all batches up to and including this one. */
export type Extent = { readonly size: number; readonly through: number };

/**
 * The state of one person's letter.
 * Everybody has exactly one standing, so the account always adds up.
 */
export type Standing = "accepted" | "rejected" | "suppressed" | "uncertain" | "pending";

/** Whether SES has or had the message: SES answered with a message id, or sent an event. */
export function isKnownAccepted(progress: Progress, position: number): boolean {
  return progress.accepted.has(position) || hasEvent(progress, position);
}

/** Whether any SES event is about the person's message. */
export function hasEvent(progress: Progress, position: number): boolean {
  return eventsOf(progress).some(set => set.has(position));
}

function eventsOf({
  evident,
  delivered,
  bounced,
  deferred,
  complained,
  withheld,
  discarded,
}: Progress) {
  return [evident, delivered, bounced, deferred, complained, withheld, discarded];
}

/**
 * Whether the message left SES:
 * a receiving server accepted or refused it, or the reader complained.
 */
function hasLeft(
  { delivered, bounced, deferred, complained }: Progress,
  position: number,
): boolean {
  return [delivered, bounced, deferred, complained].some(set => set.has(position));
}

/**
 * Whether SES did not try to send the message.
 * If the person has two copies, the one that left SES counts.
 */
export function isWithheld(progress: Progress, position: number): boolean {
  return progress.withheld.has(position) && !hasLeft(progress, position);
}

/** Whether SES discarded the message. SES would discard it again. */
export function isDiscarded(progress: Progress, position: number): boolean {
  return (
    progress.discarded.has(position) &&
    !hasLeft(progress, position) &&
    !isWithheld(progress, position)
  );
}

/**
 * Whether a letter soft-bounced without a delivery or hard bounce.
 * SES reports an automatic reply as a soft bounce too.
 */
export function isDeferred({ deferred, delivered, bounced }: Progress, position: number): boolean {
  return deferred.has(position) && !delivered.has(position) && !bounced.has(position);
}

/**
 * Whether the person may have two copies: the letter went to SES again while the first copy was in
 * doubt. A released person without a new claim has one copy at most. A copy that SES refused does
 * not count.
 */
export function isResent(
  { released, releasedAgain, claimed, rejected }: Progress,
  position: number,
): boolean {
  return (
    releasedAgain.has(position) ||
    (released.has(position) && claimed.has(position) && !rejected.has(position))
  );
}

/** A person has decided that the letter arrived, and SES has said nothing of it. */
export function isAssumed(progress: Progress, position: number): boolean {
  return (
    progress.assumed.has(position) &&
    !progress.rejected.has(position) &&
    !isKnownAccepted(progress, position)
  );
}

export function standingOf(progress: Progress, position: number, now: number): Standing {
  if (isWithheld(progress, position)) return "suppressed";
  if (isDiscarded(progress, position)) return "rejected";
  if (isKnownAccepted(progress, position)) return "accepted";
  // SES's answer counts before what a person has assumed.
  if (progress.rejected.has(position)) return "rejected";
  if (progress.assumed.has(position)) return "accepted";
  if (progress.suppressed.has(position)) return "suppressed";
  // During the lease SES may still answer.
  if (progress.claimed.has(position)) return progress.leaseUntil > now ? "pending" : "uncertain";
  return "pending";
}

/**
 * Whether the person has the letter, or may have it: SES has or had it, never answered, or may still
 * answer.
 */
export function mayHaveCopy(progress: Progress, position: number): boolean {
  const standing = standingOf(progress, position, Number.POSITIVE_INFINITY);
  return standing === "accepted" || standing === "uncertain";
}

/**
 * Until when SES may still answer for someone on the batch (epoch milliseconds); 0 if it has, or if no
 * worker holds the batch.
 */
export function unsettledUntil(progress: Progress): number {
  const open = [...progress.claimed].some(at => standingOf(progress, at, 0) === "pending");
  return open ? progress.leaseUntil : 0;
}

/** Returns the positions with a standing, in a batch of this size. */
export function positionsStanding(
  progress: Progress,
  size: number,
  standing: Standing,
  now: number,
): number[] {
  return latestPositions(progress, size).filter(
    position => standingOf(progress, position, now) === standing,
  );
}

/**
 * Whether everybody on a batch of this size is accepted, rejected or suppressed, and no worker has the batch. A worker may still
 * take back what SES refused, if the refusals are about the letter.
 */
export function isPassed(progress: Progress, size: number, now: number): boolean {
  if (progress.leaseUntil > now) return false;
  return latestPositions(progress, size).every(position => {
    const standing = standingOf(progress, position, now);
    return standing !== "pending" && standing !== "uncertain";
  });
}

/** Returns the positions that a worker may claim: pending and not claimed yet. */
export function unclaimed(progress: Progress, size: number): number[] {
  return latestPositions(progress, size).filter(
    position => !progress.claimed.has(position) && standingOf(progress, position, 0) === "pending",
  );
}

/**
 * How far SES's events cover the messages that SES certainly has. "complete": everybody with an
 * answer from SES has an event. "none": no answer to compare the events with. A missing event has a
 * meaning only if the evidence is complete.
 */
export type Evidence = "none" | "partial" | "complete";

export function evidenceOf(progress: Progress): Evidence {
  if (progress.accepted.size > 0)
    return [...progress.accepted].every(position => hasEvent(progress, position))
      ? "complete"
      : "partial";
  // Without answers, events for only some people are partial: the other events may still arrive.
  const claimed = [...progress.claimed];
  const isNamed = (position: number) => isKnownAccepted(progress, position);
  return claimed.some(isNamed) && !claimed.every(isNamed) ? "partial" : "none";
}

/** Returns the evidence of two batches together. */
export function sumOfEvidence(a: Evidence, b: Evidence): Evidence {
  if (a === "partial" || b === "partial") return "partial";
  return a === "complete" || b === "complete" ? "complete" : "none";
}

/** The progress of a batch that no worker has taken yet. */
export const noProgress: Progress = {
  ...(Object.fromEntries(facts.map(fact => [fact, new Set<number>()])) as unknown as {
    readonly [fact in Fact]: ReadonlySet<number>;
  }),
  attempts: [],
  tried: new Set(),
  leaseUntil: 0,
  claimedAt: 0,
};

/** Returns how `tried` names an address that a position's letter went to. `hash`: the keyed hash. */
export function triedAddress(position: number, hash: string): string {
  return `${position} ${hash}`;
}

/** Whether an attempt failed because of its address, so that another address may help. */
export function isReturned(progress: Progress, position: number): boolean {
  if (isDiscarded(progress, position)) return false;
  const isRefused = standingOf(progress, position, 0) === "rejected";
  return isRefused || isWithheld(progress, position) || progress.bounced.has(position);
}
