import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { type CountedAudience, emptyAudience } from "../../core/people/list-count.ts";
import { sayCount } from "../../core/text/say-count.ts";
import type { DraftResult } from "../../steps/editions/draft-edition.ts";
import type { RestoredTable } from "../../store/sending/origins.ts";
import { RestoredNotice } from "../clock/restored-notice.tsx";
import { whyNoLetter } from "../entries/draft-words.ts";
import { type EditorsRoom, nameOf } from "../kit/editors-room.ts";
import { ErrorSummary, type FieldProblem, TextField } from "../kit/fields.tsx";
import { Layout } from "../kit/layout.tsx";
import { sayInstant, sayList, sayPeople } from "../kit/say.ts";
import { Findings } from "../letter/findings.tsx";
import { AllLanguages, Envelope } from "../letter/letter-view.tsx";
import { TestForm } from "../letter/test-send.tsx";

import { type ScheduledDifference, ScheduledNotice } from "./scheduled-difference.tsx";

/** Why the letter was not sent and must be reviewed again. */
export type Again = "changed" | "old" | "invalid";

const reasons: Readonly<Record<Again, string>> = {
  changed: "The letter has changed since you saw it, so it was not sent. Review it again.",
  old: "This page was open for more than an hour, so the letter was not sent. Review it again.",
  invalid: "The letter was not sent. Review it again.",
};

/** `problem`: why the typed text is no subject. */
export type TypedSubject = {
  readonly text: string;
  readonly own: string | undefined;
  readonly problem: FieldProblem | undefined;
};

type Props = {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  readonly draft: DraftResult;
  /** Part of the edition's id, so submitting the form twice opens one edition. */
  readonly slot: Date;
  /** Undefined if the lists are long and the clock has not counted them yet. */
  readonly audience: CountedAudience | undefined;
  readonly again?: Again | undefined;
  /** The subject that the sender typed in place of the usual one, of a digest. */
  readonly subject: TypedSubject;
  /** How it differs from the edition of the next date. */
  readonly difference?: ScheduledDifference | undefined;
  /** Why this person may not send it without another person's approval. */
  readonly refusal?: string | undefined;
  /** A restore from a backup, if it waits for a decision. */
  readonly restored: RestoredTable | undefined;
};

/** "2 more people on the lists will not get it: …" */
function notWritten(count: number, more = ""): string {
  const people = sayCount(count, `${more}person`, `${more}people`);
  return `${people} on the lists will not get it: they have left, or their address does not work.`;
}

/** When sending starts after the approval. */
function saySending(holdMinutes: number | undefined): string {
  return holdMinutes === undefined || holdMinutes === 0
    ? "Sending starts at once."
    : `Sending starts after ${sayCount(holdMinutes, "minute", "minutes")}. You can undo until then.`;
}

/** Long lists are counted by the clock. */
function sayCounted(audience: CountedAudience | undefined, now: Date): string {
  if (!audience) return ". The lists are long, and their people are not counted yet";
  const at = new Date(audience.at);
  return now.getTime() - at.getTime() < 60_000 ? "" : `, counted on ${sayInstant(at, "UTC")}`;
}

