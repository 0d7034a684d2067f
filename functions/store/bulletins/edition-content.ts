import { contentSchema, type FrozenContent } from "../../core/bulletins/edition.ts";
import { getItem, type Key, putIfAbsent, type Table } from "../table.ts";

/** An edition may have been proposed with several letters: each is stored under its own hash. */
type Letter = { readonly id: string; readonly hash: string };

const contentKey = ({ id, hash }: Letter): Key => ({
  PK: `EDITION#${id}`,
  SK: `CONTENT#${hash}`,
});

/** Stores the letter with a hash, once: the hash names the content, so it never changes. */
export async function freezeContent(
  table: Table,
  letter: Letter,
  content: FrozenContent,
): Promise<void> {
  await putIfAbsent(table, { ...contentKey(letter), ...content });
}

/** Returns the letter of an edition that has one. */
export async function getContent(table: Table, letter: Letter): Promise<FrozenContent> {
  return contentSchema.parse(await getItem(table, contentKey(letter), { consistent: true }));
}
