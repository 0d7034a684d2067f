import type { JSX } from "hono/jsx/jsx-runtime";
import { type Import, undoUntil } from "../../../core/people/imports/import.ts";
import { DataTable } from "../../kit/data-table.tsx";
import { sayDate } from "../../kit/say.ts";
import { pathOfImport } from "./import-plan.tsx";
import { sayUndoUntil } from "./import-words.ts";

/** The imports of a list that someone may want to decide about. */
export function ImportsOfList({
  imports,
  now,
}: {
  readonly imports: readonly Import[];
  readonly now: Date;
}): JSX.Element | null {
  if (imports.length === 0) return null;
  return (
    <DataTable caption="Imports" columns={["File", "State"]}>
      {imports.map(imported => (
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header dc-wrap">
            <a class="govuk-link" href={pathOfImport(imported)}>
              <bdi>{imported.file}</bdi>
            </a>
          </th>
          <td class="govuk-table__cell">{sayState(imported, now)}</td>
        </tr>
      ))}
    </DataTable>
  );
}

/** "Imported on Tuesday 1 December 2026. You can undo it until Tuesday 8 December 2026" */
function sayState(imported: Import, now: Date): string {
  const { status, wanted, table, appliedAt } = imported;
  if (wanted === "undo" || status === "undoing") return "It is being undone";
  if (wanted === "apply" || status === "applying") return "It is being imported";
  if (wanted === "read" || status === "checking") return "It is being checked";
  if (status === "checked") return "It waits for you. Nothing is imported yet";
  if (status === "undone") return "It is undone";
  if (appliedAt === undefined)
    return table ? "It stopped before its end" : "It cannot be imported as it is";
  const done = `Imported on ${sayDate(new Date(appliedAt), "UTC")}`;
  return now < undoUntil({ appliedAt })
    ? `${done}. You can undo it until ${sayUndoUntil(imported)}`
    : done;
}
