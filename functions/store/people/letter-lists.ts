import { getItems, type Key, type Table, updateItem } from "../table.ts";

const letterListsKey = (bulletin: string): Key => ({ PK: `BULLETIN#${bulletin}`, SK: "LETTER-LISTS" });

/**
 * Notes that a letter of a bulletin has a list of its own. Noted before anybody is put on the list: a person who leaves the
 * bulletin, or is never to be written to again, then leaves this list too.
 */
export async function noteLetterList(table: Table, bulletin: string, list: string): Promise<void> {
  await updateItem(table, letterListsKey(bulletin), {
    UpdateExpression: "ADD lists :list",
    values: { ":list": new Set([list]) },
  });
}

/** The lists that letters of some bulletins have of their own. */
export async function letterLists(table: Table, bulletins: readonly string[]): Promise<string[]> {
  const items = await getItems(table, bulletins.map(letterListsKey));
  return items.flatMap(({ lists }) => (lists instanceof Set ? [...lists].map(String) : []));
}
