import { escapeMarkdown } from "../../core/writing/escape-markdown.ts";
import { parseShallow } from "./parse-shallow.ts";

/** Elements that end a paragraph. */
const blocks = new Set(
  "address article aside blockquote br dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tr ul".split(
    " ",
  ),
);
/** Elements whose content is not for reading. */
const hidden = new Set(
  "applet audio button canvas embed form head iframe math noscript object script select style svg template textarea title video".split(
    " ",
  ),
);

/** Text, and the address that it leads to. */
type Piece = { text: string; readonly href?: string | undefined };

/**
 * Returns the text of HTML from elsewhere as Markdown: paragraphs, bullets, numbers and links with an
 * https address. Everything else is left out or stays text.
 */
export function htmlToMarkdown(html: string): string {
  const lines: string[] = [];
  let pieces: Piece[] = [{ text: "" }];
  let mark = "";
  let skipping = 0;
  /** The next number of each list that is open; undefined for bullets. */
  const lists: (number | undefined)[] = [];
  const end = () => {
    const text = pieces.map(inMarkdown).join("").trim();
    pieces = [{ text: "" }];
    if (text === "") return;
    lines.push(`${mark}${text}`);
    mark = "";
  };
  const say = (text: string) => {
    const last = pieces.at(-1);
    if (last && skipping === 0) last.text += text;
  };
  const isInLink = () => pieces.at(-1)?.href !== undefined;
  parseShallow(html, {
    onopentag: (name, attributes) => {
      if (hidden.has(name)) skipping++;
      if (blocks.has(name)) end();
      if (name === "ol") lists.push(1);
      if (name === "ul") lists.push(undefined);
      if (name === "li") mark = nextMark(lists);
      if (name === "td" || name === "th") say(cell(pieces));
      const href = name === "a" && !isInLink() ? feedAddress(attributes.href) : undefined;
      if (href !== undefined) pieces.push({ text: "", href });
    },
    ontext: say,
    onclosetag: name => {
      if (hidden.has(name) && skipping > 0) skipping--;
      if (blocks.has(name)) end();
      if (name === "ol" || name === "ul") lists.pop();
      if (name === "li") mark = "";
      if (name === "a" && isInLink()) pieces.push({ text: "" });
    },
  });
  end();
  return joined(lines);
}

function nextMark(lists: (number | undefined)[]): string {
  const number = lists.at(-1);
  if (number === undefined) return "- ";
  lists[lists.length - 1] = number + 1;
  return `${number}. `;
}

/** What stands between two cells of a row. */
const cell = (pieces: readonly Piece[]) =>
  pieces.some(({ text }) => text.trim() !== "") ? " · " : "";

/** A piece of a line keeps a blank at its ends. All of a piece is escaped at once. */
function inMarkdown({ text, href }: Piece): string {
  const words = escapeMarkdown(text);
  if (words === "") return text === "" ? "" : " ";
  const before = /^\s/.test(text) ? " " : "";
  const after = /\s$/.test(text) ? " " : "";
  return `${before}${href === undefined ? words : `[${words}](<${href}>)`}${after}`;
}

const listOf = (line: string): string | undefined => /^(?:-|\d+\.) /.exec(line)?.[0].at(-2);

/** Items of one list follow each other; everything else is a paragraph of its own. */
function joined(lines: readonly string[]): string {
  return lines
    .map((line, index) => {
      const before = lines[index - 1];
      if (before === undefined) return line;
      const list = listOf(line);
      return list !== undefined && list === listOf(before) ? `\n${line}` : `\n\n${line}`;
    })
    .join("");
}

/** Returns an https address that may stand in a link; undefined for any other. */
export function feedAddress(href: string | undefined): string | undefined {
  if (href === undefined || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  if (url.protocol !== "https:" || url.username !== "" || url.password !== "") return undefined;
  return /[<>\s\\]/.test(url.href) ? undefined : url.href;
}
