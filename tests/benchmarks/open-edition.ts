import { composeEdition } from "../../functions/steps/editions/compose-edition.ts";
import type { Pipeline } from "../../functions/steps/pipeline.ts";
import { putBulletin } from "../../functions/store/bulletins/bulletins.ts";
import { addEntry } from "../../functions/store/bulletins/entries.ts";
import { aDecision, ann } from "../examples/builders.ts";
import type { BenchLetter } from "./letter.ts";

/** Composes an edition of the letter for some lists, which then waits to be addressed. Gives its id. */
export async function openEdition(
  pipeline: Pipeline,
  { bulletin: { schedule: _, ...bulletin }, entry, template }: BenchLetter,
  { name, lists }: { readonly name: string; readonly lists: readonly string[] },
): Promise<string> {
  const given = { ...bulletin, id: name, lists };
  await putBulletin(pipeline.table, given, new Date(0), aDecision());
  await addEntry(pipeline.table, { ...entry, bulletin: name }, aDecision());
  const result = await composeEdition(pipeline, template, {
    bulletin: given,
    slot: new Date(pipeline.now()),
    by: ann,
  });
  if (result.kind !== "composed") throw new Error(`the edition of ${name} is ${result.kind}`);
  return result.edition.id;
}
