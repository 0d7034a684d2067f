import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import type { FoundCopy } from "../../steps/ledger/find-copy.ts";
import type { PersonOnEdition } from "../../steps/ledger/list-people.ts";
import { type EditorsRoom, zoneOf } from "../kit/editors-room.ts";
import { ErrorSummary } from "../kit/fields.tsx";
import { Layout, May } from "../kit/layout.tsx";
import { saidOf } from "./cause-words.ts";
import { reasonWords, sayMessages } from "./copy-words.ts";
import { FindCopyForm } from "./find-copy-form.tsx";

type Props = {
  readonly room: EditorsRoom;
  readonly edition: Edition;
  readonly bulletin: Bulletin | undefined;
  /** As it was typed. */
  readonly address: string;
  readonly found: FoundCopy;
};

/** Answers whether somebody got an edition, when, and under which message id. */
export function CopyPage({ room, edition, bulletin, address, found }: Props): JSX.Element {
  const here = `/editions/${edition.id}`;
  const problems =
    found.kind === "invalid"
      ? [{ field: "address", message: address === "" ? "Enter an address" : `Check it: ${found.reason}` }]
      : [];
  return (
    <Layout
      frame={room.frame}
      title={`${problems.length > 0 ? "Error: " : ""}Did somebody get it?`}
      back={{ href: here, text: "The edition" }}
    >
      <ErrorSummary problems={problems} />
      <span class="govuk-caption-l dc-wrap" dir="auto">
        {edition.subject}
      </span>
      {found.kind === "invalid" ? (
        <h1 class="govuk-heading-l">Did somebody get it?</h1>
      ) : (
        <Answer address={address} found={found} edition={edition} zone={zoneOf(bulletin)} />
      )}
      <FindCopyForm here={here} value={found.kind === "invalid" ? address : ""} problems={problems} />
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
  const [verdict, ...sentences] = found.kind === "on-edition" ? sayCopy(found, edition, zone) : sayAbsence(found);
  const person = found.kind === "unknown" ? undefined : found.kind === "on-edition" ? found.copy.person : found.person;
  const subscriber =
    found.kind === "unknown" ? undefined : found.kind === "on-edition" ? found.copy.subscriber : found.subscriber;
  return (
    <>
      <h1 class="govuk-heading-l">{verdict}</h1>
      <dl class="govuk-summary-list">
        {person?.name && (
          <Row term="Name">
            <bdi>{person.name}</bdi>
          </Row>
        )}
        <Row term="Address">
          <bdi>{person?.email ?? address}</bdi>
        </Row>
        {subscriber && <Row term="Known here as">{subscriber}</Row>}
      </dl>
      {sentences.map(sentence => (
        <p class="govuk-body dc-wrap">{sentence}</p>
      ))}
      {person && (
        <May permission="erase">
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

function Row({ term, children }: { readonly term: string; readonly children?: Child }): JSX.Element {
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{term}</dt>
      <dd class="govuk-summary-list__value dc-wrap">{children}</dd>
    </div>
  );
}

function sayAbsence(found: Exclude<Found, { kind: "on-edition" }>): string[] {
  if (found.kind === "unknown")
    return found.suppression === "erased"
      ? ["This person was erased", "What they were sent can no longer be found by their address. Nothing is sent to it any more."]
      : ["Nobody here has this address", "It is on no list, and this edition was not sent to it."];
  return [
    "They are not on this edition",
    found.suppression
      ? `Nothing is sent to the address: ${reasonWords[found.suppression]}.`
      : found.listed
        ? "They came onto its lists after it had been addressed."
        : "They are on none of its lists.",
  ];
}

/** The verdict, then what is known. */
function sayCopy(
  { copy, suppression, listed }: Extract<Found, { kind: "on-edition" }>,
  edition: Edition,
  zone: string,
): string[] {
  const when = copy.messages.length > 0 ? `Amazon SES accepted it ${sayMessages(copy, zone)}.` : "";
  const since = suppression ? `Nothing more is sent to the address: ${reasonWords[suppression]}.` : "";
  switch (copy.standing) {
    case "accepted":
      return [...sayAccepted(copy), ...sayNotes(copy), when, since].filter(Boolean);
    case "suppressed":
      if (copy.withheld)
        return [
          "No: Amazon SES did not send it to them",
          "The address is on Amazon SES’s own suppression list. SES took the letter and did not try.",
          when,
          since,
        ].filter(Boolean);
      return [
        "No: it was rightly not sent to them",
        suppression
          ? `The reason: ${reasonWords[suppression]}.`
          : listed
            ? "When it was their turn they were not to be written to; they are on the list again since."
            : "They had left the edition’s lists before it was their turn.",
      ];
    case "rejected":
      return ["No: Amazon SES refused it for good", "They have no copy.", ...sayNotes(copy), since].filter(Boolean);
    case "uncertain":
      return [
        "Nobody knows yet",
        "It was handed to Amazon SES, which gave no answer, and none of its events has named the letter. They may have it, or not.",
        since,
      ].filter(Boolean);
    case "pending":
      return edition.status === "stopped"
        ? ["No: the edition was stopped first", "It was not sent to them, and will not be.", since].filter(Boolean)
        : ["Not yet: it is not their turn", since].filter(Boolean);
  }
}

function sayAccepted(copy: PersonOnEdition): string[] {
  const complained = copy.complained ? ["They have reported it as spam."] : [];
  if (copy.bounced) return ["No: it came back", "The receiving server refused it for good.", ...complained];
  if (copy.deferred) return ["No: it came back for now", "The next letter may reach them.", ...complained];
  if (copy.delivered) return ["Yes: it was delivered", "The receiving server took it.", ...complained];
  if (copy.assumed)
    return [
      "It is taken as delivered",
      "Amazon SES gave no answer. An approver decided to take it as delivered, and not to send it again.",
    ];
  return ["It is on its way", "What the receiving server did with it is not known yet.", ...complained];
}

/** What SES said of it besides: "Mailbox full (5.2.2). The server said: “smtp; 552 5.2.2 over quota”" */
function sayNotes(copy: PersonOnEdition): string[] {
  return saidOf(copy).map(({ words, status, quote, by }) => {
    const code = status ? ` (${status})` : "";
    const said = quote ? ` ${by} said: “${quote}”` : "";
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}${code}.${said}`;
  });
}
