import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { Entry } from "../../../core/bulletins/entry.ts";
import { subtagOf } from "../../../core/bulletins/languages/letter-text.ts";
import { nameOfLanguage } from "../../../core/text/language-name.ts";
import { catalogue } from "../../../core/text/words/catalogue.ts";

/** The languages that an entry can be written in, besides its own. */
export function furtherLanguages(bulletin: Bulletin, entry: Entry): readonly string[] {
  const own = subtagOf(entry.language ?? bulletin.language);
  return catalogue.flatMap(({ language }) => (language === own ? [] : [language]));
}

/** An entry's texts in other languages, and a choice of one to add. */
export function OtherLanguages({
  bulletin,
  entry,
}: {
  readonly bulletin: Bulletin;
  readonly entry: Entry;
}): JSX.Element {
  const { variants = [] } = entry;
  const here = `/bulletins/${bulletin.id}/entries/${entry.id}/languages`;
  const isWritten = (language: string) =>
    variants.some(variant => subtagOf(variant.language) === language);
  const left = furtherLanguages(bulletin, entry).filter(language => !isWritten(language));
  return (
    <section aria-labelledby="other-languages">
      <h2 class="govuk-heading-m" id="other-languages">
        Other languages
      </h2>
      <p class="govuk-body">
        Colleagues get the letter in the language they chose, if each entry of the edition has it.
      </p>
      {variants.length > 0 && (
        <ul class="govuk-list">
          {variants.map(({ language, title }) => (
            <li class="dc-wrap">
              <a class="govuk-link" href={`${here}/${language}`}>
                {nameOfLanguage(language)}
              </a>
              :{" "}
              <span lang={language} dir="auto">
                {title}
              </span>
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <form action={here} method="get">
          <div class="govuk-form-group">
            <label class="govuk-label" for="language">
              Add a language
            </label>
            <select class="govuk-select" id="language" name="language">
              {left.map(language => (
                <option value={language}>{nameOfLanguage(language)}</option>
              ))}
            </select>
          </div>
          <button type="submit" class="govuk-button govuk-button--secondary">
            Write it
          </button>
        </form>
      )}
    </section>
  );
}
