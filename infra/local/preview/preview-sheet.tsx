import type { JSX } from "hono/jsx/jsx-runtime";
import type { Previewed, SeenExample, UnseenExample } from "./previewed.ts";

/** A phone, the reading pane of a mail program, and a wide window. */
export const previewWidths = [320, 600, 800] as const;

type Props = {
  readonly previewed: Previewed;
  readonly template: string;
  /** The only letter to show. */
  readonly only: string | undefined;
  readonly shown: readonly (SeenExample | UnseenExample)[];
};

/** Letters in a template, each at every width, in light and in dark. */
export function PreviewSheet({ previewed, template, only, shown }: Props): JSX.Element {
  const address = (query: Record<string, string>) => `/?${new URLSearchParams(query)}`;
  const letterQuery = only === undefined ? {} : { letter: only };
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`Preview: ${template}`}</title>
        <link rel="stylesheet" href="/preview.css" />
        <script src="/preview.js" defer />
      </head>
      <body>
        <header>
          <h1>Preview: {template}</h1>
          <Choice
            label="Template"
            choices={previewed.templates.map(name => ({
              text: name,
              href: address(Object.assign({ template: name }, letterQuery)),
              isCurrent: name === template,
            }))}
          />
          <Choice
            label="Letter"
            choices={[
              { text: "All", href: address({ template }), isCurrent: only === undefined },
              ...previewed.letters.map(name => ({
                text: name,
                href: address({ template, letter: name }),
                isCurrent: name === only,
              })),
            ]}
          />
        </header>
        <main>
          {shown.map(letter => (
            <section>
              {"problems" in letter ? (
                <>
                  <h2>{letter.name}</h2>
                  <ul class="problems">
                    {letter.problems.map(problem => (
                      <li>{problem}</li>
                    ))}
                  </ul>
                </>
              ) : (
                <Letter letter={letter} template={template} />
              )}
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}

function Choice({
  label,
  choices,
}: {
  readonly label: string;
  readonly choices: readonly { text: string; href: string; isCurrent: boolean }[];
}): JSX.Element {
  return (
    <nav aria-label={label}>
      <span>{label}:</span>
      {choices.map(({ text, href, isCurrent }) => (
        <a href={href} aria-current={isCurrent ? "page" : undefined}>
          {text}
        </a>
      ))}
    </nav>
  );
}

function Letter({
  letter: { name, subject, from, language, text, budget, findings },
  template,
}: {
  readonly letter: SeenExample;
  readonly template: string;
}): JSX.Element {
  return (
    <>
      <h2 lang={language} dir="auto">
        {subject}
      </h2>
      <p>
        {name} · <bdi>{from}</bdi> · {budget}
      </p>
      {findings.length > 0 && (
        <ul>
          {findings.map(({ severity, what }) => (
            <li>
              {severity}: {what}
            </li>
          ))}
        </ul>
      )}
      {(["light", "dark"] as const).map(scheme => (
        <section class="row" aria-label={`The letter in ${scheme}`}>
          {previewWidths.map(width => (
            <figure>
              <figcaption>{`${width} px, ${scheme}`}</figcaption>
              <iframe
                loading="lazy"
                class={`width-${width}`}
                src={`/letters/${template}/${name}/${scheme}`}
                sandbox="allow-popups allow-popups-to-escape-sandbox"
                title={`${subject}, ${width} pixels wide, ${scheme}`}
              />
            </figure>
          ))}
        </section>
      ))}
      <details>
        <summary>Plain text</summary>
        <pre lang={language} dir="auto">
          {text}
        </pre>
      </details>
    </>
  );
}

export const previewStyles = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
header, main > section { padding: 0 1.5rem; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin: 0.5rem 0; }
nav a { padding: 0.15rem 0; overflow-wrap: anywhere; }
nav a[aria-current] { font-weight: bold; text-decoration: none; color: inherit; }
main > section { margin: 2rem 0; border-top: 1px solid GrayText; }
h2 { font-size: 1.25rem; overflow-wrap: anywhere; }
.row { display: flex; gap: 1rem; overflow-x: auto; }
figure { margin: 0 0 1rem; flex: none; }
iframe { height: 34rem; border: 1px solid GrayText; background: Canvas; resize: vertical; overflow: auto; }
${previewWidths.map(width => `.width-${width} { width: ${width}px; }`).join("\n")}
.problems { border-left: 5px solid #d4351c; padding: 0.5rem 1.5rem; list-style: none; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; max-width: 78ch; }
`;

/** Reloads at each change, and when the command was started again. */
export const previewScript = `
const changes = new EventSource("/changes");
let opened = false;
changes.onopen = () => { if (opened) location.reload(); opened = true; };
changes.onmessage = () => location.reload();
`;
