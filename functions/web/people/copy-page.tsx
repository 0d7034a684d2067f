import type { JSX } from "hono/jsx/jsx-runtime";
import { everyBulletin } from "../../core/access/member.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { leavesPending, mayBeSentToCorrected } from "../../core/bulletins/status.ts";
import type { FoundCopy } from "../../steps/ledger/find-copy.ts";
import type { PersonOnEdition } from "../../steps/ledger/list-people.ts";
import { SummaryRow } from "../kit/data-table.tsx";
import { type EditorsRoom, zoneOf } from "../kit/editors-room.ts";
import { ErrorSummary, wrongAddress } from "../kit/fields.tsx";
import { Layout, May } from "../kit/layout.tsx";
import { explainNotes } from "./cause-words.ts";
import { reasonWords, sayMessages } from "./copy-words.ts";
import { correctPath } from "./correct-page.tsx";
import { FindCopyForm } from "./find-copy-form.tsx";

type Props = {
  readonly room: EditorsRoom;
  readonly edition: Edition;
  readonly bulletin: Bulletin | undefined;
  /** As typed. */
  readonly address: string;
  readonly found: FoundCopy;
};

/** Shows whether one person got an edition, when, and under which message id. */
export function CopyPage({ room, edition, bulletin, address, found }: Props): JSX.Element {
  const here = `/editions/${edition.id}`;
  const problems =
    found.kind === "invalid"
      ? [
          {
            field: "address",
            message: address === "" ? "Enter an email address" : wrongAddress(found.reason),
          },
        ]
      : [];
  return (
    <Layout
      frame={room.frame}
      title={`${problems.length > 0 ? "Error: " : ""}Did this person get it?`}
      back={{ href: here, text: "The edition" }}
    >
      <ErrorSummary problems={problems} />
      <span class="govuk-caption-l dc-wrap" dir="auto">
        {edition.subject}
      </span>
      {found.kind === "invalid" ? (
        <h1 class="govuk-heading-l">Did this person get it?</h1>
      ) : (
        <Answer address={address} found={found} edition={edition} zone={zoneOf(bulletin)} />
      )}
      <FindCopyForm
        here={here}
        value={found.kind === "invalid" ? address : ""}
        problems={problems}
      />
    </Layout>
  );
}

type Found = Exclude<FoundCopy, { kind: "invalid" }>;
type AnswerProps = {
  readonly address: string;
  readonly found: Found;
  readonly edition: Edition;
  readonly zone: string;
};

