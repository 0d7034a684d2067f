import { contentSchema, type FrozenContent } from "../../core/bulletins/edition.ts";
import { getItem, type Key, putIfAbsent, type Table } from "../table.ts";

const contentKey = (id: string, variant: string): Key => ({
  PK: `EDITION#${id}`,
  SK: `CONTENT#${variant}`,
});

/** The only variant: the letter in its own language. */
const variant = "letter";

/** Stores the content once; later calls return the content that was stored first. */
export async function freezeContent(
  table: Table,
  edition: string,
  content: FrozenContent,
): Promise<FrozenContent> {
  if (await putIfAbsent(table, { ...contentKey(edition, variant), ...content })) return content;
  return getContent(table, edition);
}

export async function getContent(table: Table, edition: string): Promise<FrozenContent> {
  return contentSchema.parse(
    await getItem(table, contentKey(edition, variant), { consistent: true }),
  );
}
