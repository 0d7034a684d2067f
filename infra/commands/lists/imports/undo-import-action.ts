import { countsOf } from "../../../../functions/core/people/imports/import.ts";
import { importReasonInEnglish } from "../../../../functions/core/people/imports/import-reason.ts";
import { undoImport } from "../../../../functions/steps/people/imports/undo-import.ts";
import { getImport } from "../../../../functions/store/people/imports.ts";
import { BadInput } from "../../../cli/bad-input.ts";
import { commandActor } from "../../../cli/command-actor.ts";
import type { ListAction } from "../list-action.ts";

/** Restores what an import changed. */
export const undoImportAction: ListAction = {
  usage: "IMPORT",
  options: {},
  words: 1,
  secrets: [],
  mayBegin: false,
  read:
    ({ words: [id = ""] }) =>
    async pipeline => {
      const found = /^[A-Za-z0-9]+$/.test(id) ? await getImport(pipeline.table, id) : undefined;
      if (!found)
        throw new BadInput(`There is no import "${id}". The import's own output names its id.`);
      const outcome = await undoImport(pipeline, id, { by: commandActor() });
      if (outcome.kind === "refused") {
        const line = `Nothing was undone: ${importReasonInEnglish(outcome.reason)}.`;
        return { value: { refused: outcome.reason }, lines: [line], code: 1 };
      }
      const { list, status } = outcome.import;
      return {
        value: { import: id, list, status, undone: countsOf(outcome.import) },
        lines: [`Undone: the list ${list} is as it was before the import ${id}.`],
        code: 0,
      };
    },
};
