import { latestPositions } from "./attempt.ts";
import {
  isAssumed,
  isDeferred,
  isResent,
  type Progress,
  type Standing,
  standingOf,
} from "./progress.ts";

/**
 * The outcome of an edition, in people. Always: audience = accepted + suppressed + rejected +
 * uncertain + pending. Delivered, bounced, deferred, complained and assumed count accepted people;
 * resent also counts uncertain ones.
 */
export type Account = Readonly<
  Record<
    | Standing
    | "audience"
    | "delivered"
    | "bounced"
    | "deferred"
    | "complained"
    | /** An editor decided that the letter arrived; SES sent no event. */ "assumed"
    | /** Sent again in doubt: the person may have two letters. */ "resent",
    number
  >
>;

export const emptyAccount: Account = {
  audience: 0,
  accepted: 0,
  delivered: 0,
  suppressed: 0,
  rejected: 0,
  uncertain: 0,
  pending: 0,
  bounced: 0,
  deferred: 0,
  complained: 0,
  assumed: 0,
  resent: 0,
};

/** Returns the account plus one batch of `size` people. `now` in epoch milliseconds. */
export function addBatch(account: Account, size: number, progress: Progress, now: number): Account {
  const sum = { ...account, audience: account.audience + size };
  for (const position of latestPositions(progress, size)) {
    sum[standingOf(progress, position, now)]++;
    if (progress.bounced.has(position)) sum.bounced++;
    else if (progress.delivered.has(position)) sum.delivered++;
    if (isDeferred(progress, position)) sum.deferred++;
    if (progress.complained.has(position)) sum.complained++;
    if (isAssumed(progress, position)) sum.assumed++;
    if (isResent(progress, position)) sum.resent++;
  }
  return sum;
}

/** Whether the pipeline has nothing left to do for the edition. */
export function isSettled(account: Account): boolean {
  return account.pending === 0 && account.uncertain === 0;
}
