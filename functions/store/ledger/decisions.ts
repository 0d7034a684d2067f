import type { Progress } from "../../core/ledger/progress.ts";
import { type Table, updateItem } from "../table.ts";
import { getProgress, progressKey } from "./batch-progress.ts";

/** People of a batch who are to be sent to once more, as they were seen. */
export type Decided = {
  readonly uncertain: readonly number[];
  readonly rejected: readonly number[];
  /** In doubt until it was certain that SES has not taken their letter. */
  readonly absent?: readonly number[];
};

/** How a batch was when it was looked at. */
export type Seen = Pick<Progress, "claimedAt">;

// What was seen still holds: no worker has the batch, and none has claimed anyone on it since.
const asSeen = "(attribute_not_exists(leaseUntil) OR leaseUntil <= :now) AND ";
const claimsAsSeen = (seen: Seen) => (seen.claimedAt === 0 ? "attribute_not_exists(claimedAt)" : "claimedAt = :claimedAt");
const valuesSeen = (seen: Seen, now: number) => ({
  ":now": now,
  ...(seen.claimedAt > 0 && { ":claimedAt": seen.claimedAt }),
});

/**
 * Lets people be claimed once more. Of the uncertain it is noted that they may receive two; the rejected and the absent have none. False
 * when a worker has the batch, or has had it since it was seen: then nothing was written.
 */
export async function releaseAgain(
  table: Table,
  edition: string,
  batch: string,
  { uncertain, rejected, absent = [] }: Decided,
  seen: Seen & Pick<Progress, "released">,
  now: number,
): Promise<boolean> {
  const again = uncertain.filter(position => seen.released.has(position));
  const noted = Object.entries({ released: uncertain, releasedAgain: again, retried: absent }).filter(
    ([, some]) => some.length > 0,
  );
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

/** Lets people be claimed who were passed over as suppressed. False, with nothing written, as for `releaseAgain`. */
export async function restoreSuppressed(
  table: Table,
  edition: string,
  batch: string,
  positions: readonly number[],
  seen: Seen,
  now: number,
): Promise<boolean> {
  const restored = await updateItem(table, progressKey(edition, batch), {
    UpdateExpression: "DELETE suppressed :positions",
    ConditionExpression: `${asSeen}${claimsAsSeen(seen)}`,
    values: { ...valuesSeen(seen, now), ":positions": new Set(positions) },
  });
  return restored !== undefined;
}

/** Takes the uncertain as delivered. False, with nothing written, as for `releaseAgain`; or when they were released meanwhile. */
export async function assume(
  table: Table,
  edition: string,
  batch: string,
  uncertain: readonly number[],
  seen: Seen,
  now: number,
): Promise<boolean> {
  const claimed = uncertain.map(position => `contains(claimed, :p${position})`).join(" AND ");
  const assumed = await updateItem(table, progressKey(edition, batch), {
    UpdateExpression: "ADD assumed :uncertain",
    ConditionExpression: `${asSeen}${claimsAsSeen(seen)} AND ${claimed}`,
    values: {
      ...valuesSeen(seen, now),
      ":uncertain": new Set(uncertain),
      ...Object.fromEntries(uncertain.map(position => [`:p${position}`, position])),
    },
  });
  return assumed !== undefined;
}

/** Workers that may write about the same people at a time; more than there can be. */
const tries = 20;

/** Makes people pending again who were counted as rejected, whoever has the batch: SES took none of their letters. Others are left alone. */
export async function takeBackRefused(table: Table, edition: string, batch: string, positions: readonly number[]): Promise<void> {
  for (let tried = 0; tried < tries; tried++) {
    const { rejected } = await getProgress(table, edition, batch);
    const refused = positions.filter(position => rejected.has(position));
    if (refused.length === 0) return;
    const done = await updateItem(table, progressKey(edition, batch), {
      UpdateExpression: "DELETE rejected :refused, claimed :refused",
      // An approver may have them sent to again at this moment: then their claim is no longer that of the refusal.
      ConditionExpression: refused.map(position => `contains(rejected, :p${position})`).join(" AND "),
      values: {
        ":refused": new Set(refused),
        ...Object.fromEntries(refused.map(position => [`:p${position}`, position])),
      },
    });
    if (done) return;
  }
  throw new Error(`those whom SES refused in batch ${batch} of edition ${edition} cannot be taken back`);
}
