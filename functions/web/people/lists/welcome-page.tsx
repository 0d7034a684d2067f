import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { List } from "../../../core/people/list.ts";
import { wordsIn } from "../../../core/text/words/catalogue.ts";
import { writeWelcome } from "../../../steps/readers/join-mails.ts";
import { type Frame, Layout } from "../../kit/layout.tsx";

/** The welcome letter of a list as a person gets it, in the name of each bulletin that uses the list. */
export function WelcomePage({
  frame,
  list,
  usedBy,
  readersUrl,
}: {
  readonly frame: Frame;
  readonly list: List;
  readonly usedBy: readonly Bulletin[];
  readonly readersUrl: string;
}): JSX.Element {
  const here = `/lists/${list.id}`;
  return (
    <Layout
      frame={frame}
      title={`Welcome letter of ${list.name}`}
      back={{ href: here, text: list.name }}
    >
      <span class="govuk-caption-l dc-wrap">
        <bdi>{list.name}</bdi>
      </span>
      <h1 class="govuk-heading-l">Welcome letter</h1>
      <p class="govuk-body">
        {list.optIn === "double"
          ? "People get it once, when they have confirmed their address."
          : "People get it once, when they join."}{" "}
        The words around your text are in their language.{" "}
        <a class="govuk-link" href={`${here}/settings#welcome`}>
          Change the welcome letter
        </a>
      </p>
      {!list.welcome?.trim() && <p class="govuk-body">It has no text, so nobody gets one.</p>}
      {list.welcome?.trim() && usedBy.length === 0 && (
        <p class="govuk-body">
          No bulletin uses the list. Nobody can join it, so nobody gets the letter.
        </p>
      )}
      {list.welcome?.trim() &&
        usedBy.map(bulletin => (
          <Letter text={list.welcome ?? ""} bulletin={bulletin} readersUrl={readersUrl} />
        ))}
    </Layout>
  );
}

function Letter({
  text,
  bulletin,
  readersUrl,
}: {
  readonly text: string;
  readonly bulletin: Bulletin;
  readonly readersUrl: string;
}): JSX.Element {
  const words = wordsIn(bulletin.language);
  const places = {
    salutation: "",
    viewUrl: "",
    manageUrl: `${readersUrl}/letters/…`,
    unsubscribeUrl: `${readersUrl}/unsubscribe/…`,
  };
  const { subject, paragraphs } = writeWelcome(text, bulletin, words, places);
  return (
    <section>
      <h2 class="govuk-heading-m dc-wrap">
        <bdi>{subject}</bdi>
      </h2>
      <p class="govuk-body dc-wrap">
        From: <bdi>{bulletin.sender.from}</bdi>
      </p>
      <pre class="dc-text" lang={words.language} dir="auto">
        {paragraphs.join("\n\n")}
      </pre>
    </section>
  );
}
