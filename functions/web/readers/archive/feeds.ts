import type { Edition } from "../../../core/bulletins/edition.ts";
import { escapeHtml } from "../../../core/text/escape-html.ts";
import { wordsIn } from "../../../core/text/words/catalogue.ts";
import type { Archive } from "./archive.ts";

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
export function atomFeed(archive: Archive, letters: readonly Edition[], siteUrl: string): string {
  const { title, home, language } = feedOf(archive, siteUrl);
  const updated = letters[0]?.slot ?? "1970-01-01T00:00:00Z";
  const entries = letters.map(
    ({ id, subject, slot }) => `  <entry>
    <id>${escapeHtml(`${home}/${id}`)}</id>
    <title>${escapeHtml(subject)}</title>
    <link href="${escapeHtml(`${home}/${id}`)}"/>
    <updated>${slot}</updated>
  </entry>
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

/** Returns the same as a JSON Feed (https://www.jsonfeed.org/version/1.1/). */
export function jsonFeed(archive: Archive, letters: readonly Edition[], siteUrl: string): object {
  const { title, home, language } = feedOf(archive, siteUrl);
  return {
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: home,
    feed_url: `${home}/feed.json`,
    language,
    authors: [{ name: archive.bulletin.organisation }],
    items: letters.map(({ id, subject, slot }) => ({
      id: `${home}/${id}`,
      url: `${home}/${id}`,
      title: subject,
      content_text: subject,
      date_published: slot,
    })),
  };
}
