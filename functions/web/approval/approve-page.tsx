import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import { hasLostDate } from "../../core/bulletins/approval/lost-date.ts";
import type { Obstacle } from "../../core/bulletins/approval/may-go-out.ts";
import { needsApproval } from "../../core/bulletins/approval/needs-approval.ts";
import { sayChange } from "../../core/bulletins/approval/say-change.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { reasonInEnglish } from "../../core/bulletins/reason-in-english.ts";
import { isApproved, isProposed } from "../../core/bulletins/status.ts";
import type { CountedAudience } from "../../core/people/list-count.ts";
import { sayCount } from "../../core/text/say-count.ts";
import { StateTag } from "../editions/edition-status.tsx";
import { SummaryRow } from "../kit/data-table.tsx";
import { ErrorSummary, type FieldProblem } from "../kit/fields.tsx";
import { type Frame, Layout, type NavigationLink } from "../kit/layout.tsx";
import { sayDate, sayInstant, sayMailbox, sayPeople } from "../kit/say.ts";
import { Findings } from "../letter/findings.tsx";
import { AllLanguages } from "../letter/letter-view.tsx";
import { DecideForms } from "./decide-forms.tsx";
import type { ShownLetter } from "./find-proposal.ts";

/** What keeps this person from approving now. */
export type ApproveRefusal =
  | Obstacle
  | { readonly kind: "not-an-approver"; readonly approvers: string };

export type ApproveProps = {
  readonly frame: Frame;
  readonly bulletin: Bulletin;
  readonly letter: ShownLetter;
  /** Undefined if the lists are long and the clock has not counted them yet. */
  readonly audience: CountedAudience | undefined;
  readonly now: Date;
  /** Where the forms of this page go. */
  readonly here: string;
  readonly htmlAddress: string;
  readonly back?: NavigationLink;
  /** Undefined: this person may approve. */
  readonly refusal: ApproveRefusal | undefined;
  /** May ask for an approval, and may send without waiting for the date. */
  readonly mayPropose: boolean;
  readonly sendNow?: string | undefined;
  readonly problems?: readonly FieldProblem[];
  readonly comment?: string;
};

/** The letter of one date, exactly as it will be sent, with what an approver needs to decide. */
export function ApprovePage(props: ApproveProps): JSX.Element {
  const { frame, bulletin, letter, back, problems = [], now } = props;
  const { edition, content, problem, slot } = letter;
  const date = sayInstant(slot, bulletin.zone);
  return (
    <Layout
      frame={frame}
      title={`${problems.length > 0 ? "Error: " : ""}Approve ${bulletin.name}, ${date}`}
      back={back}
      wide
    >
      <ErrorSummary problems={problems} />
      <span class="govuk-caption-l">{bulletin.name}</span>
      <h1 class="govuk-heading-l">
        {edition?.corrects
          ? `Correction of the letter of ${sayDate(new Date(edition.corrects.slot), bulletin.zone)}`
          : `Edition of ${date}`}
      </h1>
      <p class="govuk-body">
        <StateTag edition={edition} bulletin={bulletin} now={now} />{" "}
        {edition && isApproved(edition) && edition.approval && (
          <>
            By {edition.approval.name} on {sayInstant(new Date(edition.approval.at), bulletin.zone)}
            .
          </>
        )}
      </p>
      {content && (!edition || isProposed(edition)) && !hasLostDate(bulletin, edition) && (
        <p class="govuk-body">
          <a class="govuk-link" href="#approve">
            {props.refusal || !needsApproval(bulletin, edition)
              ? "Go to the end of the letter"
              : "Approve or ask for changes"}
          </a>
        </p>
      )}
      {edition?.proposal?.asked && isProposed(edition) && (
        <div class="govuk-inset-text">
          {edition.proposal.asked.name} asked for changes:{" "}
          <span dir="auto">{edition.proposal.asked.comment}</span>
        </div>
      )}
      {hasLostDate(bulletin, edition) && (
        <Warning>The bulletin does not have this date any more, so nothing is sent then.</Warning>
      )}
      {problem && <Warning>{reasonInEnglish(problem)}</Warning>}
      {content ? (
        <Letter {...props} />
      ) : (
        !problem && (
          <p class="govuk-body">Nothing will be sent on {date} unless an entry is marked ready.</p>
        )
      )}
    </Layout>
  );
}

function Letter(props: ApproveProps): JSX.Element {
  const { bulletin, letter, audience, htmlAddress, now } = props;
  const { edition, content, entries, slot, findings } = letter;
  const changes = edition?.proposal?.changes ?? [];
  const isLate = slot <= now && edition?.proposal?.unscheduled !== true;
  return (
    <>
      <dl class="govuk-summary-list">
        <SummaryRow term="Subject">
          <span lang={content?.language} dir="auto">
            {content?.subject}
          </span>
        </SummaryRow>
        <SummaryRow term="From">{sayMailbox(bulletin.sender.from)}</SummaryRow>
        {bulletin.sender.replyTo && (
          <SummaryRow term="Reply to">{sayMailbox(bulletin.sender.replyTo)}</SummaryRow>
        )}
        <SummaryRow term="Audience">
          {audience ? sayPeople(audience.writtenTo) : "Everyone"}{" "}
          {edition?.corrects?.to === "who-got-it"
            ? "who have the wrong letter, or may have it"
            : `on ${sayCount(bulletin.lists.length, "list", "lists")}`}
          {audience &&
            audience.notWrittenTo > 0 &&
            ` (${sayCount(audience.notWrittenTo, "more person", "more people")} will not get it: they have left, or their address does not work)`}
        </SummaryRow>
        <SummaryRow term={sayCount(entries.length, "entry", "entries").replace(/^[\d,]+ e/, "E")}>
          <ol class="govuk-list govuk-list--number">
            {entries.map(title => (
              <li dir="auto">{title || "Entry without a title"}</li>
            ))}
          </ol>
        </SummaryRow>
      </dl>
      {changes.length > 0 && (
        <section aria-labelledby="changes">
          <h2 class="govuk-heading-m" id="changes">
            {edition?.proposal?.hadApproval
              ? "What changed since the approval"
              : "What changed since the approvers were asked"}
          </h2>
          <ul class="govuk-list govuk-list--bullet">
            {changes.map(change => (
              <li dir="auto">{sayChange(change)}</li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="checks">
        <h2 class="govuk-heading-m" id="checks">
          Checks
        </h2>
        {findings.length === 0 && audience?.writtenTo !== 0 && (
          <p class="govuk-body">We found no problem.</p>
        )}
        {audience?.writtenTo === 0 && <Warning>Nobody on the lists would get it.</Warning>}
        <Findings findings={findings} />
      </section>
      {isLate && (
        <Warning>
          It was due on {sayInstant(slot, bulletin.zone)}. It is sent as soon as it is approved.
        </Warning>
      )}
      <h2 class="govuk-heading-m">The letter</h2>
      <AllLanguages content={content} htmlAddress={htmlAddress} />
      <DecideForms {...props} />
    </>
  );
}

function Warning({ children }: { readonly children?: Child }): JSX.Element {
  return (
    <div class="govuk-warning-text">
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">Warning</span>
        {children}
      </strong>
    </div>
  );
}
