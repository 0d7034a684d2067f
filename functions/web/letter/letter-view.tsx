import type { JSX } from "hono/jsx/jsx-runtime";
import * as z from "zod";
import { type FrozenContent, previewOf } from "../../core/bulletins/edition.ts";
import { contentIn, lettersOf } from "../../core/bulletins/languages/content-in.ts";
import { nameOfLanguage, ownNameOf } from "../../core/text/language-name.ts";
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
  readonly content: FrozenContent;
  /** The language to show; without it, the main one. */
  readonly language?: string | undefined;
  /** A colleague's own salutation. */
  readonly own?: string | undefined;
  readonly view: LetterViewName;
};

/** A letter in one view and one of its languages, with its subject and sender. */
export function LetterView({
  page,
  query = new URLSearchParams(),
  htmlAddress,
  from,
  content,
  language,
  own,
  view,
}: Props): JSX.Element {
  const letter = contentIn(content, language);
  const isMain = letter === content;
  const inLanguage = new URLSearchParams(query);
  if (!isMain) inLanguage.set("language", letter.language);
  const address = isMain ? htmlAddress : addressIn(htmlAddress, letter.language);
  return (
    <>
      {content.variants && (
        <nav aria-label="Languages of the letter">
          <ul class="dc-views dc-views--languages">
            {lettersOf(content).map(each => (
              <li>
                <a
                  href={`${page}?${new URLSearchParams([...query, ["view", view], ["language", each.language]])}`}
                  lang={each.language}
                  aria-current={each === letter ? "page" : undefined}
                >
                  {ownNameOf(each.language)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <Envelope from={from} subject={letter.subject} language={letter.language} />
      <nav aria-label="Views of the letter">
        <ul class="dc-views">
          {letterViews
            .filter(each => each !== "whole" || letter.whole !== undefined)
            .map(each => (
              <li>
                <a
                  href={`${page}?${new URLSearchParams([...inLanguage, ["view", each]])}`}
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
          text={previewOf(letter, own).text}
          language={letter.language}
        />
      ) : (
        <LetterFrame
          address={view === "whole" ? withParameter(address, "whole", "yes") : address}
          phone={view === "phone"}
        />
      )}
    </>
  );
}

/** `whole=yes`: the letter with its whole entries, as the archive shows it. */
function withParameter(address: string, name: string, value: string): string {
  return `${address}${address.includes("?") ? "&" : "?"}${name}=${value}`;
}

/** The address of a letter in one of its further languages. */
function addressIn(address: string, language: string): string {
  return withParameter(address, "language", language);
}

/** A letter in each of its languages, one below the other: for people who decide about them all. */
export function AllLanguages({
  content,
  htmlAddress,
}: {
  readonly content: FrozenContent | undefined;
  readonly htmlAddress: string;
}): JSX.Element {
  return (
    <>
      <LetterFrame address={htmlAddress} />
      {(content?.variants ?? []).map(({ language, subject }) => (
        <section>
          <h2 class="govuk-heading-m">
            In {nameOfLanguage(language)}:{" "}
            <span lang={language} dir="auto">
              {subject}
            </span>
          </h2>
          <LetterFrame
            address={addressIn(htmlAddress, language)}
            title={`The letter in ${nameOfLanguage(language)}`}
          />
        </section>
      ))}
    </>
  );
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
  title = phone ? "The letter on a phone" : "The letter",
}: {
  readonly address: string;
  readonly phone?: boolean;
  readonly title?: string;
}): JSX.Element {
  return (
    <iframe
      class={phone ? "dc-frame dc-frame--phone" : "dc-frame"}
      src={address}
      sandbox={frameSandbox}
      title={title}
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
