import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { TestOutcome } from "../../steps/sending/send-test.ts";
import { whyNoLetter } from "../entries/draft-words.ts";
import { AddressField, ErrorSummary, type FieldProblem } from "../kit/fields.tsx";
import { type Frame, Layout, May } from "../kit/layout.tsx";
import { reasonWords } from "../people/copy-words.ts";

type FormProps = { readonly bulletin: string; readonly value?: string; readonly problems?: readonly FieldProblem[] };

/** Sends the letter as it stands now to one address. */
export function TestForm({ bulletin, value = "", problems = [] }: FormProps): JSX.Element {
  return (
    <May permission="write">
      <form action={`/bulletins/${bulletin}/test`} method="post" novalidate>
        <AddressField
          name="address"
          label="Send a test to"
          hint="One e-mail address. It gets the letter as it stands now, with “[Test]” before its subject."
          value={value}
          problems={problems}
        />
        <button type="submit" class="govuk-button govuk-button--secondary">
          Send a test
        </button>
      </form>
    </May>
  );
}

type Props = {
  readonly frame: Frame;
  readonly bulletin: Bulletin;
  /** As it was typed, and what came of it; nothing, before anything was asked. */
  readonly address?: string;
  readonly outcome?: TestOutcome;
};

/** What SES said of a test, in words; and the form, for another. */
export function TestPage({ frame, bulletin, address = "", outcome }: Props): JSX.Element {
  const problems =
    outcome?.kind === "invalid"
      ? [{ field: "address", message: address === "" ? "Enter an address" : `Check it: ${outcome.reason}` }]
      : [];
  const [title, sentence] = outcome && outcome.kind !== "invalid" ? sayOutcome(outcome, address) : ["Send a test", undefined];
  return (
    <Layout
      frame={frame}
      title={`${problems.length > 0 ? "Error: " : ""}${title}`}
      back={{ href: `/bulletins/${bulletin.id}`, text: bulletin.name }}
    >
      <ErrorSummary problems={problems} />
      <h1 class="govuk-heading-l">{title}</h1>
      {sentence && <p class="govuk-body dc-wrap">{sentence}</p>}
      <TestForm bulletin={bulletin.id} value={address} problems={problems} />
      <p class="govuk-body">
        <a class="govuk-link" href={`/bulletins/${bulletin.id}/preview`}>
          Preview the letter
        </a>
      </p>
    </Layout>
  );
}

function sayOutcome(outcome: Exclude<TestOutcome, { kind: "invalid" }>, address: string): [title: string, sentence: string] {
  const nothing = "The test was not sent";
  switch (outcome.kind) {
    case "accepted":
      return ["The test is on its way", `Amazon SES has accepted it for ${address}, under the message id ${outcome.messageId}.`];
    case "no-letter":
      return [nothing, whyNoLetter(outcome.draft)];
    case "suppressed":
      return [nothing, `Nothing is sent to ${address}: ${reasonWords[outcome.reason]}.`];
    case "throttled":
      return [nothing, "Amazon SES takes no more letters at this moment. Try again in a minute."];
    case "quota-spent":
      return [nothing, "Amazon SES’s quota of letters for 24 hours is spent. Try again when some of it is free."];
    case "rejected":
      return [nothing, `Amazon SES refuses the letter: ${outcome.reason}`];
    case "halted":
      return [nothing, `Amazon SES refuses to send anything: ${outcome.reason} Tell an operator.`];
    case "uncertain":
      return [
        "The test may be on its way, or not",
        `Amazon SES gave no answer. If ${address} has nothing in a minute, try again.`,
      ];
  }
}
