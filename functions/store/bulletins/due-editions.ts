import { type Edition, editionSchema } from "../../core/bulletins/edition.ts";
import { type DueKey, dueKeyOf } from "../../core/bulletins/status.ts";
import { parseDue } from "../due-index.ts";
import { type OnUnreadable, type Table, updateItem } from "../table.ts";
import { editionKey } from "./editions.ts";

/** Returns the editions that wait for an approval, or for their date. */
export function listProposedEditions(
  table: Table,
  onUnreadable?: OnUnreadable,
): Promise<Edition[]> {
  return editionsDue(table, "PROPOSED", onUnreadable);
}

/** Returns the skipped editions that people are still to be told of. */
export function listSkippedEditions(table: Table): Promise<Edition[]> {
  return editionsDue(table, "SKIPPED");
}

/** Returns the editions under way. */
export function listUnfinishedEditions(
  table: Table,
  onUnreadable?: OnUnreadable,
): Promise<Edition[]> {
  return editionsDue(table, "EDITION", onUnreadable);
}

/** Returns the editions that wait for a person. */
export function listHeldEditions(table: Table): Promise<Edition[]> {
  return editionsDue(table, "HELD");
}

/** Returns the editions that are over and may still get events from SES. */
export function listOverEditions(table: Table): Promise<Edition[]> {
  return editionsDue(table, "EVENTS");
}

function editionsDue(table: Table, due: DueKey, onUnreadable?: OnUnreadable): Promise<Edition[]> {
  return parseDue(table, { due }, item => editionSchema.parse(item), onUnreadable);
}

/** Removes an edition that is over or skipped from the index: it has nothing left to wait for. */
export async function stopWatching(table: Table, edition: Edition): Promise<void> {
  await updateItem(table, editionKey(edition.id), {
    UpdateExpression: "REMOVE due, dueAt",
    ConditionExpression: "#status = :status AND rounds = :rounds AND due = :due",
    ExpressionAttributeNames: { "#status": "status" },
    values: { ":status": edition.status, ":rounds": edition.rounds, ":due": dueKeyOf(edition) },
  });
}
