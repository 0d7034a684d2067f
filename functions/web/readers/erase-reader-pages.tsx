import type { JSX } from "hono/jsx/jsx-runtime";
import type { LinkReader } from "./link-reader.ts";
import { ReadersPage } from "./readers-page.tsx";

/** Asks once more before the data of a person is erased. */
export function AskErasePage({
  reader: { frame, linkTo },
  path,
}: {
  readonly reader: LinkReader;
  readonly path: string;
}): JSX.Element {
  const { erase, page } = frame.words;
  return (
    <ReadersPage frame={frame} title={erase.title}>
      <p class="govuk-body">{erase.text}</p>
      <p class="govuk-body">
        <strong>{erase.ask}</strong>
      </p>
      <form action={path} method="post">
        <button type="submit" class="govuk-button govuk-button--warning">
          {erase.button}
        </button>
      </form>
      <p class="govuk-body">
        <a class="govuk-link" href={linkTo("letters")}>
          {page.back}
        </a>
      </p>
    </ReadersPage>
  );
}

export function ErasedReaderPage({
  reader: { frame },
}: {
  readonly reader: LinkReader;
}): JSX.Element {
  const { erase } = frame.words;
  return (
    <ReadersPage frame={frame} title={erase.done}>
      <p class="govuk-body">{erase.doneText(frame.organisation)}</p>
    </ReadersPage>
  );
}