export function SendPage({
  room,
  bulletin,
  draft,
  slot,
  audience,
  again,
  subject,
  refusal,
  restored,
  difference,
}: Props): JSX.Element {
  const here = `/bulletins/${bulletin.id}`;
  const { writtenTo, notWrittenTo } = audience ?? emptyAudience;
  const readers = audience ? sayPeople(writtenTo) : "everyone";
  const entries = draft.verdicts.flatMap(verdict =>
    verdict.kind === "in" ? [`“${nameOf(verdict.entry)}”`] : [],
  );
  const own = subject.own === undefined ? "" : `&subject=${encodeURIComponent(subject.own)}`;
  const canSend = draft.kind === "draft" && (audience === undefined || writtenTo > 0);
  return (
    <Layout
      frame={room.frame}
      title={`${again || subject.problem ? "Error: " : ""}Send ${bulletin.name} now`}
      back={{ href: here, text: bulletin.name }}
      wide
    >
      <ErrorSummary
        problems={[
          ...(again ? [{ field: canSend ? "letter" : "main", message: reasons[again] }] : []),
          ...(subject.problem ? [subject.problem] : []),
        ]}
      />
      <h1 class="govuk-heading-l">Send the letter now</h1>
      <RestoredNotice restored={restored} />
      {difference && <ScheduledNotice difference={difference} zone={bulletin.zone} />}
      {draft.kind !== "draft" && <p class="govuk-body">{whyNoLetter(draft)}</p>}
      {draft.kind === "draft" && (
        <>
          <Findings findings={draft.findings} />
          <Envelope
            from={bulletin.sender.from}
            subject={draft.content.subject}
            language={draft.content.language}
          />
          {bulletin.composition === "digest" && (
            <OwnSubject here={here} subject={subject} shown={draft.content.subject} />
          )}
          {entries.length > 1 && (
            <p class="govuk-body">
              {sayCount(entries.length, "entry", "entries")}: {sayList(entries)}.
            </p>
          )}
          <div id="letter" tabindex={-1}>
            <AllLanguages
              content={draft.content}
              htmlAddress={`${here}/preview/letter.html?slot=${slot.toISOString()}&hash=${draft.hash}${own}`}
            />
          </div>
        </>
      )}
      {audience && writtenTo === 0 && notWrittenTo === 0 && (
        <p class="govuk-body">You cannot send the letter: nobody is on the lists.</p>
      )}
      {writtenTo === 0 && notWrittenTo > 0 && (
        <p class="govuk-body">You cannot send the letter. {notWritten(notWrittenTo)}</p>
      )}
      {canSend && refusal && <p class="govuk-body">{refusal}</p>}
      {canSend && !refusal && (
        <form action={`${here}/send`} method="post">
          <input type="hidden" name="slot" value={slot.toISOString()} />
          <input type="hidden" name="approved" value={draft.hash} />
          <SubjectInput subject={subject} />
          <p class="govuk-body">
            {saySending(bulletin.holdMinutes)} Exactly this version is sent to {readers} on{" "}
            {sayCount(bulletin.lists.length, "list", "lists")}
            {sayCounted(audience, slot)}.
          </p>
          {notWrittenTo > 0 && <p class="govuk-body">{notWritten(notWrittenTo, "more ")}</p>}
          <div class="govuk-button-group">
            <button type="submit" class="govuk-button">
              Approve and send to {readers}
            </button>
            <a class="govuk-link" href={here}>
              Do not send it
            </a>
          </div>
        </form>
      )}
      {canSend && bulletin.approval !== "none" && (
        <form action={`${here}/propose`} method="post">
          <input type="hidden" name="date" value={slot.toISOString()} />
          <input type="hidden" name="unscheduled" value="yes" />
          <SubjectInput subject={subject} />
          <button type="submit" class="govuk-button govuk-button--secondary">
            Ask for approval
          </button>
        </form>
      )}
      {draft.kind === "draft" && <TestForm bulletin={bulletin.id} />}
    </Layout>
  );
}

function SubjectInput({ subject }: { readonly subject: TypedSubject }): JSX.Element | null {
  return subject.own === undefined ? null : (
    <input type="hidden" name="subject" value={subject.own} />
  );
}

/** A subject of its own for this letter alone. */
function OwnSubject({
  here,
  subject: { text, own, problem },
  shown,
}: {
  readonly here: string;
  readonly subject: TypedSubject;
  readonly shown: string;
}): JSX.Element {
  return (
    <details class="govuk-details" open={problem !== undefined}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Change the subject</span>
      </summary>
      <form action={`${here}/send`} method="get" class="govuk-details__text" novalidate>
        <TextField
          name="subject"
          label="Subject"
          hint="It counts for this letter alone."
          value={problem ? text : shown}
          problems={problem ? [problem] : []}
        />
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button govuk-button--secondary">
            Show the letter with this subject
          </button>
          {own !== undefined && (
            <a class="govuk-link" href={`${here}/send`}>
              Use the usual subject
            </a>
          )}
        </div>
      </form>
    </details>
  );
}
