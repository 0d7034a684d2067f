import type { Profile } from "../../functions/core/people/subscriber.ts";
import { importPeople, planImport } from "../../functions/steps/people/imports/import-people.ts";
import { undoImport } from "../../functions/steps/people/imports/undo-import.ts";
import { readTable } from "../../functions/steps/people/rows/read-table.ts";
import type { Pipeline } from "../../functions/steps/pipeline.ts";
import { getListImports } from "../../functions/store/people/import-leases.ts";
import { openSpool } from "../../infra/local/letter/list/spool.ts";
import { ann } from "../examples/builders.ts";
import type { ImportAct } from "./import.ts";

/** Does one step of an import, as the command does it. */
export async function importFileFor(
  pipeline: Pipeline,
  { file, list, act }: { readonly file: string; readonly list: string; readonly act: ImportAct },
): Promise<{ milliseconds: number }> {
  const spool = openSpool(`${file}.spool`);
  const read = () => readTable(file, {}, { keep: each => spool.add(JSON.stringify(each)) });
  async function* people(): AsyncGenerator<Profile> {
    for await (const line of spool.lines()) yield JSON.parse(line);
  }
  const table = act === "undo" ? undefined : await read();
  const request = { list, mode: "update", file, table, by: ann, people } as const;
  const work: Readonly<Record<ImportAct, () => Promise<unknown>>> = {
    read,
    check: () => planImport(pipeline, request),
    new: () => importPeople(pipeline, request),
    unchanged: () => importPeople(pipeline, request),
    undo: async () => {
      // The second import changed nothing, so undoing it is nothing either.
      for (let time = 0; time < 2; time++) {
        const { applied } = await getListImports(pipeline.table, list);
        await undoImport(pipeline, applied ?? "", { by: ann });
      }
    },
  };
  const began = performance.now();
  await work[act]();
  const milliseconds = performance.now() - began;
  spool.close();
  return { milliseconds };
}
