import type { HistoryItem } from "../../core/access/history-item.ts";
import type { Progress } from "../../core/ledger/progress.ts";
import { historyWrite } from "../history/histories.ts";
import { type Table, updateItem } from "../table.ts";
import { transact } from "../transact.ts";
import { getProgress, progressKey } from "./batch-progress.ts";

/** People of a batch who are to get another copy, with the standing that the decision saw. */
export type Decided = {
  readonly uncertain: readonly number[];
  readonly rejected: readonly number[];
  /** Were in doubt; now it is certain that SES does not have their letter. */
  readonly absent?: readonly number[];
};

/** The state of a batch when the decision read it. */
export type Seen = Pick<Progress, "claimedAt">;

// The state that the decision read still holds:
// no worker has the batch, and no worker has claimed anyone since.
const asSeen = "(attribute_not_exists(leaseUntil) OR leaseUntil <= :now) AND ";
const claimsAsSeen = (seen: Seen) =>
  seen.claimedAt === 0 ? "attribute_not_exists(claimedAt)" : "claimedAt = :claimedAt";
const valuesSeen = (seen: Seen, now: number) => ({
  ":now": now,
  ...(seen.claimedAt > 0 && { ":claimedAt": seen.claimedAt }),
});

/**
 * Releases people for another claim. Stores for the uncertain that they may receive two letters;
 * the rejected and the absent have none. Returns false, with nothing written, if a worker has the
 * batch or had it since `seen`.
 */
export async function releaseAgain(
  table: Table,
  edition: string,
  batch: string,
  {
    decided: { uncertain, rejected, absent = [] },
    seen,
    now,
  }: {
    readonly decided: Decided;
    readonly seen: Seen & Pick<Progress, "released">;
    readonly now: number;
  },
): Promise<boolean> {
  const again = uncertain.filter(position => seen.released.has(position));
  const noted = Object.entries({
    released: uncertain,
    releasedAgain: again,
    retried: absent,
  }).filter(([, some]) => some.length > 0);
  const adds = noted.map(([fact]) => `${fact} :${fact}`).join(", ");
  const released = await updateItem(table, progressKey(edition, batch), {
    UpdateExpression: `DELETE claimed :all${rejected.length > 0 ? ", rejected :rejected" : ""}${adds && ` ADD ${adds}`}`,
    ConditionExpression: `${asSeen}${claimsAsSeen(seen)}`,
    values: {
      ...valuesSeen(seen, now),
      ":all": new Set([...uncertain, ...rejected, ...absent]),
      ...(rejected.length > 0 && { ":rejected": new Set(rejected) }),
      ...Object.fromEntries(noted.map(([fact, some]) => [`:${fact}`, new Set(some)])),
    },
  });
  return released !== undefined;
}

/**
 * Releases people who were skipped as suppressed.
 * Returns false, with nothing written, in the cases of `releaseAgain`.
 */
export async function restoreSuppressed(
  table: Table,
  edition: string,
  batch: string,
  {
    positions,
    seen,
    now,
  }: { readonly positions: readonly number[]; readonly seen: Seen; readonly now: number },
): Promise<boolean> {
  const restored = await updateItem(table, progressKey(edition, batch), {
    UpdateExpression: "DELETE suppressed :positions",
    ConditionExpression: `${asSeen}${claimsAsSeen(seen)}`,
    values: { ...valuesSeen(seen, now), ":positions": new Set(positions) },
  });
  return restored !== undefined;
}

/** The uncertain of a batch who are to count as delivered. */
export type Assuming = {
  readonly edition: string;
  readonly batch: string;
  readonly uncertain: readonly number[];
  readonly seen: Seen;
  readonly now: number;
};

/**
 * Counts the uncertain as delivered. Returns false, with nothing written, in the cases of
 * `releaseAgain`, or if the people were released since. `history`: the item of the decision, with
 * the first of its batches.
 */
export async function assume(
  table: Table,
  { edition, batch, uncertain, seen, now }: Assuming,
  history: HistoryItem | undefined,
): Promise<boolean> {
  const claimed = uncertain.map(position => `contains(claimed, :p${position})`).join(" AND ");
  const key = progressKey(edition, batch);
  const update = {
    UpdateExpression: "ADD assumed :uncertain",
    ConditionExpression: `${asSeen}${claimsAsSeen(seen)} AND ${claimed}`,
    values: {
      ...valuesSeen(seen, now),
      ":uncertain": new Set(uncertain),
      ...Object.fromEntries(uncertain.map(position => [`:p${position}`, position])),
    },
  };
  if (!history) return (await updateItem(table, key, update)) !== undefined;
  const writes = [{ kind: "update", key, update } as const, historyWrite(history)];
  return (await transact(table, writes, history.id)).kind === "written";
}

/** More than the workers that can write about the same people at a time. */
const maxTries = 20;

/**
 * Makes rejected people pending again, even if a worker has the batch: SES accepted none of their
 * letters. People with another standing stay as they are.
 */
export async function takeBackRefused(
  table: Table,
  edition: string,
  batch: string,
  positions: readonly number[],
): Promise<void> {
  for (let tried = 0; tried < maxTries; tried++) {
    const { rejected } = await getProgress(table, edition, batch);
    const refused = positions.filter(position => rejected.has(position));
    if (refused.length === 0) return;
    const done = await updateItem(table, progressKey(edition, batch), {
      UpdateExpression: "DELETE rejected :refused, claimed :refused",
      // If an approver sends to them again now, their claim no longer belongs to the refusal.
      ConditionExpression: refused
        .map(position => `contains(rejected, :p${position})`)
        .join(" AND "),
      values: {
        ":refused": new Set(refused),
        ...Object.fromEntries(refused.map(position => [`:p${position}`, position])),
      },
    });
    if (done) return;
  }
  throw new Error(
    `the people that SES refused in batch ${batch} of edition ${edition} could not be made pending again`,
  );
}
