import type { JSX } from "hono/jsx/jsx-runtime";
import { ownNameOf } from "../../../core/text/language-name.ts";
import { wordsIn } from "../../../core/text/words/catalogue.ts";
import { sayDay } from "../../../core/text/words/say-in.ts";
import type { ListPage } from "../../../store/list-page.ts";
import type { AssetPaths } from "../../kit/assets.ts";
import { ReadersPage } from "../readers-page.tsx";
import type { Archive, NotedLetter } from "./archive.ts";

/** The letters of a bulletin by year, latest first. */
export function ArchivePage({
  archive: { bulletin, path, isPublic },
  paths,
  letters,
  search,
}: {
  readonly archive: Archive;
  readonly paths: AssetPaths;
  readonly letters: ListPage<NotedLetter>;
  /** The words that were searched for. */
  readonly search: string;
}): JSX.Element {
  const words = wordsIn(bulletin.language);
  const { archive } = words;
  const years = Map.groupBy(letters.items, ({ slot }) => yearOf(slot, bulletin.zone));
  return (
    <ReadersPage
      frame={{ paths, words, organisation: bulletin.organisation }}
      title={archive.title(bulletin.name)}
    >
      {!isPublic && <p class="govuk-hint">{archive.unlisted}</p>}
      <form action={path} method="get">
        <label class="govuk-label" for="words">
          {archive.search}
        </label>
        <div class="govuk-button-group">
          <input
            class="govuk-input govuk-!-width-two-thirds"
            id="words"
            name="words"
            type="search"
            value={search}
          />
          <button type="submit" class="govuk-button govuk-button--secondary">
            {archive.find}
          </button>
        </div>
      </form>
      {years.size === 0 && (
        <p class="govuk-body">{search === "" ? archive.none : archive.noneFound}</p>
      )}
      {[...years].map(([year, ofYear]) => (
        <section aria-labelledby={`year-${year}`}>
          <h2 class="govuk-heading-m" id={`year-${year}`}>
            {year}
          </h2>
          <ul class="govuk-list govuk-list--spaced">
            {ofYear.map(edition => (
              <li class="dc-wrap">
                <a class="govuk-link" href={`${path}/${edition.id}`}>
                  <bdi>{edition.subject}</bdi>
                </a>
                {(edition.languages ?? []).map(language => (
                  <>
                    {" "}
                    <a
                      class="govuk-link"
                      href={`${path}/${edition.id}?language=${language}`}
                      lang={language}
                    >
                      {ownNameOf(language)}
                    </a>
                  </>
                ))}
                <br />
                <time datetime={edition.slot} class="govuk-hint">
                  {sayDay(words, edition.slot, bulletin.zone)}
                </time>
                {edition.notes.map(({ says, edition: other }) => (
                  <>
                    <br />
                    <a class="govuk-link" href={`${path}/${other}`}>
                      {says}
                    </a>
                  </>
                ))}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {letters.next !== undefined && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${path}?${olderQuery(letters.next, search)}`}>
            {archive.older}
          </a>
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`${path}/feed.xml`} type="application/atom+xml">
          {archive.feed}
        </a>
        {", "}
        <a class="govuk-link" href={`${path}/feed.json`} type="application/feed+json">
          JSON
        </a>
      </p>
    </ReadersPage>
  );
}

function yearOf(slot: string, zone: string): string {
  return new Intl.DateTimeFormat("en", { year: "numeric", timeZone: zone }).format(new Date(slot));
}

function olderQuery(from: string, words: string): string {
  return new URLSearchParams({ from, ...(words !== "" && { words }) }).toString();
}
