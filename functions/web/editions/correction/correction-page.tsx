import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { Edition } from "../../../core/bulletins/edition.ts";
import { nameOfLanguage } from "../../../core/text/language-name.ts";
import { Checkboxes, Radios } from "../../kit/choice-fields.tsx";
import { type EditorsRoom, zoneOf } from "../../kit/editors-room.ts";
import { ErrorSummary, type FieldProblem, TextArea, TextField } from "../../kit/fields.tsx";
import { Layout } from "../../kit/layout.tsx";
import { sayDate, sayPeople } from "../../kit/say.ts";
import type { CorrectionValues, TypedText } from "./correction-form.ts";

type Props = {
  readonly room: EditorsRoom;
  readonly edition: Edition;
  readonly bulletin: Bulletin;
  readonly values: CorrectionValues;
  /** How many people have the wrong letter, or may have it. */
  readonly people: number;
  readonly problems: readonly FieldProblem[];
};

/** The sent words of an edition, to be corrected, and who gets the corrected letter. */
export function CorrectionPage({
  room,
  edition,
  bulletin,
  values,
  people,
  problems,
}: Props): JSX.Element {
  const here = `/editions/${edition.id}`;
  const day = sayDate(new Date(edition.slot), zoneOf(bulletin));
  return (
    <Layout
      frame={room.frame}
      title={`${problems.length > 0 ? "Error: " : ""}Correct the letter of ${day}`}
      back={{ href: here, text: "The edition" }}
    >
      <ErrorSummary problems={problems} />
      <span class="govuk-caption-l dc-wrap" dir="auto">
        {edition.subject}
      </span>
      <h1 class="govuk-heading-l">Correct the letter of {day}</h1>
      <p class="govuk-body">
        The corrected letter is an edition of its own. You see it next. It is sent once someone
        approves it. From now on, nobody gets the wrong letter any more.
      </p>
      <form action={`${here}/correction`} method="post" novalidate>
        {values.texts.map((text, index) => (
          <EntryFields
            text={text}
            index={index}
            isOnly={values.texts.length === 1}
            problems={problems}
          />
        ))}
        <Radios
          name="to"
          label="Who gets the corrected letter?"
          value={values.to}
          problems={problems}
          choices={[
            {
              value: "who-got-it",
              text: `Only those who have the wrong letter: ${sayPeople(people)}`,
              hint: "Also those whose letter Amazon SES did not confirm. People who have unsubscribed since get no letter.",
            },
            { value: "everyone", text: "They, and everyone else on the lists" },
          ]}
        />
        <Checkboxes
          name="isSaid"
          label="At the top of the letter"
          values={values.isSaid ? ["yes"] : []}
          problems={problems}
          choices={[{ value: "yes", text: `Say that it corrects the letter of ${day}` }]}
        />
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button">
            Save and review the corrected letter
          </button>
          <a class="govuk-link" href={here}>
            Do not correct it
          </a>
        </div>
      </form>
    </Layout>
  );
}

function EntryFields({
  text,
  index,
  isOnly,
  problems,
}: {
  readonly text: CorrectionValues["texts"][number];
  readonly index: number;
  readonly isOnly: boolean;
  readonly problems: readonly FieldProblem[];
}): JSX.Element {
  const which = isOnly ? "" : ` of entry ${index + 1}`;
  const rows = isOnly ? 16 : 8;
  return (
    <>
      <TextFields name={String(index)} which={which} rows={rows} text={text} problems={problems} />
      {text.variants.map(variant => (
        <TextFields
          name={`${index}-${variant.language}`}
          which={`${which} in ${nameOfLanguage(variant.language)}`}
          rows={rows}
          text={variant}
          problems={problems}
        />
      ))}
      {!isOnly && (
        <Checkboxes
          name={`leave-${index}`}
          label={`Entry ${index + 1}`}
          isSmall
          values={text.isLeftOut ? ["yes"] : []}
          problems={problems}
          choices={[{ value: "yes", text: "Leave it out" }]}
        />
      )}
    </>
  );
}

/** A title and a text in one language. */
function TextFields({
  name,
  which,
  rows,
  text,
  problems,
}: {
  readonly name: string;
  readonly which: string;
  readonly rows: number;
  readonly text: TypedText;
  readonly problems: readonly FieldProblem[];
}): JSX.Element {
  return (
    <>
      <TextField
        name={`title-${name}`}
        label={`Title${which}`}
        value={text.title}
        problems={problems}
      />
      <TextArea
        name={`body-${name}`}
        label={`Text${which}`}
        value={text.body}
        rows={rows}
        problems={problems}
      />
    </>
  );
}
