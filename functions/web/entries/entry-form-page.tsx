import type { JSX } from "hono/jsx/jsx-runtime";
import type { HistoryItem } from "../../core/access/history-item.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Entry } from "../../core/bulletins/entry.ts";
import { isDraft, isReady, isWithdrawn } from "../../core/bulletins/status.ts";
import { Radios } from "../kit/choice-fields.tsx";
import { type EditorsRoom, zoneOf } from "../kit/editors-room.ts";
import { DayField, ErrorSummary, type FieldProblem, TextArea, TextField } from "../kit/fields.tsx";
import { History, sayWhoAndWhen } from "../kit/history.tsx";
import { Layout } from "../kit/layout.tsx";
import { sayInstant } from "../kit/say.ts";
import type { EntryValues } from "./entry-form.ts";

import { StoredText } from "./entry-pages.tsx";
import { OtherLanguages } from "./languages/other-languages.tsx";

const markdownHint =
  "A blank line starts a new paragraph. “- ” starts a bullet, “1. ” a numbered point, “## ” a heading, “> ” an inset. Write a link as [words](https://example.org). For an image, use the line that its page shows.";

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
  const savesItself = !stored || isDraft(stored);
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
      <form
        action={action}
        method="post"
        novalidate
        data-autosave={savesItself && shownProblems.length === 0 ? "" : undefined}
      >
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
        <p class="govuk-body">
          <a
            class="govuk-link"
            href={`/bulletins/${bulletin.id}/images`}
            target="_blank"
            rel="noopener"
          >
            Add an image (opens in a new tab)
          </a>
        </p>
        {!stored && (
          <Radios
            name="format"
            label="Where does the text come from?"
            value={format}
            choices={formats}
            problems={problems}
          />
        )}
        {bulletin.composition === "digest" && (
          <TextField
            name="topic"
            label="Topic (optional)"
            hint="Entries of one topic stand together, under its name."
            value={values.topic}
            problems={problems}
          />
        )}
        <DayField
          name="notBefore"
          label="Not before (optional)"
          hint="The entry waits for an edition on this day or later."
          value={values.notBefore}
          problems={problems}
        />
        <DayField
          name="notAfter"
          label="Not after (optional)"
          hint="The entry is in no edition after this day."
          value={values.notAfter}
          problems={problems}
        />
        {savesItself && <p class="govuk-hint" role="status" data-saved></p>}
        <SaveButtons wasReady={isReady(values)} keepsMine={conflict} problems={problems} />
      </form>
      {stored && !conflict && <OtherLanguages bulletin={bulletin} entry={stored} />}
      {stored && !conflict && <OtherActions entry={stored} />}
      <History items={history} zone={zoneOf(bulletin)} />
    </Layout>
  );
}

/** The Enter key presses the first button: it changes nothing about what goes out. */
function SaveButtons({
  wasReady,
  keepsMine,
  problems,
}: {
  readonly wasReady: boolean;
  readonly keepsMine: boolean;
  readonly problems: readonly FieldProblem[];
}): JSX.Element {
  const problem = problems.find(({ field }) => field === "status");
  const mine = keepsMine ? "Keep mine: " : "";
  const buttons = wasReady
    ? [
        { status: "ready", text: `${mine}${keepsMine ? "save" : "Save"}`, isMain: true },
        {
          status: "draft",
          text: `${mine}${keepsMine ? "make" : "Make"} it a draft`,
          isMain: false,
        },
      ]
    : [
        { status: "draft", text: `${mine}${keepsMine ? "save" : "Save"} draft`, isMain: false },
        { status: "ready", text: `${mine}${keepsMine ? "mark" : "Mark"} ready`, isMain: true },
      ];
  return (
    <>
      {problem && (
        <p class="govuk-error-message" id="status">
          <span class="govuk-visually-hidden">Error:</span> {problem.message}
        </p>
      )}
      <div class="govuk-button-group">
        {buttons.map(({ status, text, isMain }) => (
          <button
            type="submit"
            name="status"
            value={status}
            class={`govuk-button${isMain ? "" : " govuk-button--secondary"}`}
          >
            {text}
          </button>
        ))}
      </div>
    </>
  );
}

/** Takes a stored entry out of the next editions, or deletes it. */
function OtherActions({ entry }: { readonly entry: Entry }): JSX.Element {
  const here = `/bulletins/${entry.bulletin}/entries/${entry.id}`;
  return (
    <div class="govuk-button-group">
      <a class="govuk-link" href={`/bulletins/${entry.bulletin}/preview?entry=${entry.id}`}>
        Preview this entry
      </a>
      {!isWithdrawn(entry) && (
        <form action={`${here}/withdraw`} method="post">
          <input type="hidden" name="version" value={String(entry.version)} />
          <button type="submit" class="govuk-button govuk-button--secondary">
            Withdraw entry
          </button>
        </form>
      )}
      <form action={`${here}/delete`} method="post">
        <input type="hidden" name="version" value={String(entry.version)} />
        <button type="submit" class="govuk-button govuk-button--warning">
          Delete entry
        </button>
      </form>
    </div>
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
