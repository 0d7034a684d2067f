import * as z from "zod";
import { count, exactText, type Read } from "../text/schema-parts.ts";

const refusedPlaceSchema = z.object({ batch: z.string(), position: count });
export type RefusedPlace = Read<typeof refusedPlaceSchema>;

/**
 * Letters of an edition that SES refused in a row with the same answer, with none accepted in
 * between. The cause of a long run is the letter or the account, not the people.
 */
export const refusalRunSchema = z.object({
  /** SES's answer, without addresses. */
  answer: exactText,
  /** Batch and position of the people refused. */
  places: z.array(refusedPlaceSchema),
  /** The edition was held for the run. The people in it are pending again. */
  held: z.boolean().optional(),
  /**
   * An answer about single addresses.
   * The edition was held for it and then resumed, and is not held for it again.
   */
  looked: exactText.optional(),
});
export type RefusalRun = Read<typeof refusalRunSchema>;

/** The outcome of one submission, for the purpose of a run. */
export type RunStep =
  | { readonly kind: "accepted" }
  | { readonly kind: "refused"; readonly answer: string; readonly place: RefusedPlace };

/** The number of equal refusals in a row at which an edition is held. */
export const longestRun = 20;

/** A run that is too long. Its people do not count as rejected. */
export type BrokenRun = Pick<RefusalRun, "answer" | "places">;

export function isTooLong(run: RefusalRun | undefined): run is RefusalRun {
  return run !== undefined && !run.held && run.places.length >= longestRun;
}

/**
 * For an edition without any accepted letter:
 * whether two or more got the same answer, and it is not about an address.
 */
export function isAboutAll(run: RefusalRun | undefined): run is RefusalRun {
  return run !== undefined && !run.held && run.places.length >= 2 && !isAboutAddress(run.answer);
}

/**
 * Continues an edition's run with some submissions, in order. `isHeld`: the edition is held now,
 * so equal refusals are of submissions that had started before the hold.
 */
export function continueRun(
  from: RefusalRun | undefined,
  steps: readonly RunStep[],
  isHeld: boolean,
): { readonly run: RefusalRun | undefined; readonly broken: BrokenRun | undefined } {
  const looked = from?.held && !isHeld && isAboutAddress(from.answer) ? from.answer : from?.looked;
  const fresh = looked === undefined ? undefined : { answer: "", places: [], looked };
  let run = from?.held && !isHeld ? fresh : from;
  let broken: BrokenRun | undefined = isTooLong(run) ? run : undefined;
  for (const step of steps) {
    if (step.kind === "accepted") run = fresh;
    else if (step.answer !== looked) {
      const { answer, place } = step;
      const others = run?.answer === answer ? run.places.filter(each => !isSame(each, place)) : [];
      run = { ...fresh, ...(run?.answer === answer && run), answer, places: [...others, place] };
      if (run.held || run.places.length >= longestRun) broken = { answer, places: run.places };
    }
  }
  return { run, broken };
}

export function isSame(a: RefusedPlace, b: RefusedPlace): boolean {
  return a.batch === b.batch && a.position === b.position;
}

/**
 * Whether SES's answer is about an address.
 * Many addresses can be wrong although the letter is correct.
 */
export function isAboutAddress(answer: string): boolean {
  return /\b(local (address|name|part)|domain (contains|starts|ends|name)|invalid domain|missing (final|local|domain)|illegal address|address longer)\b/i.test(
    answer,
  );
}
