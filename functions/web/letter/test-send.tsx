import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { TestOutcome } from "../../steps/sending/send-test.ts";
import { whyNoLetter } from "../entries/draft-words.ts";
import { AddressField, ErrorSummary, type FieldProblem, wrongAddress } from "../kit/fields.tsx";
import { type Frame, Layout, May } from "../kit/layout.tsx";
import { reasonWords } from "../people/copy-words.ts";

type FormProps = {
  readonly bulletin: string;
  /** The date of the page around it: the test is of that edition. */
  readonly slot?: Date | undefined;
  /** One of the letter's further languages. */
  readonly language?: string | undefined;
  readonly value?: string;
  readonly problems?: readonly FieldProblem[];
};

/** Sends the current letter to one address. */
export function TestForm({
  bulletin,
  slot,
  language,
  value = "",
  problems = [],
}: FormProps): JSX.Element {
  return (
    <May permission="write" on={bulletin}>
      <form action={`/bulletins/${bulletin}/test`} method="post" novalidate>
        {slot && <input type="hidden" name="date" value={slot.toISOString()} />}
        {language && <input type="hidden" name="language" value={language} />}
        <AddressField
          name="address"
          label="Send a test to"
          hint="One email address. It gets the current letter, with “[Test]” before the subject."
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
  /** As typed. */
  readonly address?: string;
  /** Undefined before a test is sent. */
  readonly outcome?: TestOutcome;
};

/** The outcome of a test, and the form for another. */
export function TestPage({ frame, bulletin, address = "", outcome }: Props): JSX.Element {
  const problems =
    outcome?.kind === "invalid"
      ? [
          {
            field: "address",
            message: address === "" ? "Enter an email address" : wrongAddress(outcome.reason),
          },
        ]
      : [];
  const [title, sentence] =
    outcome && outcome.kind !== "invalid"
      ? sayOutcome(outcome, address)
      : ["Send a test", undefined];
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

function sayOutcome(
  outcome: Exclude<TestOutcome, { kind: "invalid" }>,
  address: string,
): [title: string, sentence: string] {
  const notSent = "The test was not sent";
  switch (outcome.kind) {
    case "accepted":
      return [`Test sent to ${address}`, "It usually arrives within a minute."];
    case "no-letter":
      return [notSent, whyNoLetter(outcome.draft)];
    case "suppressed":
      return [notSent, `We do not send to ${address}: ${reasonWords[outcome.reason]}.`];
    case "throttled":
      return [notSent, "Amazon SES is busy. Try again in a minute."];
    case "quota-spent":
      return [notSent, "Amazon SES’s quota for 24 hours is used up. Try again later."];
    case "rejected":
      return [notSent, `Amazon SES rejected the letter: ${outcome.answer}`];
    case "halted":
      return [notSent, `Amazon SES does not send anything: ${outcome.answer} Tell an operator.`];
    case "uncertain":
      return [
        "The test may have been sent",
        `Amazon SES did not answer. If the test does not reach ${address} within a minute, try again.`,
      ];
  }
}