function Answer({ address, found, edition, zone }: AnswerProps): JSX.Element {
  const [verdict, ...sentences] =
    found.kind === "on-edition" ? sayCopy(found, edition, zone) : sayAbsence(found, edition);
  const person =
    found.kind === "unknown"
      ? undefined
      : found.kind === "on-edition"
        ? found.copy.person
        : found.person;
  const subscriber =
    found.kind === "unknown"
      ? undefined
      : found.kind === "on-edition"
        ? found.copy.subscriber
        : found.subscriber;
  return (
    <>
      <h1 class="govuk-heading-l">{verdict}</h1>
      <dl class="govuk-summary-list">
        {person?.name && (
          <SummaryRow term="Name">
            <bdi>{person.name}</bdi>
          </SummaryRow>
        )}
        <SummaryRow term="Address">
          <bdi>{person?.email ?? address}</bdi>
        </SummaryRow>
        {subscriber && <SummaryRow term="Id">{subscriber}</SummaryRow>}
      </dl>
      {sentences.map(sentence => (
        <p class="govuk-body dc-wrap">{sentence}</p>
      ))}
      {found.kind === "on-edition" && person && found.copy.returned && (
        <May permission="send" on={edition.bulletin}>
          {mayBeSentToCorrected(edition) && (
            <p class="govuk-body">
              <a class="govuk-link" href={correctPath(edition.id, person.id)}>
                Correct the address, then send to this person
              </a>
            </p>
          )}
        </May>
      )}
      {person && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/people/${person.id}`}>
            All lists and letters of this person
          </a>
        </p>
      )}
      {person && (
        <May permission="erase" on={everyBulletin}>
          <p class="govuk-body">
            <a class="govuk-link" href={`/subscribers/${person.id}/erase?edition=${edition.id}`}>
              Erase this person…
            </a>
          </p>
        </May>
      )}
    </>
  );
}

function sayAbsence(found: Exclude<Found, { kind: "on-edition" }>, edition: Edition): string[] {
  if (found.kind === "unknown")
    return found.suppression === "erased"
      ? [
          "This person was erased",
          "You can no longer find their letters by their address. We send nothing to it.",
        ]
      : [
          "Nobody here has this address",
          "The address is on no list, and we did not send this edition to it.",
        ];
  if (edition.figures)
    return [
      "We no longer know",
      "We keep who got an edition for a limited time, as the bulletin’s settings say. The names of this one were deleted.",
    ];
  return [
    "They are not on this edition",
    found.suppression
      ? `We send nothing to this address: ${reasonWords[found.suppression]}.`
      : found.listed
        ? "They joined the edition’s lists too late for it."
        : "They are not on its lists.",
  ];
}

/** Returns the verdict, then the details. */
function sayCopy(
  { copy, suppression, listed }: Extract<Found, { kind: "on-edition" }>,
  edition: Edition,
  zone: string,
): string[] {
  const when = copy.messages.length > 0 ? `Amazon SES accepted it ${sayMessages(copy, zone)}.` : "";
  const since = suppression
    ? `We send nothing more to this address: ${reasonWords[suppression]}.`
    : "";
  switch (copy.standing) {
    case "accepted":
      return [...sayAccepted(copy), ...sayNotes(copy), when, since].filter(Boolean);
    case "suppressed":
      if (copy.withheld)
        return [
          "No: Amazon SES did not send it to them",
          "The address is on Amazon SES’s own suppression list. Amazon SES accepted the letter and did not try to deliver it.",
          when,
          since,
        ].filter(Boolean);
      return [
        "No: we did not send it to them",
        suppression
          ? `The reason: ${reasonWords[suppression]}.`
          : listed
            ? "They were suppressed, or had paused their letters, at the time of sending. We write to them again now."
            : "They left the edition’s lists before it was sent to them.",
      ];
    case "rejected":
      return [
        "No: Amazon SES rejected it",
        "They did not get the letter.",
        ...sayNotes(copy),
        since,
      ].filter(Boolean);
    case "uncertain":
      return [
        "Not known yet",
        "We submitted the letter, but Amazon SES did not confirm it. It may have arrived.",
        since,
      ].filter(Boolean);
    case "pending":
      return leavesPending(edition)
        ? ["No: the edition was stopped first", "We will not send it to them.", since].filter(
            Boolean,
          )
        : ["Not yet: we have not sent it to them", since].filter(Boolean);
  }
}

function sayAccepted(copy: PersonOnEdition): string[] {
  const complained = copy.complained ? ["They reported it as spam."] : [];
  if (copy.bounced)
    return ["No: it came back", "The receiving server rejected it permanently.", ...complained];
  if (copy.deferred)
    return ["No: it came back this time", "The next letter may reach them.", ...complained];
  if (copy.delivered)
    return ["Yes: it was delivered", "The receiving server accepted it.", ...complained];
  if (copy.assumed)
    return [
      "Marked as delivered",
      "Amazon SES did not confirm it. An approver marked it as delivered and did not send it again.",
    ];
  return ["It is on its way", "The receiving server has not answered yet.", ...complained];
}

/**
 * The feedback notes as sentences: "Mailbox full (5.2.2). The server replied: “smtp; 552 5.2.2 over
 * quota”"
 */
function sayNotes(copy: PersonOnEdition): string[] {
  return explainNotes(copy).map(({ words, status, quote, by }) => {
    const code = status ? ` (${status})` : "";
    const reply = quote ? ` ${by} replied: “${quote}”` : "";
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}${code}.${reply}`;
  });
}
