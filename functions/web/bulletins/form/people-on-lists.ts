import type { List } from "../../../core/people/list.ts";
import { countList, pageBudget } from "../../../steps/people/lists/count-list.ts";
import type { EditorsRoom } from "../../kit/editors-room.ts";

/**
 * Returns the number of people on each list, by its id. A long list that the clock has not counted yet
 * is not in it.
 */
export async function peopleOnLists(
  pipeline: EditorsRoom["pipeline"],
  lists: readonly List[],
): Promise<ReadonlyMap<string, number>> {
  const budget = pageBudget();
  const counts = await Promise.all(
    lists.map(async ({ id }) => [id, (await countList(pipeline, id, budget))?.people] as const),
  );
  return new Map(counts.flatMap(([id, people]) => (people === undefined ? [] : [[id, people]])));
}
