import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Entry } from "../../core/bulletins/entry.ts";
import type { DraftResult } from "../../steps/editions/draft-edition.ts";
import { whyNoLetter } from "../entries/draft-words.ts";
import { nameOf } from "../kit/editors-room.ts";
import { type Frame, Layout } from "../kit/layout.tsx";
import { sayInstant } from "../kit/say.ts";
import { Findings } from "./findings.tsx";
import { LetterView, type LetterViewName } from "./letter-view.tsx";
import { TestForm } from "./test-send.tsx";

/** What the page shows: the choices of its form. */
export type Shown = {
  readonly slot: Date;
  readonly withDrafts: boolean;
  /** The only entry. */
  readonly entry: Entry | undefined;
  /** A colleague's own salutation. */
  readonly salutation: string;
  /** One of the letter's further languages. */
  readonly language: string | undefined;
};

/** Returns the choices as a query: the frame shows the date of the page around it. */
export function queryOf({ slot, withDrafts, entry, salutation }: Shown): URLSearchParams {
  const query = new URLSearchParams({ date: slot.toISOString() });
  if (withDrafts) query.set("drafts", "yes");
  if (entry) query.set("entry", entry.id);
  if (salutation !== "") query.set("salutation", salutation);
  return query;
}

/** Exactly the edition of a date, or what it would be with its drafts, or one entry alone. */
export function PreviewPage({
  frame,
  bulletin,
  draft,
  shown,
  view,
}: {
  readonly frame: Frame;
  readonly bulletin: Bulletin;
  readonly draft: DraftResult;
  readonly shown: Shown;
  readonly view: LetterViewName;
}): JSX.Element {
  const page = `/bulletins/${bulletin.id}/preview`;
  const title = titleOf(bulletin, shown);
  const isWhatGoesOut = !shown.withDrafts && !shown.entry;
  return (
    <Layout
      frame={frame}
      title={title}
      back={{ href: `/bulletins/${bulletin.id}`, text: bulletin.name }}
      wide
    >
      <h1 class="govuk-heading-l dc-wrap">{title}</h1>
      {!isWhatGoesOut && (
        <p class="govuk-body">This is not what goes out: it shows more than is marked ready.</p>
      )}
      <Choices page={page} shown={shown} view={view} />
      {draft.kind === "draft" ? (
        <>
          <Findings findings={draft.findings} />
          <LetterView
            page={page}
            query={queryOf(shown)}
            htmlAddress={`${page}/letter.html?${queryOf(shown)}`}
            from={bulletin.sender.from}
            content={draft.content}
            language={shown.language}
            own={own(shown)}
            view={view}
          />
          {isWhatGoesOut && (
            <TestForm bulletin={bulletin.id} slot={shown.slot} language={shown.language} />
          )}
        </>
      ) : (
        <p class="govuk-body">{whyNoLetter(draft)}</p>
      )}
    </Layout>
  );
}

export function own({ salutation }: Shown): string | undefined {
  return salutation === "" ? undefined : salutation;
}

function titleOf(bulletin: Bulletin, { slot, entry, withDrafts }: Shown): string {
  if (entry) return `Preview: “${nameOf(entry)}” alone`;
  const date = sayInstant(slot, bulletin.zone);
  return `Preview: edition of ${date}${withDrafts ? ", with its drafts" : ""}`;
}

function Choices({
  page,
  shown: { slot, withDrafts, entry, salutation, language },
  view,
}: {
  readonly page: string;
  readonly shown: Shown;
  readonly view: LetterViewName;
}): JSX.Element {
  return (
    <details class="govuk-details" open={withDrafts || salutation !== ""}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Show drafts, or one colleague’s letter</span>
      </summary>
      <form action={page} method="get" class="govuk-details__text">
        <input type="hidden" name="view" value={view} />
        <input type="hidden" name="date" value={slot.toISOString()} />
        {language && <input type="hidden" name="language" value={language} />}
        {entry && <input type="hidden" name="entry" value={entry.id} />}
        {!entry && (
          <div class="govuk-form-group">
            <div class="govuk-checkboxes govuk-checkboxes--small">
              <div class="govuk-checkboxes__item">
                <input
                  class="govuk-checkboxes__input"
                  id="drafts"
                  name="drafts"
                  type="checkbox"
                  value="yes"
                  checked={withDrafts}
                />
                <label class="govuk-label govuk-checkboxes__label" for="drafts">
                  With drafts
                </label>
              </div>
            </div>
          </div>
        )}
        <div class="govuk-form-group">
          <label class="govuk-label" for="salutation">
            As a colleague with their own salutation (optional)
          </label>
          <input
            class="govuk-input govuk-!-width-two-thirds"
            id="salutation"
            name="salutation"
            type="text"
            value={salutation}
            aria-describedby="salutation-hint"
          />
          <div id="salutation-hint" class="govuk-hint">
            For example, Dear Dr Okafor
          </div>
        </div>
        <button type="submit" class="govuk-button govuk-button--secondary">
          Show
        </button>
      </form>
    </details>
  );
}
