import { basename } from "node:path";
import { countsOf, importModes } from "../../../../functions/core/people/imports/import.ts";
import { importReasonInEnglish } from "../../../../functions/core/people/imports/import-reason.ts";
import { ImportRefused } from "../../../../functions/steps/people/imports/import-lease.ts";
import {
  type ImportPeople,
  importPeople,
  planImport,
} from "../../../../functions/steps/people/imports/import-people.ts";
import type { ImportOutcome } from "../../../../functions/steps/people/imports/import-run.ts";
import type { Pipeline } from "../../../../functions/steps/pipeline.ts";
import { BadInput } from "../../../cli/bad-input.ts";
import { commandActor } from "../../../cli/command-actor.ts";
import { createProgressLine } from "../../../cli/progress-line.ts";
import { tableIn, tableOptions, tableUsage } from "../../../cli/table-arguments.ts";
import { knownList } from "../known-list.ts";
import type { ActionResult, ListAction } from "../list-action.ts";
import { type PeopleFile, readPeopleFile } from "./read-people-file.ts";
import { sayImport } from "./say-import.ts";

/** Adds and updates the people of a file, or replaces a list with them. */
export const importListAction: ListAction = {
  usage: `LIST FILE [--mode update|replace] [--dry-run] [--allow-leaving] ${tableUsage}`,
  options: {
    ...tableOptions,
    mode: { type: "string" },
    "dry-run": { type: "boolean", default: false },
    "allow-leaving": { type: "boolean", default: false },
  },
  words: 2,
  secrets: ["address-key"],
  mayBegin: false,
  read: ({ words: [list = "", path = ""], values }) => {
    const text = (name: string) => {
      const value = values[name];
      return typeof value === "string" ? value : undefined;
    };
    const mode = importModes.find(each => each === (text("mode") ?? "update"));
    if (!mode) throw new BadInput('--mode must be "update" or "replace".');
    const options = tableIn(
      { map: text("map"), encoding: text("encoding") },
      importListAction.usage,
    );
    return async pipeline => {
      await knownList(pipeline.table, list);
      const file = await readPeopleFile(path, options);
      const progress = createProgressLine(process.stderr, () => performance.now());
      try {
        const request: ImportPeople = {
          list,
          mode,
          file: basename(path),
          table: file.table,
          bad: file.bad,
          by: commandActor(),
          people: file.people,
          mayManyLeave: values["allow-leaving"] === true,
          onWait: () => progress.say("Waiting: another import of this list is running."),
          onProgress: done => progress.show("Importing", done, file.table.people),
        };
        const isDryRun = values["dry-run"] === true;
        const outcome = await (isDryRun ? planImport : runImport)(pipeline, request);
        progress.end();
        return resultOf(outcome, file, isDryRun);
      } finally {
        progress.end();
        file.close();
      }
    };
  },
};

async function runImport(pipeline: Pipeline, request: ImportPeople): Promise<ImportOutcome> {
  try {
    return await importPeople(pipeline, request);
  } catch (error) {
    if (error instanceof ImportRefused) return { kind: "refused", reason: error.reason };
    throw error;
  }
}

function resultOf(outcome: ImportOutcome, file: PeopleFile, isDryRun: boolean): ActionResult {
  if (outcome.kind === "refused") {
    const { reason } = outcome;
    const todo = reason.code === "many-leave" ? " To confirm it, add --allow-leaving." : "";
    const line = `Nothing was imported: ${importReasonInEnglish(reason)}.${todo}`;
    return { value: { refused: reason }, lines: [line], code: 1 };
  }
  const { import: imported } = outcome;
  return {
    value: { import: imported.id, ...countsOf(imported) },
    lines: sayImport(imported, file.bad, isDryRun),
    code: 0,
  };
}
