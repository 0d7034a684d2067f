import type { JSX } from "hono/jsx/jsx-runtime";
import type { Import } from "../../../core/people/imports/import.ts";
import { type ColumnField, columnFields } from "../../../core/people/rows/column-names.ts";
import { readHeader } from "../../../core/people/rows/columns.ts";
import { fieldWords } from "./import-words.ts";

/** The columns of a file, each with some of its cells and the field that it is read as. */
export function ImportColumns({
  imported,
  rows,
  action,
}: {
  readonly imported: Import;
  /** The first rows of the file. */
  readonly rows: readonly (readonly string[])[];
  readonly action: string;
}): JSX.Element | null {
  const [header, ...samples] = rows;
  if (!header) return null;
  const fieldAt = fieldsAt(imported, rows);
  return (
    <form action={action} method="post">
      {header.map((name, index) => {
        const id = `column-${index}`;
        const cells = samples.map(row => row[index]?.trim() ?? "").filter(cell => cell !== "");
        return (
          <div class="govuk-form-group">
            <label class="govuk-label govuk-label--s dc-wrap" for={id}>
              <bdi>{name.trim() || `Column ${index + 1}`}</bdi>
            </label>
            {cells.length > 0 && (
              <div id={`${id}-hint`} class="govuk-hint dc-wrap">
                <bdi>{cells.join(", ")}</bdi>
              </div>
            )}
            <select
              class="govuk-select"
              id={id}
              name={id}
              aria-describedby={cells.length > 0 ? `${id}-hint` : undefined}
            >
              <option value="ignore">Ignore this column</option>
              {columnFields.map(field => (
                <option value={field} selected={fieldAt.get(index) === field}>
                  {fieldWords[field]}
                </option>
              ))}
            </select>
          </div>
        );
      })}
      {imported.choice?.encoding && (
        <input type="hidden" name="encoding" value={imported.choice.encoding} />
      )}
      <button type="submit" class="govuk-button govuk-button--secondary">
        Read these columns
      </button>
    </form>
  );
}

/** The field of each column, as the file was read, or as it would be. */
function fieldsAt(
  { table, choice }: Import,
  [header = [], ...samples]: readonly (readonly string[])[],
): ReadonlyMap<number, ColumnField> {
  const map = new Map(Object.entries(choice?.map ?? {}));
  const read = readHeader(header, map);
  const guessed = read.kind === "columns" ? read.columns : {};
  const columns = Object.entries(table?.columns ?? guessed) as [ColumnField, number][];
  const fields = new Map(columns.map(([field, index]) => [index, field]));
  // If no name tells, the cells do.
  const addresses = header.findIndex((_, index) => samples.some(row => row[index]?.includes("@")));
  if (columns.length === 0 && addresses >= 0) fields.set(addresses, "email");
  return fields;
}
