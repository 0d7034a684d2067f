import type { JSX } from "hono/jsx/jsx-runtime";
import type { UploadForm } from "../../../core/people/imports/upload-form.ts";
import type { List } from "../../../core/people/list.ts";
import { type Frame, Layout } from "../../kit/layout.tsx";

/** The first step of an import: the file. The browser gives it to the bucket. */
export function ImportFilePage({
  frame,
  list,
  form: { action, fields, maxBytes },
}: {
  readonly frame: Frame;
  readonly list: List;
  readonly form: UploadForm;
}): JSX.Element {
  const title = `Import people to ${list.name}`;
  return (
    <Layout frame={frame} title={title} back={{ href: `/lists/${list.id}`, text: list.name }}>
      <span class="govuk-caption-l dc-wrap">
        <bdi>{list.name}</bdi>
      </span>
      <h1 class="govuk-heading-l">Import people from a file</h1>
      <p class="govuk-body">
        First you see what would change. Nothing changes on the list until you confirm it, and you
        can undo it for 7 days.
      </p>
      <form action={action} method="post" enctype="multipart/form-data">
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="govuk-form-group">
          <label class="govuk-label govuk-label--s" for="file">
            File
          </label>
          <div id="file-hint" class="govuk-hint">
            A CSV file, an Excel workbook (.xlsx) or a LibreOffice one (.ods) of at most{" "}
            {Math.floor(maxBytes / 1_000_000)} MB. The first row names the columns. One has the
            email addresses. Send it within an hour of opening this page.
          </div>
          <input
            class="govuk-file-upload"
            id="file"
            name="file"
            type="file"
            required
            data-max-bytes={String(maxBytes)}
            aria-describedby="file-hint"
          />
        </div>
        <button type="submit" class="govuk-button">
          Check the file
        </button>
      </form>
    </Layout>
  );
}
