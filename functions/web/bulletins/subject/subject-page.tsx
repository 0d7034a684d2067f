import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { ownSubject, usualDigestSubject } from "../../../core/bulletins/subject-pattern.ts";
import type { EditorsRoom } from "../../kit/editors-room.ts";
import { ErrorSummary, type FieldProblem, TextField } from "../../kit/fields.tsx";
import { Layout } from "../../kit/layout.tsx";
import { sayInstant } from "../../kit/say.ts";

type Props = {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  readonly slot: Date;
  /** What the editor typed. */
  readonly subject: string;
  readonly problems: readonly FieldProblem[];
};

/** The subject of the letter of one date: the editor's own, or by the bulletin's pattern. */
export function SubjectPage({ room, bulletin, slot, subject, problems }: Props): JSX.Element {
  const here = `/bulletins/${bulletin.id}`;
  const usual = usualDigestSubject(bulletin, slot);
  const date = sayInstant(slot, bulletin.zone);
  return (
    <Layout
      frame={room.frame}
      title={`${problems.length > 0 ? "Error: " : ""}Subject of ${bulletin.name}, ${date}`}
      back={{ href: here, text: bulletin.name }}
    >
      <ErrorSummary problems={problems} />
      <span class="govuk-caption-l">{bulletin.name}</span>
      <h1 class="govuk-heading-l">Change the subject</h1>
      <p class="govuk-body">
        It counts for the edition of {date} alone. If someone has approved that edition, it needs
        their approval again.
      </p>
      <form action={`${here}/subject`} method="post" novalidate>
        <input type="hidden" name="date" value={slot.toISOString()} />
        <TextField
          name="subject"
          label="Subject"
          hint={`The usual subject is “${usual}”`}
          value={subject}
          problems={problems}
        />
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button" name="go" value="own">
            Save the subject
          </button>
          {ownSubject(bulletin, slot) !== undefined && (
            <button
              type="submit"
              class="govuk-button govuk-button--secondary"
              name="go"
              value="usual"
            >
              Use the usual subject
            </button>
          )}
          <a class="govuk-link" href={here}>
            Do not change it
          </a>
        </div>
      </form>
    </Layout>
  );
}
