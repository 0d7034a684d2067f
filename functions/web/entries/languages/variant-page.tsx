import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { Entry } from "../../../core/bulletins/entry.ts";
import { nameOfLanguage } from "../../../core/text/language-name.ts";
import { type EditorsRoom, nameOf } from "../../kit/editors-room.ts";
import { ErrorSummary, type FieldProblem, TextArea, TextField } from "../../kit/fields.tsx";
import { Layout } from "../../kit/layout.tsx";
import { StoredText } from "../entry-pages.tsx";

type Props = {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  readonly entry: Entry;
  readonly language: string;
  readonly values: { readonly title: string; readonly body: string };
  readonly problems: readonly FieldProblem[];
  /** The version of the entry that the editor opened. */
  readonly version: number;
  /** Whether the entry has this language. */
  readonly isStored: boolean;
};

/** The form of an entry's text in another language. */
export function VariantPage({
  room,
  bulletin,
  entry,
  language,
  values,
  problems,
  version,
  isStored,
}: Props): JSX.Element {
  const name = nameOfLanguage(language);
  const here = `/bulletins/${bulletin.id}/entries/${entry.id}`;
  return (
    <Layout
      frame={room.frame}
      title={`${problems.length > 0 ? "Error: " : ""}${name}: ${nameOf(entry)}`}
      back={{ href: here, text: nameOf(entry) }}
    >
      <ErrorSummary problems={problems} />
      <h1 class="govuk-heading-l">The entry in {name}</h1>
      <form action={`${here}/languages/${language}`} method="post" novalidate>
        <input type="hidden" name="version" value={String(version)} />
        <TextField name="title" label="Title" value={values.title} problems={problems} />
        <TextArea
          name="body"
          label="Text"
          hint="In the same format as the main text. It may begin with a salutation and end with a sign-off."
          rows={18}
          value={values.body}
          problems={problems}
        />
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button">
            Save
          </button>
          {isStored && (
            <button
              type="submit"
              class="govuk-button govuk-button--warning"
              name="remove"
              value="yes"
            >
              Remove this language
            </button>
          )}
        </div>
      </form>
      <h2 class="govuk-heading-m">The main text</h2>
      <StoredText entry={{ title: entry.title, body: entry.body, status: entry.status }} />
    </Layout>
  );
}
