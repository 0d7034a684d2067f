import type { Context } from "hono";
import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Words } from "../../core/text/words/words.ts";
import type { AssetPaths } from "../kit/assets.ts";

/** What a page needs to know about its reader. */
export type ReadersFrame = {
  readonly paths: AssetPaths;
  readonly words: Words;
  /** The organisation's name in the header; undefined if nobody knows it. */
  readonly organisation?: string | undefined;
};

type Props = {
  readonly frame: ReadersFrame;
  readonly title: string;
  /** A line above the heading. */
  readonly caption?: string | undefined;
  /** The page shows errors of a form. */
  readonly hasErrors?: boolean;
  /** The address of the page in another language, if it can be chosen. */
  readonly inLanguage?: ((words: Words) => string) | undefined;
  readonly languages?: readonly Words[];
  readonly children?: Child;
};

/** Lets a line with an address break after an "@" or a dot, rather than inside a word. */
function inParts(line: string): Child {
  return line.split(/(?<=[@.])/).map((part, index) => (
    <>
      {index > 0 && <wbr />}
      {part}
    </>
  ));
}

/** A page for a reader: in their language, under the organisation's name. */
export function ReadersPage(props: Props): JSX.Element {
  const { frame, title, caption, children } = props;
  const { words, organisation, paths } = frame;
  const named = organisation === undefined ? title : `${title} – ${organisation}`;
  return (
    <html lang={words.language} dir={words.direction} class="govuk-template dc-readers">
      <head>
        <meta charset="utf-8" />
        <title>{props.hasErrors ? `${words.page.error} ${named}` : named}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={paths.css} />
      </head>
      <body class="govuk-template__body">
        <a href="#main" class="govuk-skip-link">
          {words.page.skip}
        </a>
        {organisation !== undefined && (
          <header class="dc-header">
            <div class="govuk-width-container dc-header__inner">
              <bdi class="dc-header__name">{organisation}</bdi>
            </div>
          </header>
        )}
        <div class="govuk-width-container">
          <Languages {...props} />
          <main class="govuk-main-wrapper dc-column" id="main" tabindex={-1}>
            <h1 class="govuk-heading-l dc-wrap">
              {caption !== undefined && <span class="govuk-caption-l">{inParts(caption)}</span>}
              {title}
            </h1>
            {children}
          </main>
        </div>
      </body>
    </html>
  );
}

function Languages({ frame, inLanguage, languages = [] }: Props): JSX.Element | null {
  if (!inLanguage) return null;
  return (
    <nav class="dc-languages" aria-label={frame.words.page.languages}>
      <ul class="dc-choices">
        {languages.map(words => (
          <li>
            <a
              href={inLanguage(words)}
              lang={words.language}
              dir={words.direction}
              aria-current={words === frame.words ? "true" : undefined}
            >
              {words.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function sendReadersPage(
  c: Context,
  page: JSX.Element,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  return c.html(html`<!DOCTYPE html>${page}`, status);
}
