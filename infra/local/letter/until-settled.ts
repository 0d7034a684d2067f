import type { Edition } from "../../../functions/core/bulletins/edition.ts";
import type { Account } from "../../../functions/core/ledger/account.ts";
import { redriveEdition } from "../../../functions/steps/clock/redrive-edition.ts";
import { addressAgain } from "../../../functions/steps/editions/address-edition.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { isPassing } from "./passing-failure.ts";
import { decideUncertain } from "./uncertain/decide-uncertain.ts";
import type { UncertainDecision } from "./uncertain/uncertain-decision.ts";

export type Settling = {
  readonly editionId: string;
  readonly listVersion: string;
  /** What becomes of those whom SES did not confirm; absent: they stay uncertain. */
  readonly uncertain: UncertainDecision | undefined;
  readonly onAccount: (edition: Edition, account: Account) => void;
  readonly onDecided: (decision: UncertainDecision, people: number) => void;
  readonly stopped: () => boolean;
};

export type Sent = { readonly edition: Edition; readonly account: Account };

/** Milliseconds. */
const lookEvery = 200;
/** A look may also have been long because the table did not answer. */
const longestRest = 5_000;
const quiet = { withoutEvents: 3_000, withEvents: 10_000 };

/** Graces for which nothing becomes of the uncertain before a person is asked, if the pipeline has not asked by then. */
const mostGraces = 6;

/**
 * Looks after the edition as the clock does, until all is settled and SES's events have come, or come no more. Its times are the
 * process's own: the computer's clock may be set while it waits. A service that does not answer is waited for.
 */
export async function untilSettled(pipeline: Pipeline, options: Settling): Promise<Sent> {
  let moved = { mark: "", at: performance.now() };
  let redrivenAt = performance.now();
  let decided = false;
  for (;;) {
    const began = performance.now();
    try {
      const { edition, account } = await readSent(pipeline, options.editionId);
      options.onAccount(edition, account);
      const mark = `${edition.status} ${JSON.stringify(account)}`;
      if (mark !== moved.mark) moved = { mark, at: performance.now() };
      const still = performance.now() - moved.at;
      if (options.stopped()) return { edition, account };
      if (edition.listVersion !== options.listVersion && edition.status !== "addressing") {
        if (!(await addressAgain(pipeline, edition, options.listVersion))) return { edition, account };
      } else if (isResting(edition)) {
        if (heard(account) >= account.accepted || still > (heard(account) > 0 ? quiet.withEvents : quiet.withoutEvents)) {
          if (decided || options.uncertain === undefined || account.uncertain === 0) return { edition, account };
          decided = true;
          options.onDecided(options.uncertain, await decideUncertain(pipeline, edition, options.uncertain));
        }
      } else if (waitsInVain(account, still, pipeline.limits.grace)) {
        await holdEdition(pipeline, edition.id, edition.status, noAnswer);
      } else if (
        (account.pending === 0 || still > pipeline.limits.stall) &&
        performance.now() - redrivenAt > Math.min(pipeline.limits.stall, 1_000)
      ) {
        await redriveEdition(pipeline, edition);
        redrivenAt = performance.now();
      }
    } catch (error) {
      if (!isPassing(error)) throw error;
      pipeline.log("look-failed", { edition: options.editionId, error: String(error) });
      if (options.stopped()) throw error;
    }
    // Reading the account of a large audience takes its time; the sending comes first.
    const until = performance.now() + Math.min(longestRest, (performance.now() - began) * 10);
    do await pipeline.sleep(lookEvery);
    while (performance.now() < until && !options.stopped());
  }
}

/** Waits for what SES's events still say of the letters that were sent, as long as they keep coming. */
export async function hearEvents(pipeline: Pipeline, editionId: string): Promise<void> {
  let moved = { heard: 0, at: performance.now() };
  for (;;) {
    const { account } = await readSent(pipeline, editionId);
    const now = heard(account);
    if (now >= account.accepted) return;
    if (now !== moved.heard) moved = { heard: now, at: performance.now() };
    if (performance.now() - moved.at > quiet.withoutEvents) return;
    await pipeline.sleep(lookEvery);
  }
}

/** The edition and its account as they are now. */
export async function readSent(pipeline: Pipeline, editionId: string): Promise<Sent> {
  const edition = await getEdition(pipeline.table, editionId);
  if (!edition) throw new Error("the edition is gone from the table");
  return { edition, account: await readAccount(pipeline, editionId) };
}

const noAnswer = "SES gave no answer for some people, and none of its events has named them: see who is uncertain.";

/** Nothing more happens to it unless a person, or an event, changes it. */
function isResting({ status }: Edition): boolean {
  return status === "finished" || status === "held" || status === "stopped" || status === "empty";
}

/** People whose letter's end SES's events have told. */
function heard({ delivered, bounced, deferred }: Account): number {
  return delivered + bounced + deferred;
}

/** Only the uncertain are left, and no event has come for a long time. `still` and `graceMs` in milliseconds. */
function waitsInVain({ pending, uncertain }: Account, still: number, graceMs: number): boolean {
  return pending === 0 && uncertain > 0 && still > mostGraces * graceMs;
}
