import type { HistoryItem } from "../../core/access/history-item.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { type Progress, triedAddress } from "../../core/ledger/progress.ts";
import { editionKey } from "../bulletins/editions.ts";
import { historyWrite } from "../history/histories.ts";
import type { Table } from "../table.ts";
import { transact } from "../transact.ts";
import { progressKey } from "./batch-progress.ts";

/** Another attempt for a person of a batch. */
export type NewAttempt = {
  readonly edition: Pick<Edition, "id" | "status">;
  readonly batch: string;
  /** The person's first position. */
  readonly first: number;
  /** The position that the attempt gets. */
  readonly position: number;
  /** The keyed hash of the address. */
  readonly hash: string;
  /** The batch when the decision read it. */
  readonly seen: Pick<Progress, "attempts">;
  readonly history: HistoryItem;
};

/**
 * Adds an attempt to a batch, with the history item of the decision, and makes the clock read all
 * batches of the edition again. Nothing else about the batch changes. Returns false, with nothing
 * written, if the batch has more attempts or the edition another status now.
 */
export async function addAttempt(
  table: Table,
  { edition, batch, first, position, hash, seen, history }: NewAttempt,
): Promise<boolean> {
  const isFirst = seen.attempts.length === 0;
  const add = {
    UpdateExpression: isFirst
      ? "SET attempts = :first ADD tried :tried"
      : "SET attempts = list_append(attempts, :first) ADD tried :tried",
    ConditionExpression: isFirst ? "attribute_not_exists(attempts)" : "size(attempts) = :known",
    values: {
      ":first": [first],
      ":tried": new Set([triedAddress(position, hash)]),
      ":known": isFirst ? undefined : seen.attempts.length,
    },
  };
  const forget = {
    UpdateExpression: "REMOVE settled, heard",
    ConditionExpression: "#status = :seen",
    ExpressionAttributeNames: { "#status": "status" },
    values: { ":seen": edition.status },
  };
  const writes = [
    { kind: "update", key: progressKey(edition.id, batch), update: add } as const,
    { kind: "update", key: editionKey(edition.id), update: forget } as const,
    historyWrite(history),
  ];
  return (await transact(table, writes, history.id)).kind === "written";
}
