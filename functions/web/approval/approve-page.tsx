import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { Obstacle } from "../../core/bulletins/approval/may-go-out.ts";
import { sayChange } from "../../core/bulletins/approval/say-change.ts";
import { sayObstacle } from "../../core/bulletins/approval/say-obstacle.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { reasonInEnglish } from "../../core/bulletins/reason-in-english.ts";
import { isApproved, isProposed } from "../../core/bulletins/status.ts";
import type { CountedAudience } from "../../core/people/list-count.ts";
import { sayCount } from "../../core/text/say-count.ts";
import { StateTag } from "../editions/edition-status.tsx";
import { SummaryRow } from "../kit/data-table.tsx";
import { ErrorSummary, type FieldProblem, TextArea } from "../kit/fields.tsx";
import { type Frame, Layout, type NavigationLink } from "../kit/layout.tsx";
import { sayDate, sayInstant, sayMailbox, sayPeople } from "../kit/say.ts";
import { Findings } from "../letter/findings.tsx";
import { AllLanguages } from "../letter/letter-view.tsx";
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
        <StateTag edition={edition} now={now} zone={bulletin.zone} />{" "}
        {edition && isApproved(edition) && edition.approval && (
          <>
            By {edition.approval.name} on {sayInstant(new Date(edition.approval.at), bulletin.zone)}
            .
          </>
        )}
      </p>
      {content && (!edition || isProposed(edition)) && (
        <p class="govuk-body">
          <a class="govuk-link" href="#approve">
            {props.refusal ? "Go to the end of the letter" : "Approve or ask for changes"}
          </a>
        </p>
      )}
      {edition?.proposal?.asked && isProposed(edition) && (
        <div class="govuk-inset-text">
          {edition.proposal.asked.name} asked for changes:{" "}
          <span dir="auto">{edition.proposal.asked.comment}</span>
        </div>
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
      <Decide {...props} />
    </>
  );
}

function Decide(props: ApproveProps): JSX.Element | null {
  const { bulletin, letter, here, refusal, mayPropose, sendNow, problems = [], comment } = props;
  const { edition, slot, hash } = letter;
  if (edition && !isProposed(edition)) return null;
  const isDone = edition !== undefined && isApproved(edition);
  const isAtOnce = edition?.proposal?.unscheduled === true || slot <= props.now;
  const hidden = (
    <>
      <input type="hidden" name="date" value={slot.toISOString()} />
      <input type="hidden" name="hash" value={hash} />
    </>
  );
  return (
    <>
      {refusal && <p class="govuk-body">{sayRefusal(refusal)}</p>}
      <div class="govuk-button-group" id="approve" tabindex={-1}>
        {!refusal && !isDone && (
          <form action={here} method="post">
            {hidden}
            <button type="submit" class="govuk-button">
              {isAtOnce
                ? `Approve and send to ${props.audience ? sayPeople(props.audience.writtenTo) : "everyone"}`
                : `Approve for ${sayInstant(slot, bulletin.zone)}`}
            </button>
          </form>
        )}
        {!edition && mayPropose && bulletin.approval !== "none" && (
          <form action={`/bulletins/${bulletin.id}/propose`} method="post">
            <input type="hidden" name="date" value={slot.toISOString()} />
            <button type="submit" class="govuk-button govuk-button--secondary">
              Ask for approval
            </button>
          </form>
        )}
        {sendNow !== undefined && !isAtOnce && (
          <a class="govuk-link" href={sendNow}>
            Send now instead
          </a>
        )}
      </div>
      {edition &&
        (!refusal || refusal.kind === "approver-wrote" || refusal.kind === "errors-found") && (
          <form action={`${here}/changes`} method="post" novalidate>
            {hidden}
            <TextArea
              name="comment"
              label="What should change?"
              hint="The editors get your comment by email. The letter is not sent until someone approves it."
              value={comment ?? ""}
              rows={3}
              problems={problems}
            />
            <button type="submit" class="govuk-button govuk-button--secondary">
              Ask for changes
            </button>
          </form>
        )}
    </>
  );
}

export function sayRefusal(refusal: ApproveRefusal): string {
  if (refusal.kind !== "not-an-approver") return sayObstacle(refusal);
  return refusal.approvers === ""
    ? "Nobody may approve this bulletin yet. An operator can give someone the role approver."
    : `You do not have permission to approve. ${refusal.approvers} can.`;
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
