import type { JSX } from "hono/jsx/jsx-runtime";
import { subtagOf } from "../../core/bulletins/languages/letter-text.ts";
import type { LettersOffer } from "../../core/people/letters/letters-choice.ts";
import type { Consent } from "../../core/people/subscriber.ts";
import { sayDay } from "../../core/text/words/say-in.ts";
import type { Words } from "../../core/text/words/words.ts";
import type { KnownReader } from "./letters-routes.tsx";

/** The record of how the person came onto each list. */
export function WhyLetters({
  reader: { frame, person },
  offer,
}: {
  readonly reader: KnownReader;
  readonly offer: LettersOffer;
}): JSX.Element | null {
  const { words, organisation } = frame;
  const { letters } = words;
  if (offer.lists.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{letters.why}</h2>
      <dl class="govuk-summary-list">
        {offer.lists.map(({ list, language }) => {
          const consent = person.lists[list.id];
          const isOther = language !== undefined && subtagOf(language) !== words.language;
          const lang = isOther ? language : undefined;
          return (
            <div class="govuk-summary-list__row">
              <dt class="govuk-summary-list__key dc-wrap" lang={lang} dir="auto">
                {list.name}
              </dt>
              <dd class="govuk-summary-list__value dc-wrap">
                {consent && <p class="govuk-body">{sayConsent(words, organisation, consent)}</p>}
                {list.purpose && (
                  <p class="govuk-body" lang={lang} dir="auto">
                    {list.purpose}
                  </p>
                )}
                {consent?.wording && (
                  <>
                    <p class="govuk-body">{letters.agreed}</p>
                    <blockquote class="govuk-inset-text" dir="auto">
                      {consent.wording}
                    </blockquote>
                  </>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

function sayConsent(words: Words, organisation: string, { how, at }: Consent): string {
  const { imported, joined, returned, reconfirmed } = words.letters;
  const day = sayDay(words, at);
  if (how === "joined") return joined(day);
  if (how === "reconfirmed") return reconfirmed(day);
  return how === "returned" ? returned(day) : imported(organisation, day);
}
