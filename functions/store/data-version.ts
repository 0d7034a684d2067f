import * as z from "zod";
import { getItem, type Key, type Table, updateItem } from "./table.ts";

/**
 * The version of the items that this code writes. Raise it if older code could misread a new item.
 */
export const tableVersion = 1;

const versionKey: Key = { PK: "VERSION", SK: "VERSION" };
const stored = z.object({ version: z.number().int() });

/** Returns the version of the table's items; 0 if no version is stored. */
export async function readVersion(table: Table): Promise<number> {
  const item = await getItem(table, versionKey, { consistent: true });
  return item ? stored.parse(item).version : 0;
}

/**
 * Stores that the table may contain items of this code's version from now on.
 * Never lowers the stored version.
 */
export async function raiseVersion(table: Table): Promise<void> {
  await updateItem(table, versionKey, {
    UpdateExpression: "SET version = :mine",
    ConditionExpression: "attribute_not_exists(version) OR version < :mine",
    values: { ":mine": tableVersion },
  });
}

/** The table may contain items of a version that this code could misread. */
export class NewerDataError extends Error {
  override readonly name = "NewerDataError";
  readonly kind = "newer-data";
}

/**
 * Throws a NewerDataError, whose message is one sentence, if the table may contain items of a newer
 * version. `todo` is the advice at its end.
 */
export async function refuseNewerTable(
  table: Table,
  todo = 'deploy the newer code again (see "Upgrade and rollback" in docs/operating.md)',
): Promise<void> {
  const version = await readVersion(table);
  if (version <= tableVersion) return;
  throw new NewerDataError(
    `The table ${table.name} has items of version ${version}, and this code reads items up to version ${tableVersion}: ${todo}.`,
  );
}
