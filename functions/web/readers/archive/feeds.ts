import { escapeHtml } from "../../../core/text/escape-html.ts";
import { wordsIn } from "../../../core/text/words/catalogue.ts";
import type { Archive, NotedLetter } from "./archive.ts";
import type { CorrectionNote } from "./archive-notes.ts";

type Feed = { readonly title: string; readonly home: string; readonly language: string };

function feedOf({ bulletin, path }: Archive, siteUrl: string): Feed {
  const { archive } = wordsIn(bulletin.language);
  return {
    title: archive.title(bulletin.name),
    home: `${siteUrl}${path}`,
    language: bulletin.language,
  };
}

/** Returns an Atom feed (RFC 4287) of letters, latest first. Entries link to the letters. */
export function atomFeed(
  archive: Archive,
  letters: readonly NotedLetter[],
  siteUrl: string,
): string {
  const { title, home, language } = feedOf(archive, siteUrl);
  const updated = letters[0]?.slot ?? "1970-01-01T00:00:00Z";
  const entries = letters.map(
    ({ id, subject, slot, notes }) => `  <entry>
    <id>${escapeHtml(`${home}/${id}`)}</id>
    <title>${escapeHtml(subject)}</title>
    <link href="${escapeHtml(`${home}/${id}`)}"/>
    <updated>${slot}</updated>
${notes.map(note => relatedLink(note, home)).join("")}  </entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeHtml(language)}">
  <id>${escapeHtml(home)}</id>
  <title>${escapeHtml(title)}</title>
  <link href="${escapeHtml(home)}"/>
  <link rel="self" href="${escapeHtml(`${home}/feed.xml`)}"/>
  <author><name>${escapeHtml(archive.bulletin.organisation)}</name></author>
  <updated>${updated}</updated>
${entries.join("")}</feed>
`;
}

/** The other letter of a correction. Readers of the feed see the sentence as well. */
function relatedLink({ says, edition }: CorrectionNote, home: string): string {
  return `    <link rel="related" href="${escapeHtml(`${home}/${edition}`)}" title="${escapeHtml(says)}"/>
    <summary>${escapeHtml(says)}</summary>
`;
}

/** Returns the same as a JSON Feed (https://www.jsonfeed.org/version/1.1/). */
export function jsonFeed(
  archive: Archive,
  letters: readonly NotedLetter[],
  siteUrl: string,
): object {
  const { title, home, language } = feedOf(archive, siteUrl);
  return {
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: home,
    feed_url: `${home}/feed.json`,
    language,
    authors: [{ name: archive.bulletin.organisation }],
    items: letters.map(({ id, subject, slot, notes }) => ({
      id: `${home}/${id}`,
      url: `${home}/${id}`,
      title: subject,
      content_text: [subject, ...notes.map(({ says }) => says)].join("\n"),
      date_published: slot,
    })),
  };
}
