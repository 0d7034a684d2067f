import { type Import, undoUntil } from "../../../../functions/core/people/imports/import.ts";
import { sayGreetings } from "../../../../functions/core/people/rows/greetings.ts";
import { sayCount } from "../../../../functions/core/text/say-count.ts";
import type { BadRow } from "../../../../functions/store/people/imports.ts";
import { sayIgnored } from "../../../cli/table-arguments.ts";

/** Returns what an import did, or would do, in lines. */
export function sayImport(imported: Import, bad: readonly BadRow[], isDryRun: boolean): string[] {
  const { id, people, leaving, table, mode } = imported;
  const reasons = Object.entries(people.reasons).map(([reason, count]) => `${count} ${reason}`);
  const fields = Object.entries(people.fields)
    .filter(([, count]) => count > 0)
    .map(([field, count]) => `${count} ${field}`);
  const some = (words: readonly string[]) => (words.length > 0 ? ` (${words.join(", ")})` : "");
  const total = table?.bad ?? 0;
  return [
    isDryRun ? "Dry run: nothing was imported." : `Imported as ${id}.`,
    `  rows       ${table?.rows ?? 0}`,
    `  new        ${people.new}`,
    `  changed    ${people.changed}${some(fields)}`,
    `  unchanged  ${people.unchanged}`,
    ...(mode === "replace" ? [`  leaving    ${leaving}`] : []),
    `  kept out   ${people.keptOut}${some(reasons)}`,
    `  bad        ${total}`,
    ...bad.map(({ row, reason }) => `Row ${row}: ${reason}.`),
    ...(total > bad.length
      ? [`And ${sayCount(total - bad.length, "more such row", "more such rows")}.`]
      : []),
    ...((table?.repeated ?? 0) > 0
      ? [`${sayCount(table?.repeated ?? 0, "row repeats", "rows repeat")} an address.`]
      : []),
    ...(table?.ignored ?? []).map(column => `In the file, ${sayIgnored(column)}.`),
    ...(table ? sayGreetings(table.greetings).map(sentence => `${sentence}.`) : []),
    ...(isDryRun || imported.appliedAt === undefined
      ? []
      : [
          `To undo it until ${undoUntil(imported).toISOString().slice(0, 10)}: npm run list -- undo ${id}`,
        ]),
  ];
}
