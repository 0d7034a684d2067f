import * as z from "zod";
import { getItem, type Key, type Table, updateItem } from "./table.ts";

/** The version of what this code writes. It grows when an older version could misread an item. */
export const tableVersion = 1;

const versionKey: Key = { PK: "VERSION", SK: "VERSION" };
const stored = z.object({ version: z.number().int() });

/** The version of the table's items; 0 if none is noted. */
export async function readVersion(table: Table): Promise<number> {
  const item = await getItem(table, versionKey, { consistent: true });
  return item ? stored.parse(item).version : 0;
}

/** Notes that items of this code's version may be in the table from now on. Never lowers what is noted. */
export async function raiseVersion(table: Table): Promise<void> {
  await updateItem(table, versionKey, {
    UpdateExpression: "SET version = :mine",
    ConditionExpression: "attribute_not_exists(version) OR version < :mine",
    values: { ":mine": tableVersion },
  });
}

/** Throws where the table has items of a newer version: this code could misread them. */
export async function refuseNewerTable(table: Table): Promise<void> {
  const version = await readVersion(table);
  if (version <= tableVersion) return;
  throw new Error(
    `The table ${table.name} has items of version ${version}, and this code knows them up to ${tableVersion}: deploy the newer code again. See "Upgrade and rollback" in docs/operating.md.`,
  );
}
