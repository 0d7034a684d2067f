import type { JSX } from "hono/jsx/jsx-runtime";
import type { HistoryItem } from "../../core/access/history-item.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Entry } from "../../core/bulletins/entry.ts";
import { isReady } from "../../core/bulletins/status.ts";
import { type EditorsRoom, nameOf, zoneOf } from "../kit/editors-room.ts";
import { ErrorSummary, type FieldProblem, Radios, TextArea, TextField } from "../kit/fields.tsx";
import { History, sayWhoAndWhen } from "../kit/history.tsx";
import { Layout } from "../kit/layout.tsx";
import { sayInstant } from "../kit/say.ts";
import type { EntryValues } from "./entry-form.ts";

const markdownHint =
  "A blank line starts a new paragraph. “- ” starts a bullet, “1. ” a numbered point, “## ” a heading, “> ” an inset. Write a link as [words](https://example.org).";

const formats = [
  { value: "markdown", text: "I wrote it here" },
  {
    value: "pasted",
    text: "I pasted it from Word or a PDF",
    hint: "We restore paragraphs, bullets and words broken across lines.",
  },
];

type FormProps = {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  /** Undefined for a new entry. After a conflict, the page shows its text beside the editor's. */
  readonly stored?: Entry | undefined;
  readonly values: EntryValues;
  readonly problems: readonly FieldProblem[];
  readonly conflict?: boolean;
  /** Of a stored entry. */
  readonly history?: readonly HistoryItem[];
};

export function EntryFormPage({
  room,
  bulletin,
  stored,
  values,
  problems,
  conflict = false,
  history = [],
}: FormProps): JSX.Element {
  const heading = stored ? "Edit the entry" : "Add an entry";
  const format = stored?.format ?? values.format ?? "markdown";
  const shownProblems = conflict && stored ? [whyNotSaved(stored, bulletin, history)] : problems;
  const action = `/bulletins/${bulletin.id}/entries/${stored?.id ?? "new"}`;
  return (
    <Layout
      frame={room.frame}
      title={`${shownProblems.length > 0 ? "Error: " : ""}${heading}`}
      back={{ href: `/bulletins/${bulletin.id}`, text: bulletin.name }}
    >
      <ErrorSummary problems={shownProblems} />
      <h1 class="govuk-heading-l">{heading}</h1>
      {conflict && stored && <Conflict stored={stored} />}
      <form action={action} method="post" novalidate>
        {stored ? (
          <input type="hidden" name="version" value={String(stored.version)} />
        ) : (
          <input type="hidden" name="id" value={values.id ?? ""} />
        )}
        <TextField
          name="title"
          label="Title"
          hint={titleHint(bulletin)}
          value={values.title}
          problems={problems}
        />
        <TextArea
          name="body"
          label="Text"
          hint={
            stored && format === "pasted" ? "Plain text, pasted from Word or a PDF." : markdownHint
          }
          rows={18}
          value={values.body}
          problems={problems}
        />
        {!stored && (
          <Radios
            name="format"
            label="Where does the text come from?"
            value={format}
            choices={formats}
            problems={problems}
          />
        )}
        <Radios
          name="status"
          label="Is the entry ready?"
          value={values.status}
          choices={[
            { value: "draft", text: "Draft", hint: "We do not send it." },
            { value: "ready", text: "Ready", hint: "We send it in the next edition." },
          ]}
          problems={problems}
        />
        <button type="submit" class="govuk-button">
          {conflict ? "Keep mine" : "Save"}
        </button>
      </form>
      <History items={history} zone={zoneOf(bulletin)} />
    </Layout>
  );
}

function titleHint(bulletin: Bulletin): string {
  return bulletin.composition === "letter"
    ? "The letter’s subject and heading."
    : "The heading of this section.";
}

function Conflict({ stored }: { readonly stored: Entry }): JSX.Element {
  return (
    <>
      <p class="govuk-body">
        Your version is in the form below. If you keep it, it replaces the newer version. First copy
        what you need from the newer version.
      </p>
      <h2 class="govuk-heading-m">The newer version</h2>
      <StoredText entry={stored} />
      <h2 class="govuk-heading-m">Your version</h2>
    </>
  );
}

function whyNotSaved(
  stored: Entry,
  bulletin: Bulletin,
  [latest]: readonly HistoryItem[],
): FieldProblem {
  const zone = zoneOf(bulletin);
  const saved = latest
    ? sayWhoAndWhen(latest, zone)
    : `on ${sayInstant(new Date(stored.updatedAt), zone)}`;
  return {
    field: "body",
    message: `A newer version was saved ${saved}. Your version is not saved yet.`,
  };
}

/** An entry's text, read-only. */
function StoredText({ entry }: { readonly entry: EntryValues }): JSX.Element {
  return (
    <div class="govuk-inset-text">
      <p class="govuk-body govuk-!-font-weight-bold">{nameOf(entry)}</p>
      <p class="govuk-body-s">{isReady(entry) ? "Ready" : "Draft"}</p>
      <pre class="dc-text">{entry.body}</pre>
    </div>
  );
}

/** An entry for people who cannot write entries. */
export function EntryPage({
  room,
  bulletin,
  entry,
  history,
}: Omit<BoundProps, "own">): JSX.Element {
  return (
    <Layout
      frame={room.frame}
      title={nameOf(entry)}
      back={{ href: `/bulletins/${bulletin.id}`, text: bulletin.name }}
    >
      <h1 class="govuk-heading-l">{nameOf(entry)}</h1>
      <StoredText entry={entry} />
      <History items={history} zone={zoneOf(bulletin)} />
    </Layout>
  );
}

type BoundProps = {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  readonly entry: Entry;
  readonly history: readonly HistoryItem[];
  /** What an editor tried to save. */
  readonly own?: EntryValues | undefined;
};

export function BoundEntryPage({ room, bulletin, entry, history, own }: BoundProps): JSX.Element {
  return (
    <Layout
      frame={room.frame}
      title={nameOf(entry)}
      back={{ href: `/bulletins/${bulletin.id}`, text: bulletin.name }}
    >
      <h1 class="govuk-heading-l">{nameOf(entry)}</h1>
      <p class="govuk-body">
        This entry is in{" "}
        <a class="govuk-link" href={`/editions/${entry.edition}`}>
          an edition
        </a>
        , so you can no longer change it.
      </p>
      {own && (
        <>
          <h2 class="govuk-heading-m">Your version, not saved</h2>
          <StoredText entry={own} />
          <h2 class="govuk-heading-m">The version in the edition</h2>
        </>
      )}
      <StoredText entry={entry} />
      <History items={history} zone={zoneOf(bulletin)} />
    </Layout>
  );
}
