import type { JSX } from "hono/jsx/jsx-runtime";
import { type Import, isLargeLeaving } from "../../../core/people/imports/import.ts";
import { Radios } from "../../kit/choice-fields.tsx";
import type { FieldProblem } from "../../kit/fields.tsx";
import { sayPeople } from "../../kit/say.ts";
import { ImportColumns } from "./import-columns.tsx";
import { ImportResult } from "./import-result.tsx";
import { sayImportReason } from "./import-words.ts";

type Props = {
  readonly imported: Import;
  /** The header and the first rows of the file, while it is kept. */
  readonly rows: readonly (readonly string[])[];
  readonly problems: readonly FieldProblem[];
};

/** The path of an import's page. */
export const pathOfImport = ({ list, id }: Pick<Import, "list" | "id">) =>
  `/lists/${list}/imports/${id}`;

/** What an import would do, and the form that begins it. */
export function ImportPlan(props: Props): JSX.Element {
  const { imported, rows, problems } = props;
  const { table, leaving, listed = 0 } = imported;
  const people = table?.people ?? 0;
  const here = pathOfImport(imported);
  return (
    <>
      <p class="govuk-body">
        {people > 0
          ? "Nothing is imported yet. This is what the import would do:"
          : "The file has nobody to import."}
      </p>
      <ImportResult imported={imported} isPlan={true} here={here} />
      {people === 0 && <AnotherFile imported={imported} />}
      {people > 0 && (
        <form action={`${here}/apply`} method="post">
          {leaving > 0 && (
            <Radios
              name="mode"
              label="What should happen to people who are not in the file?"
              value={problems.length > 0 ? "replace" : "update"}
              problems={problems}
              choices={[
                { value: "update", text: "They stay on the list" },
                {
                  value: "replace",
                  text: "They leave the list",
                  hint: `${sayPeople(leaving)} would leave. The list then has exactly the people of the file.`,
                },
              ]}
            />
          )}
          {leaving > 0 && isLargeLeaving({ leaving, listed }) && (
            <div class="govuk-form-group">
              <div class="govuk-checkboxes">
                <div class="govuk-checkboxes__item">
                  <input
                    class="govuk-checkboxes__input"
                    id="leaving"
                    name="leaving"
                    type="checkbox"
                    value="yes"
                  />
                  <label class="govuk-label govuk-checkboxes__label" for="leaving">
                    If they leave: yes, take {leaving.toLocaleString("en-GB")} of{" "}
                    {sayPeople(listed)} off the list
                  </label>
                </div>
              </div>
            </div>
          )}
          <button type="submit" class="govuk-button">
            Import {sayPeople(people)}
          </button>
        </form>
      )}
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">Change the columns</span>
        </summary>
        <div class="govuk-details__text">
          <ImportColumns imported={imported} rows={rows} action={`${here}/columns`} />
        </div>
      </details>
    </>
  );
}

/** Why a file cannot be imported as it is, and what to choose. */
export function UnreadableImport({ imported, rows }: Props): JSX.Element {
  const here = pathOfImport(imported);
  const words = imported.words ?? [];
  return (
    <>
      <div class="govuk-inset-text">
        <p class="govuk-body dc-wrap">
          <strong>The file cannot be imported as it is.</strong>{" "}
          {imported.reason && sayImportReason(imported.reason)}
        </p>
      </div>
      {words.length > 0 && (
        <form action={`${here}/columns`} method="post">
          <p class="govuk-body">
            Read as Windows-1252, it has words such as {words.map(word => `“${word}”`).join(", ")}.
            Are they right?
          </p>
          <input type="hidden" name="encoding" value="windows-1252" />
          <button type="submit" class="govuk-button">
            Read it as Windows-1252
          </button>
        </form>
      )}
      {words.length === 0 && rows.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Which column is which?</h2>
          <ImportColumns imported={imported} rows={rows} action={`${here}/columns`} />
        </>
      )}
      <AnotherFile imported={imported} />
    </>
  );
}

function AnotherFile({ imported }: Pick<Props, "imported">): JSX.Element {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={`/lists/${imported.list}/import`}>
        Choose another file
      </a>
    </p>
  );
}
