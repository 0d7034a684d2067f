import type { List } from "../../../functions/core/people/list.ts";
import { getList, listLists } from "../../../functions/store/people/lists.ts";
import type { Table } from "../../../functions/store/table.ts";
import { BadInput } from "../../cli/bad-input.ts";

/** Returns the list with an id. Throws BadInput, which names the lists, if there is none. */
export async function knownList(table: Table, id: string): Promise<List> {
  const list = await getList(table, id);
  if (list) return list;
  const ids = (await listLists(table)).map(each => each.id);
  const known = ids.length > 0 ? `There are ${ids.join(", ")}.` : "There are none yet.";
  throw new BadInput(`There is no list "${id}". ${known}`);
}
