import * as z from "zod";
import {
  noSuppression,
  type Scope,
  type Suppression,
  suppressionSchema,
} from "../../core/people/suppression.ts";
import { getItems } from "../batch-requests.ts";
import type { Key, Table } from "../table.ts";

/**
 * One item for each address, with an attribute for each scope. The keyed hash stays after an
 * erasure, so that a later import does not bring back a suppressed person.
 */
export const suppressionKey = (hash: string): Key => ({
  PK: `SUPPRESSED#${hash}`,
  SK: `SUPPRESSED#${hash}`,
});
/** In the index. */
export const suppressedDue = "SUPPRESSED";
const prefixes = { bulletin: "BULLETIN#", list: "LIST#" };
const allLetters = "ALL-LETTERS";

/** The attribute of a scope. */
export function attributeOf(scope: Scope): string {
  if (scope === "everywhere") return scope;
  if (scope === "all-letters") return allLetters;
  return "bulletin" in scope
    ? `${prefixes.bulletin}${scope.bulletin}`
    : `${prefixes.list}${scope.list}`;
}

/** An item as it was read. `revision` counts the changes of all scopes. */
export type SeenSuppression = { readonly suppression: Suppression; readonly revision: number };
export const noRecord: SeenSuppression = { suppression: noSuppression, revision: 0 };

export async function readSuppressionRecord(table: Table, hash: string): Promise<SeenSuppression> {
  const [item] = await getItems(table, [suppressionKey(hash)]);
  return item
    ? { suppression: readSuppression(item), revision: Number(item.revision ?? 0) }
    : noRecord;
}

const stored = z
  .object({
    everywhere: suppressionSchema.shape.everywhere,
    [allLetters]: suppressionSchema.shape.allLetters,
  })
  .catchall(z.unknown());

export function readSuppression(item: unknown): Suppression {
  const { everywhere, [allLetters]: all, ...rest } = stored.parse(item);
  const under = (prefix: string) =>
    Object.fromEntries(
      Object.entries(rest).flatMap(([name, value]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
      ),
    );
  const lists = under(prefixes.list);
  return suppressionSchema.parse({
    everywhere,
    allLetters: all,
    bulletins: under(prefixes.bulletin),
    lists: Object.keys(lists).length > 0 ? lists : undefined,
  });
}
