import type { Entry } from "../bulletins/entry.ts";
import type { Block } from "../letter/content.ts";
import { headBoldLines } from "./bold-headings.ts";
import { linkNotes } from "./footnotes.ts";
import { isClearSalutation } from "./letter-grammar/salutations.ts";
import { inlineMarkdown, parseMarkdown } from "./markdown.ts";
import { readPasted } from "./pasted-text/pasted-text.ts";
import { takenOut } from "./wrappings/taken-out.ts";
import { plainMarks } from "./wrappings/typed-marks.ts";
import { type LeftOut, unwrap } from "./wrappings/unwrap.ts";

/** What an entry's text has. */
export type BodyReading = {
  readonly blocks: readonly Block[];
  readonly leftOut: readonly LeftOut[];
  /** The subject of the mail that the text came in. */
  readonly subject: string | undefined;
};

/**
 * Reads an entry's text. "pasted": nothing in it is Markdown. "markdown": Markdown, or pasted text in
 * which Markdown's links, bold and italic words and headings apply, or both. `notes` begins the ids
 * of footnotes.
 */
export function readBody(
  { format, body }: Pick<Entry, "format" | "body">,
  notes = "",
): BodyReading {
  const { text, leftOut, subject } = unwrap(body);
  // The tables of pandoc's plain text are written with pipes by now.
  const hasMarkdown = format !== "pasted" && markdownSign.test(body);
  const { blocks, ofPages } = readText(format, text, hasMarkdown);
  return {
    blocks: linkNotes(blocks, notes),
    leftOut: [...leftOut, ...ofPages],
    subject,
  };
}

function readText(
  format: Entry["format"],
  text: string,
  hasMarkdown: boolean,
): { readonly blocks: readonly Block[]; readonly ofPages: readonly LeftOut[] } {
  if (hasMarkdown && isMarkdown(text))
    return { blocks: headBoldLines(parseMarkdown(text.replaceAll(takenOut, ""))), ofPages: [] };
  const plain = plainMarks(text.split("\n")).join("\n");
  const { blocks, leftOut } =
    format === "pasted"
      ? readPasted(plain)
      : readPasted(plain.replace(/(?<=\S)\\$/gm, ""), inlineMarkdown);
  return { blocks, ofPages: leftOut.map(({ text, number }) => ({ text, number, of: "page" })) };
}

/** Points that Markdown has no list for: "(a)", "ii.", "b)", "2.1". */
const otherPoint =
  /^ *(?:\((?:[a-h]|[ivx]+|\d+)\)|(?:[a-h]|[ivx]{2,4})[.)]|\d{1,2}\.\d{1,2}\.?) +\S/gm;
const inset = /^ {0,3}> /m;

/** What only Markdown has. An emphasised word alone, or an address in "<>", is in mails too. */
const markdownSign =
  /^ {0,3}#{1,6} \S|^ {0,3}> |^ {0,3}(?:```|~~~)|\]\([^)\s]|(?:^|[\s(“"])(?:\*\*|__)\S|\\$|^\|? ?:?-{3,}:? ?\||\[\^\w+\]|\\[[\]()#*_.!-]/mu;
const pastedSign = /^\s*o\s+\S|^\s*[•●○▪■◦‣➢❖\uf020-\uf0ff]|\f|\u00ad/mu;

/** Whether a text with signs of Markdown is Markdown alone: it has none of pasted text. */
function isMarkdown(body: string): boolean {
  if (pastedSign.test(body)) return false;
  if ((body.match(otherPoint)?.length ?? 0) > 1 && !inset.test(body)) return false;
  // A line right below the salutation, or below a line that is a whole paragraph, is a paragraph.
  const lines = body.split("\n");
  return !lines.some((line, index) => {
    const below = lines[index + 1]?.trim() ?? "";
    if (below === "" || /^[-*+>#|\d]/.test(below)) return false;
    return (
      (index < 60 && isClearSalutation(line.trim()) && /^\p{Lu}/u.test(below)) ||
      (line.length > 140 && /[.!?]$/.test(line.trim()))
    );
  });
}

/**
 * Returns the number of the first line of a text that can only be Markdown, or undefined: a heading,
 * a link, bold words, the border of a table, or a backslash that keeps the line below apart.
 */
export function findMarkdown(text: string): number | undefined {
  const sign =
    /^ {0,3}#{1,6} \S|\[[^\]\n]{1,200}\]\((?:https?:|mailto:|tel:|www\.)[^)\n]*\)|\*\*[^*\s][^*\n]*\*\*|^\|? ?:?-{3,}:? ?\||[^\s\\]\\$|(?<![\p{L}\d*])\*\p{L}[^*\n]{1,200}[\p{L}\d.!?:”)]\*(?![\p{L}\d*])/u;
  const line = text.split("\n").findIndex(each => sign.test(each.slice(0, 2_000)));
  return line === -1 ? undefined : line + 1;
}
