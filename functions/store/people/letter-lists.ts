import { getItems } from "../batch-requests.ts";
import { type Key, type Table, updateItem } from "../table.ts";

const letterListsKey = (bulletin: string): Key => ({
  PK: `BULLETIN#${bulletin}`,
  SK: "LETTER-LISTS",
});

/**
 * Stores that a letter of a bulletin has its own list. Call it before anyone is on the list:
 * a person who leaves the bulletin, or is suppressed, then leaves this list too.
 */
export async function noteLetterList(table: Table, bulletin: string, list: string): Promise<void> {
  await updateItem(table, letterListsKey(bulletin), {
    UpdateExpression: "ADD lists :list",
    values: { ":list": new Set([list]) },
  });
}

/** Returns the lists that belong to single letters of some bulletins. */
export async function letterLists(table: Table, bulletins: readonly string[]): Promise<string[]> {
  const items = await getItems(table, bulletins.map(letterListsKey));
  return items.flatMap(({ lists }) => (lists instanceof Set ? [...lists].map(String) : []));
}
