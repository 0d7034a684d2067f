import { listSchema, newList } from "../../../functions/core/people/list.ts";
import { createList } from "../../../functions/steps/people/lists/create-list.ts";
import { getList } from "../../../functions/store/people/lists.ts";
import { BadInput } from "../../cli/bad-input.ts";
import { commandActor } from "../../cli/command-actor.ts";
import type { ListAction } from "./list-action.ts";
import { sayListed } from "./say-list.ts";
import { countPeopleOn } from "./show-list-action.ts";

/** Creates a list. A repetition with the same words changes nothing. */
export const createListAction: ListAction = {
  usage: "LIST --name NAME [--public]",
  options: { name: { type: "string" }, public: { type: "boolean", default: false } },
  words: 1,
  secrets: [],
  mayBegin: true,
  read: ({ words: [id = ""], values: { name, public: isPublic } }) => {
    if (name === undefined) throw new BadInput("Give the list a name: --name NAME.");
    const visibility = isPublic ? "public" : "private";
    const read = listSchema.safeParse({ ...newList({ id, name: String(name) }), visibility });
    if (!read.success) {
      const { path, message } = read.error.issues[0] ?? { path: [], message: "cannot be used" };
      throw new BadInput(
        path[0] === "id" ? `The id "${id}" of the list ${message}.` : `--name ${message}.`,
      );
    }
    const list = read.data;
    return async pipeline => {
      const created = await createList(pipeline, list, commandActor());
      const stored = (await getList(pipeline.table, id)) ?? list;
      const people = await countPeopleOn(pipeline, stored);
      if (created === "created")
        return { value: people, lines: [`Created: ${sayListed(people)}`], code: 0 };
      if (stored.name === list.name && stored.visibility === visibility)
        return { value: people, lines: [`No change: ${sayListed(people)}`], code: 0 };
      const error = `Nothing was created: the id is taken by ${sayListed(people)}. Choose another id.`;
      return { value: { refused: "taken", error, list: people }, lines: [error], code: 1 };
    };
  },
};
