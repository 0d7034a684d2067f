import { type Edition, editionSchema } from "../../core/bulletins/edition.ts";
import { editionKey } from "../bulletins/editions.ts";
import { deleteItem, type Key, queryItems, type Table, updateItem } from "../table.ts";

/** In the index, after an edition has nothing left to wait for: its ledger ends at `dueAt`. */
const ledgerDue = "LEDGER";

/** Stores when the ledger of an edition that is over ends, instead of watching it for events. */
export async function keepLedgerUntil(table: Table, edition: Edition, end: Date): Promise<void> {
  await updateItem(table, editionKey(edition.id), {
    UpdateExpression: "SET due = :ledger, dueAt = :end",
    ConditionExpression: "#status = :status AND rounds = :rounds AND due = :events",
    ExpressionAttributeNames: { "#status": "status" },
    values: {
      ":status": edition.status,
      ":rounds": edition.rounds,
      ":events": "EVENTS",
      ":ledger": ledgerDue,
      ":end": end.toISOString(),
    },
  });
}

/** Returns the edition whose ledger should have ended first, if any has. */
export async function findOldLedger(table: Table, now: Date): Promise<Edition | undefined> {
  const query = {
    IndexName: "due",
    KeyConditionExpression: "due = :ledger AND dueAt <= :now",
    Limit: 1,
    values: { ":ledger": ledgerDue, ":now": now.toISOString() },
  };
  for await (const item of queryItems(table, query)) return editionSchema.parse(item);
  return undefined;
}

/**
 * Stores an edition's figures with the edition, for the time without a ledger. Returns false if
 * someone has sent to people of the edition again since it was over.
 */
export async function keepFigures(
  table: Table,
  { id, status, rounds }: Edition,
  figures: NonNullable<Edition["figures"]>,
): Promise<boolean> {
  const kept = await updateItem(table, editionKey(id), {
    UpdateExpression: "SET figures = if_not_exists(figures, :figures)",
    ConditionExpression: "#status = :status AND rounds = :rounds AND due = :ledger",
    ExpressionAttributeNames: { "#status": "status" },
    values: { ":figures": figures, ":status": status, ":rounds": rounds, ":ledger": ledgerDue },
  });
  return kept !== undefined;
}

/** Yields the keys of everything in an edition's ledger. */
export async function* listLedgerKeys(table: Table, edition: string): AsyncGenerator<Key> {
  for (const rows of ["BATCH#", "PROGRESS#", "MESSAGES#", "NOTES#"]) {
    const query = {
      KeyConditionExpression: "PK = :pk AND begins_with(SK, :rows)",
      ProjectionExpression: "PK, SK",
      values: { ":pk": `EDITION#${edition}`, ":rows": rows },
    };
    for await (const { PK, SK } of queryItems(table, query))
      yield { PK: String(PK), SK: String(SK) };
  }
}

export async function deleteLedgerRows(table: Table, keys: readonly Key[]): Promise<void> {
  await Promise.all(keys.map(key => deleteItem(table, key)));
}

/** The ledger has ended: nothing is due for the edition any more. */
export async function forgetLedger(table: Table, edition: string): Promise<void> {
  await updateItem(table, editionKey(edition), {
    UpdateExpression: "REMOVE due, dueAt",
    ConditionExpression: "due = :ledger AND attribute_exists(figures)",
    values: { ":ledger": ledgerDue },
  });
}
