import type { JSX } from "hono/jsx/jsx-runtime";
import type { List } from "../../../core/people/list.ts";
import { ErrorSummary, type FieldProblem } from "../../kit/fields.tsx";
import { type Frame, Layout } from "../../kit/layout.tsx";

/** The first step of an import: the file. */
export function ImportFilePage({
  frame,
  list,
  problems,
}: {
  readonly frame: Frame;
  readonly list: List;
  readonly problems: readonly FieldProblem[];
}): JSX.Element {
  const here = `/lists/${list.id}`;
  const [problem] = problems;
  return (
    <Layout
      frame={frame}
      title={`Import people to ${list.name}`}
      back={{ href: here, text: list.name }}
    >
      <ErrorSummary problems={problems} />
      <span class="govuk-caption-l dc-wrap">
        <bdi>{list.name}</bdi>
      </span>
      <h1 class="govuk-heading-l">Import people from a file</h1>
      <p class="govuk-body">
        First you see what would change. Nothing changes on the list until you confirm it, and you
        can undo it for 7 days.
      </p>
      <form action={`${here}/import`} method="post" enctype="multipart/form-data">
        <div class={`govuk-form-group${problem ? " govuk-form-group--error" : ""}`}>
          <label class="govuk-label govuk-label--s" for="file">
            File
          </label>
          <div id="file-hint" class="govuk-hint">
            A CSV file, an Excel workbook (.xlsx) or a LibreOffice one (.ods) of at most 2 MB: about
            30,000 people. The first row names the columns. One has the email addresses.
          </div>
          {problem && (
            <p id="file-error" class="govuk-error-message">
              <span class="govuk-visually-hidden">Error:</span> {problem.message}
            </p>
          )}
          <input
            class={`govuk-file-upload${problem ? " govuk-file-upload--error" : ""}`}
            id="file"
            name="file"
            type="file"
            aria-describedby={problem ? "file-hint file-error" : "file-hint"}
          />
        </div>
        <button type="submit" class="govuk-button">
          Check the file
        </button>
      </form>
      <p class="govuk-body">
        For a longer file, an operator uses{" "}
        <code class="dc-wrap">npm run list -- import {list.id} FILE</code>.
      </p>
    </Layout>
  );
}
