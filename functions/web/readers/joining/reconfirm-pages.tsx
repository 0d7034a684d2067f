import type { JSX } from "hono/jsx/jsx-runtime";
import type { ReadersFrame } from "../readers-page.tsx";
import { ReadersPage } from "../readers-page.tsx";

/** What the pages of one question have in common. */
export type QuestionRoom = {
  readonly frame: ReadersFrame & { readonly organisation: string };
  /** "Care Weekly and Care Daily" */
  readonly bulletins: string;
  readonly email: string;
  /** The path of the question's form. */
  readonly path: string;
  /** The path of the person's own page. */
  readonly letters: string;
};

/** Asks a person whether they still want the letters of a list. */
export function QuestionPage({ frame, bulletins, email, path }: QuestionRoom): JSX.Element {
  const { words, organisation } = frame;
  const { reconfirm, join, letters } = words;
  return (
    <ReadersPage frame={frame} title={reconfirm.ask(bulletins)} caption={letters.forAddress(email)}>
      <p class="govuk-body">{join.agree(organisation, bulletins)}</p>
      <form action={path} method="post">
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button" name="answer" value="yes">
            {reconfirm.yes}
          </button>
          <button
            type="submit"
            class="govuk-button govuk-button--secondary"
            name="answer"
            value="no"
          >
            {reconfirm.no}
          </button>
        </div>
      </form>
    </ReadersPage>
  );
}

/** Says what the answer has done. */
export function AnsweredPage({
  room: { frame, bulletins, path, letters },
  isKept,
}: {
  readonly room: QuestionRoom;
  readonly isKept: boolean;
}): JSX.Element {
  const { reconfirm, page } = frame.words;
  return (
    <ReadersPage
      frame={frame}
      title={isKept ? reconfirm.kept(bulletins) : reconfirm.ended(bulletins)}
    >
      <p class="govuk-body">{isKept ? reconfirm.keptText : reconfirm.endedText}</p>
      {!isKept && (
        <form action={path} method="post">
          <button
            type="submit"
            class="govuk-button govuk-button--secondary"
            name="answer"
            value="yes"
          >
            {page.undo}
          </button>
        </form>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={letters}>
          {page.manage}
        </a>
      </p>
    </ReadersPage>
  );
}
