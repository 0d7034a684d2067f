import { clockBy } from "../../../functions/core/access/actor.ts";
import type { Edition } from "../../../functions/core/bulletins/edition.ts";
import { isBeingCounted, isUnderWay } from "../../../functions/core/bulletins/status.ts";
import { allows } from "../../../functions/core/bulletins/transitions/transition.ts";
import type { Account } from "../../../functions/core/ledger/account.ts";
import { redriveEdition } from "../../../functions/steps/clock/redrive-edition.ts";
import { addressAgain } from "../../../functions/steps/editions/address-edition.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { isAddressedTo } from "./list/letter-list.ts";
import { isPassing } from "./passing-failure.ts";
import { decideUncertain } from "./uncertain/decide-uncertain.ts";
import type { UncertainDecision } from "./uncertain/uncertain-decision.ts";

export type Settling = {
  readonly editionId: string;
  readonly listVersion: string;
  /**
   * What to do about people with a letter that SES did not confirm; undefined: they stay uncertain.
   */
  readonly uncertain: UncertainDecision | undefined;
  readonly onAccount: (edition: Edition, account: Account) => void;
  readonly onDecided: (decision: UncertainDecision, people: number) => void;
  /** Whether all letters seem to be out since the last look. */
  readonly seemsOut?: () => boolean;
  readonly stopped: () => boolean;
};

export type Sent = { readonly edition: Edition; readonly account: Account };

const lookEveryMs = 200;
// A limit is needed: a look may have been long only because the table did not answer.
const maxRestMs = 5_000;
const quietMs = { withoutEvents: 3_000, withEvents: 10_000 };

/**
 * Grace periods without news of the uncertain before the edition is held, if the pipeline has not
 * held it.
 */
const maxGraces = 6;

/**
 * Does the clock's work for the edition until every letter is settled and SES's events have come,
 * or have stopped coming. Uses the monotonic clock, because the computer's clock may be set during
 * the wait. Waits for services that do not answer.
 */
export async function untilSettled(pipeline: Pipeline, options: Settling): Promise<Sent> {
  let moved = { mark: "", at: performance.now() };
  let redrivenAt = performance.now();
  let decided = false;
  for (;;) {
    const began = performance.now();
    let isOut = false;
    try {
      const { edition, account } = await readSent(pipeline, options.editionId);
      isOut = account.audience > 0 && account.pending === 0;
      options.onAccount(edition, account);
      const mark = `${edition.status} ${JSON.stringify(account)}`;
      if (mark !== moved.mark) moved = { mark, at: performance.now() };
      const stillMs = performance.now() - moved.at;
      if (options.stopped()) return { edition, account };
      if (!isAddressedTo(edition, options.listVersion) && !isBeingCounted(edition)) {
        if (!allows("address-again", edition) || edition.figures) return { edition, account };
        // If another run changes the edition first, the next look shows what is left to do.
        await addressAgain(pipeline, edition, options.listVersion);
      } else if (!isUnderWay(edition)) {
        if (
          heard(account) >= account.accepted ||
          stillMs > (heard(account) > 0 ? quietMs.withEvents : quietMs.withoutEvents)
        ) {
          if (decided || options.uncertain === undefined || account.uncertain === 0)
            return { edition, account };
          decided = true;
          options.onDecided(
            options.uncertain,
            await decideUncertain(pipeline, edition, options.uncertain),
          );
        }
      } else if (waitsInVain(account, stillMs, pipeline.limits.graceMs)) {
        await holdEdition(pipeline, edition, noAnswer, clockBy("unreachable"));
      } else if (
        (account.pending === 0 || stillMs > pipeline.limits.stallMs) &&
        performance.now() - redrivenAt > Math.min(pipeline.limits.stallMs, 1_000)
      ) {
        await redriveEdition(pipeline, edition);
        redrivenAt = performance.now();
      }
    } catch (error) {
      if (!isPassing(error)) throw error;
      pipeline.log("look-failed", { edition: options.editionId, error: String(error) });
      if (options.stopped()) throw error;
    }
    // Reading the account of a large audience takes long. The rest leaves that time to the sending,
    // and when all letters are out, to the recording of their events.
    const restMs = (performance.now() - began) * (isOut ? 1 : 10);
    const until = performance.now() + Math.min(maxRestMs, restMs);
    do await pipeline.sleep(lookEveryMs);
    while (performance.now() < until && !options.seemsOut?.() && !options.stopped());
  }
}

/** Waits for SES's events about the sent letters as long as events keep coming. */
export async function hearEvents(pipeline: Pipeline, editionId: string): Promise<void> {
  let moved = { heard: 0, at: performance.now() };
  for (;;) {
    const { account } = await readSent(pipeline, editionId);
    const now = heard(account);
    if (now >= account.accepted) return;
    if (now !== moved.heard) moved = { heard: now, at: performance.now() };
    if (performance.now() - moved.at > quietMs.withoutEvents) return;
    await pipeline.sleep(lookEveryMs);
  }
}

/** Reads the edition and its account. Throws if the edition is missing. */
export async function readSent(pipeline: Pipeline, editionId: string): Promise<Sent> {
  const edition = await getEdition(pipeline.table, editionId);
  if (!edition) throw new Error("the edition is missing from the table");
  return { edition, account: await readAccount(pipeline, editionId) };
}

const noAnswer = { code: "no-answer", deadLetters: false } as const;

/** Returns the number of letters with a final SES event. */
function heard({ delivered, bounced, deferred }: Account): number {
  return delivered + bounced + deferred;
}

/** Whether only uncertain people are left, and nothing has changed for a long time. */
function waitsInVain({ pending, uncertain }: Account, stillMs: number, graceMs: number): boolean {
  return pending === 0 && uncertain > 0 && stillMs > maxGraces * graceMs;
}
