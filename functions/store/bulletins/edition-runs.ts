import type { HistoryItem } from "../../core/access/history-item.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import type { RefusalRun } from "../../core/bulletins/refusal-run.ts";
import { historyWrite } from "../history/histories.ts";
import { getItem, type Table, updateItem } from "../table.ts";
import { transact } from "../transact.ts";
import { editionKey } from "./editions.ts";

/** Moves the end of an edition's settled run, unless another process has moved it since. */
export function moveSettled(
  table: Table,
  edition: Edition,
  settled: NonNullable<Edition["settled"]>,
): Promise<void> {
  return moveRun(table, edition, "settled", settled);
}

/** Moves the end of an edition's heard run, unless another process has moved it since. */
export function moveHeard(
  table: Table,
  edition: Edition,
  heard: NonNullable<Edition["heard"]>,
): Promise<void> {
  return moveRun(table, edition, "heard", heard);
}

async function moveRun(
  table: Table,
  edition: Edition,
  run: "settled" | "heard",
  to: { readonly batch: string; readonly through: number },
): Promise<void> {
  const from = edition[run]?.batch;
  await updateItem(table, editionKey(edition.id), {
    UpdateExpression: `SET ${run} = :to`,
    ConditionExpression:
      from === undefined
        ? `attribute_exists(PK) AND attribute_not_exists(${run})`
        : `${run}.#batch = :from`,
    ...(from !== undefined && { ExpressionAttributeNames: { "#batch": "batch" } }),
    values: { ":to": to, ...(from !== undefined && { ":from": from }) },
  });
}

/**
 * Makes the clock read all batches of an edition again,
 * because a person in a settled batch gets another copy.
 */
export async function forgetSettled(table: Table, id: string): Promise<void> {
  await updateItem(table, editionKey(id), {
    UpdateExpression: "REMOVE settled, heard",
    ConditionExpression: "attribute_exists(PK)",
    values: {},
  });
}

/**
 * Records the decision to send again to people of an edition, and makes the clock read all its
 * batches again. Returns false, with nothing written, if the edition has another status now.
 */
export async function decideToSendAgain(
  table: Table,
  { id, status }: Pick<Edition, "id" | "status">,
  history: HistoryItem,
): Promise<boolean> {
  const update = {
    UpdateExpression: "REMOVE settled, heard",
    // Nobody gets a letter again that is being corrected.
    ConditionExpression: "#status = :seen AND attribute_not_exists(correctedBy)",
    ExpressionAttributeNames: { "#status": "status" },
    values: { ":seen": status },
  };
  const forget = { kind: "update", key: editionKey(id), update } as const;
  return (await transact(table, [forget, historyWrite(history)], history.id)).kind === "written";
}

/**
 * Changes an edition's run of refusals,
 * unless another process changed it since `seen`; returns whether it did.
 */
export async function changeRefusals(
  table: Table,
  id: string,
  {
    seen,
    run,
    mark,
  }: {
    readonly seen: Edition["refusals"];
    readonly run: RefusalRun | undefined;
    readonly mark: string;
  },
): Promise<boolean> {
  const changed = await updateItem(table, editionKey(id), {
    UpdateExpression: run ? "SET refusals = :run" : "REMOVE refusals",
    ConditionExpression: `attribute_exists(PK) AND ${seen ? "refusals.#mark = :seen" : "attribute_not_exists(refusals)"}`,
    ...(seen && { ExpressionAttributeNames: { "#mark": "mark" } }),
    values: { ...(run && { ":run": { ...run, mark } }), ...(seen && { ":seen": seen.mark }) },
  });
  return changed !== undefined;
}

/** Stores how far an edition is; returns since when it is that far (epoch milliseconds). */
export async function noteProgress(
  table: Table,
  id: string,
  mark: string,
  now: number,
): Promise<number> {
  const moved = await updateItem(table, editionKey(id), {
    UpdateExpression: "SET mark = :mark, markedAt = :now",
    // A mark from the future comes from a clock that was ahead, so it counts from now.
    ConditionExpression:
      "attribute_exists(PK) AND (attribute_not_exists(mark) OR mark <> :mark OR markedAt > :now)",
    values: { ":mark": mark, ":now": now },
  });
  if (moved) return now;
  return Number((await getItem(table, editionKey(id), { consistent: true }))?.markedAt ?? now);
}
