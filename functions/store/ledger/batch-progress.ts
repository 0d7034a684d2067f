import * as z from "zod";
import { type Extent, type Fact, facts, type Progress } from "../../core/ledger/progress.ts";
import {
  between,
  getItem,
  type Item,
  type Key,
  type KeyRun,
  queryItems,
  type Table,
  type Update,
  updateItem,
} from "../table.ts";

import { batchId } from "./batches.ts";

export const progressKey = (edition: string, batch: string): Key => ({
  PK: `EDITION#${edition}`,
  SK: `PROGRESS#${batch}`,
});

/** Positions to add to each set, and tried addresses. */
export type Found = { readonly [fact in Fact]?: readonly number[] } & {
  readonly tried?: readonly string[];
};

/** The worker that holds the batch, and until when (epoch milliseconds). */
export type Lease = { readonly owner: string; readonly until: number };

export async function getProgress(table: Table, edition: string, batch: string): Promise<Progress> {
  return readProgress(
    (await getItem(table, progressKey(edition, batch), { consistent: true })) ?? {},
  );
}

/** Batches in memory at a time, for any size of audience. A page of 1 MB would have about 1,000. */
const pageSize = 200;

/**
 * Yields the progress of each batch that has any, or of a run of them, in the order of batch ids.
 */
export async function* listProgress(
  table: Table,
  edition: string,
  run: KeyRun = {},
): AsyncGenerator<{ batch: string; progress: Progress }> {
  const query = {
    KeyConditionExpression: "PK = :pk AND SK BETWEEN :from AND :to",
    ConsistentRead: true,
    Limit: pageSize,
    values: { ":pk": `EDITION#${edition}`, ...between("PROGRESS#", run) },
  };
  for await (const item of queryItems(table, query))
    yield { batch: String(item.SK).slice("PROGRESS#".length), progress: readProgress(item) };
}

/** Yields the progress of the batches of one round, in order. */
export function listProgressOfRound(table: Table, edition: string, round: number) {
  return listProgress(table, edition, { from: batchId(round, ""), upTo: batchId(round, "~") });
}

/**
 * Takes the batch's lease; returns the progress so far,
 * or undefined if another worker holds the lease.
 */
export async function takeLease(
  table: Table,
  edition: string,
  batch: string,
  { extent, lease, now }: { readonly extent: Extent; readonly lease: Lease; readonly now: number },
): Promise<Progress | undefined> {
  const taken = await updateItem(table, progressKey(edition, batch), {
    UpdateExpression: "SET leaseOwner = :owner, leaseUntil = :until, extent = :extent",
    ConditionExpression:
      "attribute_not_exists(leaseUntil) OR leaseUntil <= :now OR leaseOwner = :owner",
    ReturnValues: "ALL_NEW",
    values: { ":owner": lease.owner, ":until": lease.until, ":extent": extent, ":now": now },
  });
  return taken && readProgress(taken);
}

/**
 * Records a window's outcomes and claims the next window, in one write. A lease that ends at 0 is
 * returned. Returns false if another worker has the batch: then nothing was written, and you must
 * not submit anything.
 */
export async function recordAndClaim(
  table: Table,
  edition: string,
  batch: string,
  {
    found,
    lease,
    claimedAt,
  }: { readonly found: Found; readonly lease: Lease; readonly claimedAt: number },
): Promise<boolean> {
  const { add, values, names } = additions(found);
  const recorded = await updateItem(table, progressKey(edition, batch), {
    ...names,
    UpdateExpression: `SET leaseUntil = :until${found.claimed?.length ? ", claimedAt = :claimedAt" : ""}${add}`,
    ConditionExpression: "leaseOwner = :owner",
    values: {
      ...values,
      ":owner": lease.owner,
      ":until": lease.until,
      ...(found.claimed?.length && { ":claimedAt": claimedAt }),
    },
  });
  return recorded !== undefined;
}

/**
 * Removes claims of people whose letters SES refused: they were not sent.
 * Returns false if another worker has the batch.
 */
export async function unclaim(
  table: Table,
  edition: string,
  batch: string,
  { positions, owner }: { readonly positions: readonly number[]; readonly owner: string },
): Promise<boolean> {
  const done = await updateItem(table, progressKey(edition, batch), {
    UpdateExpression: "DELETE claimed :positions",
    ConditionExpression: "leaseOwner = :owner",
    values: { ":positions": new Set(positions), ":owner": owner },
  });
  return done !== undefined;
}

