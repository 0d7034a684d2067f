/** A position is a person's place in the batch, 0 to 49. Facts are only ever added, so applying one twice changes nothing. */
export const facts = [
  "claimed",
  "accepted",
  "rejected",
  "suppressed",
  "evident",
  "delivered",
  /** It came back for good: the address does not work. */
  "bounced",
  /** It came back for now: a full mailbox, a server that was down. */
  "deferred",
  "complained",
  /** SES took it and did not try to send it: the address is on its own suppression list. */
  "withheld",
  /** SES took it and then threw it away, since it found a virus in it, for example. */
  "discarded",
  /** Let be sent to once more in doubt: the person may have the first copy. */
  "released",
  /** Let be sent to once more in doubt after that had happened before: the person may have two already. */
  "releasedAgain",
  /** Let be sent to once more since SES is known not to have taken the first copy. */
  "retried",
  "assumed",
] as const;
export type Fact = (typeof facts)[number];

/** What is known of one batch. */
export type Progress = { readonly [fact in Fact]: ReadonlySet<number> } & {
  /** Where the batch lies in the audience, since a worker first took it. */
  readonly extent?: Extent | undefined;
  /** Epoch milliseconds until when the worker that holds the batch may submit; 0 when nobody holds it. */
  readonly leaseUntil: number;
  /** Epoch milliseconds at which the last message of the latest claim may have been submitted at the latest. */
  readonly claimedAt: number;
};

/** How many people are on the batch, and how many are on all batches up to and with it. */
export type Extent = { readonly size: number; readonly through: number };

/** Where one person stands. Exactly one of these at any moment, hence an account that always sums. */
export type Standing = "accepted" | "rejected" | "suppressed" | "uncertain" | "pending";

/** SES answered with a message id, or one of its events says that it has or had the message. */
export function isKnownAccepted(progress: Progress, position: number): boolean {
  return progress.accepted.has(position) || hasEvent(progress, position);
}

/** One of SES's events is about the person's message. */
export function hasEvent(progress: Progress, position: number): boolean {
  return eventsOf(progress).some(set => set.has(position));
}

function eventsOf({ evident, delivered, bounced, deferred, complained, withheld, discarded }: Progress) {
  return [evident, delivered, bounced, deferred, complained, withheld, discarded];
}

/** The message has left SES: a receiving server took it or refused it, or its reader complained. */
function hasLeft({ delivered, bounced, deferred, complained }: Progress, position: number): boolean {
  return [delivered, bounced, deferred, complained].some(set => set.has(position));
}

/** SES did not try to send it to them. Of two copies the one that left SES counts. */
export function isWithheld(progress: Progress, position: number): boolean {
  return progress.withheld.has(position) && !hasLeft(progress, position);
}

/** SES threw it away. Sending it again would end in the same way. */
export function isDiscarded(progress: Progress, position: number): boolean {
  return progress.discarded.has(position) && !hasLeft(progress, position) && !isWithheld(progress, position);
}

/** It came back for now, and neither a delivery nor a permanent bounce is known: an automatic reply after a delivery is no return. */
export function isDeferred({ deferred, delivered, bounced }: Progress, position: number): boolean {
  return deferred.has(position) && !delivered.has(position) && !bounced.has(position);
}

/**
 * Handed to SES once more while nobody could say whether the first copy had arrived: the person may have two. One that is let go again,
 * and not yet claimed, has had one copy at the most; a copy that SES has refused is none.
 */
export function isResent({ released, releasedAgain, claimed, rejected }: Progress, position: number): boolean {
  return releasedAgain.has(position) || (released.has(position) && claimed.has(position) && !rejected.has(position));
}

export function standingOf(progress: Progress, position: number, now: number): Standing {
  if (isWithheld(progress, position)) return "suppressed";
  if (isDiscarded(progress, position)) return "rejected";
  if (isKnownAccepted(progress, position) || progress.assumed.has(position)) return "accepted";
  if (progress.rejected.has(position)) return "rejected";
  if (progress.suppressed.has(position)) return "suppressed";
  // While the lease lives the answer is still on its way.
  if (progress.claimed.has(position)) return progress.leaseUntil > now ? "pending" : "uncertain";
  return "pending";
}

/** The positions of a batch of this size that stand so. */
export function positionsStanding(progress: Progress, size: number, standing: Standing, now: number): number[] {
  return positions(size).filter(position => standingOf(progress, position, now) === standing);
}

/** Whether everybody on a batch of this size is accepted, rejected or suppressed. */
export function isPassed(progress: Progress, size: number, now: number): boolean {
  return positions(size).every(position => {
    const standing = standingOf(progress, position, now);
    return standing !== "pending" && standing !== "uncertain";
  });
}

/** Who may be claimed: nobody has, and nothing is settled about them. */
export function unclaimed(progress: Progress, size: number): number[] {
  return positions(size).filter(position => !progress.claimed.has(position) && standingOf(progress, position, 0) === "pending");
}

/**
 * How far SES's events cover what is known to have reached it: "complete" when every person for whom SES answered has one. "none":
 * there is no answer to compare the events with. Only complete evidence lets the lack of an event mean anything.
 */
export type Evidence = "none" | "partial" | "complete";

export function evidenceOf(progress: Progress): Evidence {
  if (progress.accepted.size > 0)
    return [...progress.accepted].every(position => hasEvent(progress, position)) ? "complete" : "partial";
  // No answer, and events for some alone: those for the others may be on their way.
  const claimed = [...progress.claimed];
  const isNamed = (position: number) => isKnownAccepted(progress, position);
  return claimed.some(isNamed) && !claimed.every(isNamed) ? "partial" : "none";
}

/** The evidence of two batches taken together. */
export function sumOfEvidence(a: Evidence, b: Evidence): Evidence {
  if (a === "partial" || b === "partial") return "partial";
  return a === "complete" || b === "complete" ? "complete" : "none";
}

/** A batch that nobody has touched yet. */
export const noProgress: Progress = {
  ...(Object.fromEntries(facts.map(fact => [fact, new Set<number>()])) as unknown as {
    readonly [fact in Fact]: ReadonlySet<number>;
  }),
  leaseUntil: 0,
  claimedAt: 0,
};

function positions(size: number): number[] {
  return Array.from({ length: size }, (_, position) => position);
}
