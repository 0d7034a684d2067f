import type { JSX } from "hono/jsx/jsx-runtime";
import type { Edition } from "../../core/bulletins/edition.ts";
import { refusedBySes } from "../../core/people/mailbox.ts";
import type { Subscriber } from "../../core/people/subscriber.ts";
import type { SentToCorrected } from "../../steps/control/send-to-corrected.ts";
import type { PersonOnEdition } from "../../steps/ledger/list-people.ts";
import type { EditorsRoom } from "../kit/editors-room.ts";
import { AddressField, ErrorSummary, type FieldProblem, wrongAddress } from "../kit/fields.tsx";
import { Layout } from "../kit/layout.tsx";
import { sayCauses } from "./cause-words.ts";
import { reasonWords } from "./copy-words.ts";

/** The path of the page on which a person's address is corrected. */
export function correctPath(edition: string, subscriber: string): string {
  return `/editions/${edition}/people/${subscriber}/correct`;
}

/** Why a letter did not arrive: "The address was rejected: Amazon SES does not accept …" */
export function whyReturned(copy: PersonOnEdition): string {
  if (copy.standing === "rejected") {
    const refused = copy.person && refusedBySes(copy.person.email);
    const why = refused?.slice(0, refused.lastIndexOf(":"));
    return `The address was rejected${why ? `: ${why}` : " by Amazon SES"}.`;
  }
  const causes = sayCauses(copy);
  return `The letter came back${causes ? `: ${causes}` : ""}.`;
}

type Outcome = Exclude<SentToCorrected, { kind: "sent" }>;

/** What to do about an outcome, for the field of the address. */
export function sayUncorrected(outcome: Outcome): string {
  switch (outcome.kind) {
    case "invalid":
      return wrongAddress(outcome.reason);
    case "same-address":
      return "Enter another address: the letter already went to this one";
    case "taken":
      return "Enter another address: another person on your lists has this one";
    case "kept-out":
      return `We do not write to this person or address: ${reasonWords[outcome.reason]}`;
    case "not-returned":
      return "You cannot send it again: this person’s letter did not come back, or another is on its way";
    case "over":
      return "You cannot send it now: the edition was stopped, or is not being sent yet";
    case "unknown":
      return "This person was erased";
  }
}

type Props = {
  readonly room: EditorsRoom;
  readonly edition: Edition;
  readonly copy: PersonOnEdition & { readonly person: Subscriber };
  /** As typed. */
  readonly address: string;
  readonly problem?: string | undefined;
};

/** Corrects a person's address, then sends the edition's letter to this person alone. */
export function CorrectPage({ room, edition, copy, address, problem }: Props): JSX.Element {
  const here = `/editions/${edition.id}`;
  const { person } = copy;
  const problems: FieldProblem[] = problem ? [{ field: "address", message: problem }] : [];
  return (
    <Layout
      frame={room.frame}
      title={`${problem ? "Error: " : ""}Correct the address`}
      back={{ href: here, text: "The edition" }}
    >
      <ErrorSummary problems={problems} />
      <span class="govuk-caption-l dc-wrap" dir="auto">
        {edition.subject}
      </span>
      <h1 class="govuk-heading-l">Correct the address</h1>
      <p class="govuk-body dc-wrap">
        {person.name && (
          <>
            <bdi>{person.name}</bdi>,{" "}
          </>
        )}
        <bdi>{person.email}</bdi>. {whyReturned(copy)}
      </p>
      <form action={correctPath(edition.id, person.id)} method="post" novalidate>
        <AddressField
          name="address"
          label="Correct address"
          hint="It replaces the old one on every list that they are on. Correct it in your own records too, or the next import brings the old one back."
          value={address}
          problems={problems}
        />
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button">
            Correct and send to this person
          </button>
          <a class="govuk-link" href={here}>
            Cancel
          </a>
        </div>
      </form>
    </Layout>
  );
}

/** `isQueued`: false while the edition is paused. */
export function CorrectedPage({
  room,
  edition,
  address,
  isQueued,
}: Pick<Props, "room" | "edition" | "address"> & { readonly isQueued: boolean }): JSX.Element {
  const here = `/editions/${edition.id}`;
  return (
    <Layout frame={room.frame} title="Address corrected" back={{ href: here, text: "The edition" }}>
      <span class="govuk-caption-l dc-wrap" dir="auto">
        {edition.subject}
      </span>
      <h1 class="govuk-heading-l">Address corrected</h1>
      <p class="govuk-body dc-wrap">
        {isQueued ? "We are sending the letter to " : "We will send the letter to "}
        <bdi>{address}</bdi>
        {isQueued ? ", and to nobody else." : " when someone resumes the edition."}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={here}>
          See the edition
        </a>
      </p>
    </Layout>
  );
}
