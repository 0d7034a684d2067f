import { isDeferred, isKnownAccepted, isResent, type Progress, type Standing, standingOf } from "./progress.ts";

/**
 * What became of an edition, in people. audience = accepted + suppressed + rejected + uncertain + pending, always.
 * Delivered, bounced, deferred, complained and assumed are of the accepted; resent are of the accepted and the uncertain.
 */
export type Account = Readonly<
  Record<
    | Standing
    | "audience"
    | "delivered"
    | "bounced"
    | "deferred"
    | "complained"
    | /** Taken as delivered by an editor, with nothing from SES. */ "assumed"
    | /** Sent to a second time in doubt: they may have two. */ "resent",
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

/** The account with one more batch of `size` people in it. `now` in epoch milliseconds. */
export function addBatch(account: Account, size: number, progress: Progress, now: number): Account {
  const sum = { ...account, audience: account.audience + size };
  for (let position = 0; position < size; position++) {
    sum[standingOf(progress, position, now)]++;
    if (progress.bounced.has(position)) sum.bounced++;
    else if (progress.delivered.has(position)) sum.delivered++;
    if (isDeferred(progress, position)) sum.deferred++;
    if (progress.complained.has(position)) sum.complained++;
    if (progress.assumed.has(position) && !isKnownAccepted(progress, position)) sum.assumed++;
    if (isResent(progress, position)) sum.resent++;
  }
  return sum;
}

/** Whether all that can be done by machine is done. */
export function isSettled(account: Account): boolean {
  return account.pending === 0 && account.uncertain === 0;
}
