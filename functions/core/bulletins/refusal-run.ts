/**
 * Letters of an edition that SES refused one after the other with the same answer, and none accepted in between. A long one is about the
 * letter or the account, not about the people.
 */
export type RefusalRun = {
  /** What SES answered, without addresses. */
  readonly reason: string;
  /** Batch and position of whom it refused. */
  readonly places: readonly RefusedPlace[];
  /** The edition was held for it. Those people are pending again. */
  readonly held?: boolean | undefined;
  /** An answer about single addresses for which the edition was held before: the person who resumed it has looked. */
  readonly looked?: string | undefined;
};
export type RefusedPlace = { readonly batch: string; readonly position: number };

/** What became of one submission, as far as a run goes. */
export type RunStep =
  | { readonly kind: "accepted" }
  | { readonly kind: "refused"; readonly reason: string; readonly place: RefusedPlace };

/** Equal refusals without an acceptance that are no matter of the people any more. */
export const longestRun = 20;

/** Those of a run that is too long: they are not rejected. */
export type BrokenRun = Pick<RefusalRun, "reason" | "places">;

export function isTooLong(run: RefusalRun | undefined): run is RefusalRun {
  return run !== undefined && !run.held && run.places.length >= longestRun;
}

/** Of an edition of which SES accepted nothing: whether the same answer to two or more is about the letter, since it is about no address. */
export function isAboutAll(run: RefusalRun | undefined): run is RefusalRun {
  return run !== undefined && !run.held && run.places.length >= 2 && !isAboutAddress(run.reason);
}

/**
 * Goes on with an edition's run by some submissions, in their order. `isHeld`: the edition is held at this moment, so
 * that those who are refused in the same way were under way when it was held.
 */
export function continueRun(
  from: RefusalRun | undefined,
  steps: readonly RunStep[],
  isHeld: boolean,
): { readonly run: RefusalRun | undefined; readonly broken: BrokenRun | undefined } {
  const looked = from?.held && !isHeld && isAboutAddress(from.reason) ? from.reason : from?.looked;
  const fresh = looked === undefined ? undefined : { reason: "", places: [], looked };
  let run = from?.held && !isHeld ? fresh : from;
  let broken: BrokenRun | undefined = isTooLong(run) ? run : undefined;
  for (const step of steps) {
    if (step.kind === "accepted") run = fresh;
    else if (step.reason !== looked) {
      const { reason, place } = step;
      const others = run?.reason === reason ? run.places.filter(each => !isSame(each, place)) : [];
      run = { ...fresh, ...(run?.reason === reason && run), reason, places: [...others, place] };
      if (run.held || run.places.length >= longestRun) broken = { reason, places: run.places };
    }
  }
  return { run, broken };
}

export function isSame(a: RefusedPlace, b: RefusedPlace): boolean {
  return a.batch === b.batch && a.position === b.position;
}

/** Whether an answer finds fault with an address, in the words of SES: that may be so of many, without the letter being to blame. */
export function isAboutAddress(reason: string): boolean {
  return /\b(local (address|name|part)|domain (contains|starts|ends|name)|invalid domain|missing (final|local|domain)|illegal address|address longer)\b/i.test(
    reason,
  );
}

/** Why an edition is held for a run, and what to do. */
export function sayRun({ reason, places }: BrokenRun, edition: { readonly id: string; readonly subject: string }): string {
  return [
    `SES refused ${places.length} letters one after the other with the same answer, and took none in between: ${reason.replace(/\.?$/, ".")}`,
    "That is about the letter or the AWS account, not about the people: they are still to be sent to, and nobody counts as rejected for it.",
    `Correct it, then resume the edition “${edition.subject}” (${edition.id}).`,
  ].join(" ");
}
