import { peopleOnListCsv, peopleOnListJson } from "../../../functions/core/people/list-export.ts";
import { listSubscriptions } from "../../../functions/store/people/subscriptions.ts";
import { knownList } from "./known-list.ts";
import type { ListAction } from "./list-action.ts";

/** Prints the people of a list as CSV, which an import reads again, or as a JSON array. */
export const exportListAction: ListAction = {
  usage: "LIST",
  options: {},
  words: 1,
  secrets: [],
  mayBegin: false,
  read:
    ({ words: [id = ""], json }) =>
    async ({ table }, print) => {
      await knownList(table, id);
      const people = listSubscriptions(table, id);
      const parts = json ? peopleOnListJson(people) : peopleOnListCsv(people);
      for await (const part of parts) if (!(await print(part))) break;
      return { value: undefined, lines: [], code: 0 };
    },
};
