import { parseFeed } from "htmlparser2";
import {
  type IncomingEntry,
  incomingEntrySchema,
} from "../../core/bulletins/incoming/incoming-entry.ts";
import { cleanLine } from "../../core/text/clean-text.ts";
import { escapeMarkdown } from "../../core/writing/escape-markdown.ts";
import { feedAddress, htmlToMarkdown } from "./html-to-markdown.ts";
import { parseShallow } from "./parse-shallow.ts";

/** Items of one reading. A feed lists its newest first. */
const maxItems = 50;
/** Older items are no news. A new feed would otherwise bring all that it has. */
const maxAgeMs = 30 * 86_400_000;
/** A longer item is cut after a paragraph. Its link leads to the rest. */
const maxBody = 10_000;
const maxTitle = 200;

/** Returns the items of an RSS or Atom feed as entries, the oldest first; undefined if it is none. */
export function readFeedItems(text: string, now: Date): IncomingEntry[] | undefined {
  const feed = parseShallow(text, {}, { xmlMode: true }) ? parseFeed(text) : undefined;
  if (!feed) return undefined;
  return feed.items
    .slice(0, maxItems)
    .reverse()
    .flatMap(({ id, title = "", link, description = "", pubDate }): IncomingEntry[] => {
      const age = pubDate === undefined ? 0 : now.getTime() - pubDate.getTime();
      const key = id ?? link ?? title;
      if (age > maxAgeMs || key === "") return [];
      const href = feedAddress(link);
      const more =
        href === undefined ? "" : `[${escapeMarkdown(new URL(href).hostname)}](<${href}>)`;
      const words = cut(htmlToMarkdown(description));
      const read = incomingEntrySchema.safeParse({
        key: key.slice(0, 500),
        title: shorten(plainText(title) || plainText(description), maxTitle),
        body: [words, more].filter(part => part !== "").join("\n\n"),
        status: "ready",
      });
      return read.success ? [read.data] : [];
    });
}

/** Titles are text or HTML, and few feeds say which. */
function plainText(html: string): string {
  let text = "";
  parseShallow(html, {
    ontext: more => {
      text += more;
    },
  });
  return cleanLine(text);
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const words = cleanLine(text.slice(0, length - 1));
  return `${words.slice(0, Math.max(words.lastIndexOf(" "), length / 2))}…`;
}

function cut(markdown: string): string {
  if (markdown.length <= maxBody) return markdown;
  const end = markdown.slice(0, maxBody).lastIndexOf("\n\n");
  return end < 0 ? "" : `${markdown.slice(0, end)}\n\n…`;
}
