import type { JSX } from "hono/jsx/jsx-runtime";
import * as z from "zod";
import type { FrozenContent } from "../../core/bulletins/edition.ts";
import { sayMailbox } from "../kit/say.ts";
import { frameSandbox } from "./letter-response.ts";

export const letterViews = ["html", "phone", "text", "whole"] as const;
export type LetterViewName = (typeof letterViews)[number];

const names: Readonly<Record<LetterViewName, string>> = {
  html: "HTML",
  phone: "Phone",
  text: "Plain text",
  whole: "In the archive",
};

/** Returns the view of a query, or "html" if it is missing or unknown. */
export function viewNamed(query: string | undefined): LetterViewName {
  return z.enum(letterViews).catch("html").parse(query);
}

type Props = {
  /** The page's address; `?view=` is added. */
  readonly page: string;
  /** What else the page's address says. */
  readonly query?: URLSearchParams;
  /** The address of the letter in the frame. */
  readonly htmlAddress: string;
  readonly from: string;
  readonly content: Pick<FrozenContent, "subject" | "text" | "language" | "whole">;
  readonly view: LetterViewName;
};

/** A letter in one view, with its subject and sender. */
export function LetterView({ page, query, htmlAddress, from, content, view }: Props): JSX.Element {
  return (
    <>
      <Envelope from={from} subject={content.subject} language={content.language} />
      <nav aria-label="Views of the letter">
        <ul class="dc-views">
          {letterViews
            .filter(each => each !== "whole" || content.whole !== undefined)
            .map(each => (
              <li>
                <a
                  href={`${page}?${new URLSearchParams([...(query ?? []), ["view", each]])}`}
                  aria-current={each === view ? "page" : undefined}
                >
                  {names[each]}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      {view === "text" ? (
        <FramedText
          label="The letter as plain text"
          text={content.text}
          language={content.language}
        />
      ) : (
        <LetterFrame
          address={view === "whole" ? wholeAddress(htmlAddress) : htmlAddress}
          phone={view === "phone"}
        />
      )}
    </>
  );
}

/** The address of the letter with its whole entries, as the archive shows it. */
function wholeAddress(address: string): string {
  return `${address}${address.includes("?") ? "&" : "?"}whole=yes`;
}

export function Envelope({
  from,
  subject,
  language,
}: {
  readonly from: string;
  readonly subject: string;
  readonly language: string;
}): JSX.Element {
  return (
    <dl class="govuk-summary-list govuk-summary-list--no-border dc-envelope">
      <div class="govuk-summary-list__row">
        <dt class="govuk-summary-list__key">Subject</dt>
        <dd class="govuk-summary-list__value" lang={language} dir="auto">
          {subject}
        </dd>
      </div>
      <div class="govuk-summary-list__row">
        <dt class="govuk-summary-list__key">From</dt>
        <dd class="govuk-summary-list__value">{sayMailbox(from)}</dd>
      </div>
    </dl>
  );
}

/**
 * Loads an address: a frame with `srcdoc` would inherit the page's policy, which forbids inline
 * styles.
 */
export function LetterFrame({
  address,
  phone = false,
}: {
  readonly address: string;
  readonly phone?: boolean;
}): JSX.Element {
  return (
    <iframe
      class={phone ? "dc-frame dc-frame--phone" : "dc-frame"}
      src={address}
      sandbox={frameSandbox}
      title={phone ? "The letter on a phone" : "The letter"}
    />
  );
}

export function FramedText({
  label,
  text,
  language,
}: {
  readonly label: string;
  readonly text: string;
  readonly language?: string;
}): JSX.Element {
  return (
    <section class="dc-text-frame" aria-label={label}>
      <pre class="dc-text" lang={language} dir="auto">
        {text}
      </pre>
    </section>
  );
}