/**
 * Removes claims of people whose letters never reached SES, even if another worker has the batch
 * now. Returns false, with nothing written, if any of them was released since: that worker may have
 * claimed them.
 */
export async function unclaimUnreleased(
  table: Table,
  edition: string,
  batch: string,
  positions: readonly number[],
): Promise<boolean> {
  const kept = positions.flatMap((_, index) =>
    ["released", "retried"].map(fact => `NOT contains(${fact}, :p${index})`),
  );
  const done = await updateItem(table, progressKey(edition, batch), {
    UpdateExpression: "DELETE claimed :positions",
    ConditionExpression: kept.join(" AND "),
    values: {
      ":positions": new Set(positions),
      ...Object.fromEntries(positions.map((position, index) => [`:p${index}`, position])),
    },
  });
  return done !== undefined;
}

/** Moves a claim from a clock ahead of ours to `now`. Both in epoch milliseconds. */
export async function moveClaim(
  table: Table,
  edition: string,
  batch: string,
  { seen, now }: { readonly seen: number; readonly now: number },
): Promise<void> {
  await updateItem(table, progressKey(edition, batch), {
    UpdateExpression: "SET claimedAt = :now",
    ConditionExpression: "claimedAt = :seen AND leaseUntil <= :now",
    values: { ":seen": seen, ":now": now },
  });
}

/**
 * Clears an expired lease that its worker did not return.
 * Returns false if it was cleared or another worker has the batch.
 */
export async function endLease(
  table: Table,
  edition: string,
  batch: string,
  ended: number,
): Promise<boolean> {
  const done = await updateItem(table, progressKey(edition, batch), {
    UpdateExpression: "SET leaseUntil = :none",
    ConditionExpression: "leaseUntil = :ended",
    values: { ":none": 0, ":ended": ended },
  });
  return done !== undefined;
}

/**
 * Adds facts to a batch; returns its progress.
 * Sets only grow, so a fact may arrive twice, late or in any order.
 */
export async function addFacts(
  table: Table,
  edition: string,
  batch: string,
  found: Found,
): Promise<Progress> {
  const { add, values, names } = additions(found);
  if (add === "") return getProgress(table, edition, batch);
  const update = {
    UpdateExpression: add.trim(),
    ReturnValues: "ALL_NEW",
    values,
    ...names,
  } as const;
  return readProgress((await updateItem(table, progressKey(edition, batch), update)) ?? {});
}

/**
 * Sets when a batch's progress expires (epoch milliseconds). Facts added later do not change that.
 */
export async function letExpire(
  table: Table,
  edition: string,
  batch: string,
  at: number,
): Promise<void> {
  await updateItem(table, progressKey(edition, batch), {
    UpdateExpression: "SET expires = :at",
    values: { ":at": Math.ceil(at / 1000) },
  });
}

/** A reserved word in DynamoDB. Expressions need a placeholder for it. */
const reserved: Fact = "deferred";

function additions(found: Found): {
  add: string;
  values: Item;
  names: Pick<Update, "ExpressionAttributeNames">;
} {
  const { tried = [] } = found;
  const present = facts.filter(fact => (found[fact]?.length ?? 0) > 0);
  const added = present.map(fact => `${fact === reserved ? "#" : ""}${fact} :${fact}`);
  if (tried.length > 0) added.push("tried :tried");
  return {
    add: added.length > 0 ? ` ADD ${added.join(", ")}` : "",
    values: {
      ...Object.fromEntries(present.map(fact => [`:${fact}`, new Set(found[fact])])),
      ...(tried.length > 0 && { ":tried": new Set(tried) }),
    },
    names: present.includes(reserved)
      ? { ExpressionAttributeNames: { [`#${reserved}`]: reserved } }
      : {},
  };
}

const storedExtent = z.object({ size: z.number(), through: z.number() }).optional();
const storedAttempts = z.array(z.int().nonnegative()).default([]);
const storedTried = z.set(z.string()).default(new Set());

/** Reads an item of a batch's progress. */
export function readProgress(item: Item): Progress {
  const positions = (value: unknown): ReadonlySet<number> =>
    value instanceof Set ? value : new Set();
  const sets = Object.fromEntries(facts.map(fact => [fact, positions(item[fact])])) as {
    [fact in Fact]: ReadonlySet<number>;
  };
  const extent = storedExtent.parse(item.extent);
  return {
    ...sets,
    extent,
    attempts: storedAttempts.parse(item.attempts),
    tried: storedTried.parse(item.tried),
    leaseUntil: Number(item.leaseUntil ?? 0),
    claimedAt: Number(item.claimedAt ?? 0),
  };
}
