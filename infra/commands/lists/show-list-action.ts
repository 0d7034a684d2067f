import type { List } from "../../../functions/core/people/list.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { countListed } from "../../../functions/store/people/subscriptions.ts";
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
      const people = await readPeopleOn(pipeline, await knownList(pipeline.table, id));
      return { value: people, lines: [sayListed(people)], code: 0 };
    },
};

export async function readPeopleOn(
  { table }: Pick<Pipeline, "table">,
  list: List,
): Promise<Listed> {
  return { ...list, people: await countListed(table, list.id) };
}
