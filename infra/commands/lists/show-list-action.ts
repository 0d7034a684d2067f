import type { List } from "../../../functions/core/people/list.ts";
import { emptyTally } from "../../../functions/core/people/list-count.ts";
import { walkRows } from "../../../functions/steps/people/lists/count-list.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { knownList } from "./known-list.ts";
import type { ListAction } from "./list-action.ts";
import { type Listed, sayListed } from "./say-list.ts";

export const showListAction: ListAction = {
  usage: "LIST",
  options: {},
  words: 1,
  secrets: [],
  mayBegin: false,
  read:
    ({ words: [id = ""] }) =>
    async pipeline => {
      const people = await countPeopleOn(pipeline, await knownList(pipeline.table, id));
      return { value: people, lines: [sayListed(people)], code: 0 };
    },
};

/** Counts the whole list: a command may take its time. */
export async function countPeopleOn(
  pipeline: Pick<Pipeline, "table" | "now">,
  list: List,
): Promise<Listed> {
  const at = new Date(pipeline.now()).toISOString();
  const budget = { rows: Number.POSITIVE_INFINITY };
  const { tally } = await walkRows(pipeline, list.id, { begin: emptyTally, at, budget });
  const { people, notWrittenTo } = tally;
  return { ...list, people, notWrittenTo };
}
