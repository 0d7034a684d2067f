import { readHtmlTables } from "./html-tables.ts";
import { findMailFoot } from "./mail-foot.ts";
import { findMailHead } from "./mail-head.ts";
import { pipeTables } from "./plain-tables.ts";
import { takenOut } from "./taken-out.ts";
import { findWebPage, placeAddresses } from "./web-page.ts";

/** A line that is not in the letter, as it does not belong to it. */
export type LeftOut = {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** "page": the head, foot or number of a page. "mail", "foot": the head and foot of a mail. */
  readonly of: "page" | "mail" | "foot" | "web" | "image";
};

/** The text of a letter without what a program has put around it. */
export type Unwrapped = {
  /** The lines keep their numbers. */
  readonly text: string;
  readonly leftOut: readonly LeftOut[];
  /** The subject of the mail that the letter came in. */
  readonly subject: string | undefined;
};

/** "[cid:image001.png@01DB]", "[logo.png]", "[image: Crest]". */
const imageName =
  /^[\s>]*\[(?:cid:[^\]\n]{1,200}|image(?:: [^\]\n]{0,200})?|[\w .()-]{1,80}\.(?:png|jpe?g|gif|svg|bmp|emf))\]\s*$/i;

/** Takes out the head of a mail and the names of images, and writes tables as Markdown has them. */
export function unwrap(text: string): Unwrapped {
  const lines = text.split("\n");
  const head = findMailHead(lines);
  const leftOut: LeftOut[] = [];
  const leaveOut = (at: number, of: LeftOut["of"]) => {
    leftOut.push({ text: (lines[at] ?? "").trim(), number: at + 1, of });
    lines[at] = "";
  };
  const page = findWebPage(lines);
  for (const at of head?.lines ?? []) leaveOut(at, "mail");
  for (const at of page.lines) leaveOut(at, "web");
  for (const at of findMailFoot(lines)) leaveOut(at, "foot");
  for (const [at, line] of lines.entries()) if (imageName.test(line)) leaveOut(at, "image");
  const own: string[] = [];
  for (const line of lines) {
    const placed = withoutTwins(placeAddresses(line, page.addresses), own.at(-1));
    // The stop behind the second address belongs behind the first.
    const [start = "", stop = ""] = leadingStop.exec(placed) ?? [];
    if (stop !== "") own.push(`${own.pop() ?? ""}${stop}`);
    const pad = takenOut.repeat(start.length);
    own.push(withoutTags(pad + placed.slice(start.length)));
  }
  return {
    text: pipeTables(readHtmlTables(withoutQuotedPoints(own))).join("\n"),
    leftOut: leftOut.sort((a, b) => a.number - b.number),
    subject: head?.subject,
  };
}

const leadingStop = new RegExp(`^${takenOut}+([.,;:!?)]+)`);

/** What pandoc writes where Markdown has no marks: underlined words, "1st" and footnote marks set high. */
function withoutTags(line: string): string {
  return line
    .replace(/^\s*<!-- -->\s*$/, "")
    .replace(/<sup>(\d{1,3})<\/sup>/g, "[$1]")
    .replace(/(?<!\])\[([^[\]\n]{1,300})\]\{\.(?:underline|smallcaps|mark)\}/g, "$1")
    .replace(/<(u|sup|sub)>([^<>\n]{1,300})<\/\1>/g, "$2")
    .replace(/(?<=\d)\^(\p{L}{1,4})\^/gu, "$1");
}

/** "1. …", "\\(a\\) …" at the beginning of a paragraph. */
const point = /^\\?\(?(?:\d{1,2}|[a-zA-H]|[ivx]{1,4})\\?[.)]\s/;
/** "a\\. …": pandoc's sign that Markdown has no such point. */
const keptPoint = /^\\?\(?(?:\d{1,2}|[a-zA-H]|[ivx]{1,4})\\[.)]\s/;

/** pandoc writes some points with backslashes, and indented ones as a quotation: they are a list. */
function withoutQuotedPoints(lines: readonly string[]): readonly string[] {
  const plainPoint = (line: string) =>
    keptPoint.test(line) ? line.slice(0, 8).replace(/\\(?=[().])/g, "") + line.slice(8) : line;
  const written = lines.map(plainPoint);
  for (let from = 0; from < lines.length; from++) {
    if (!lines[from]?.startsWith(">")) continue;
    let to = from;
    while (lines[to]?.startsWith(">")) to++;
    const own = lines.slice(from, to).map(line => line.replace(/^> ?/, ""));
    const begins = own.filter((line, at) => line !== "" && (at === 0 || own[at - 1] === ""));
    const isList = begins.length > 1 || keptPoint.test(begins[0] ?? "");
    if (isList && begins.every(line => point.test(line)))
      for (const [at, line] of own.entries())
        written[from + at] = point.test(line) ? line.replace(/\\(?=[().])/g, "") : line;
    from = to;
  }
  return written;
}

/** Outlook writes an address twice: "ada@x.example<mailto:ada@x.example>", perhaps in the next line. */
function withoutTwins(line: string, previous = ""): string {
  if (!line.includes("<")) return line;
  const above = /[^\s<>]{4,200}$/.exec(previous.trimEnd().slice(-200))?.[0] ?? "";
  const drop = (whole: string, before: string, address: string) =>
    isTwin(before, address) ? takenOut.repeat(whole.length) : whole;
  return line
    .replace(/^\s*<(?:mailto:|tel:|https?:\/\/)([^\s<>]{4,200})>\s?/i, (whole, address: string) =>
      above === "" ? whole : drop(whole, above, address),
    )
    .replace(/(?<=([^\s<>]{4,200})) ?<(?:mailto:|tel:|https?:\/\/)([^\s<>]{4,200})>/gi, drop);
}

const bare = (address: string): string => address.toLowerCase().replace(/^https?:\/\/|\/$/g, "");

function isTwin(before: string, address: string): boolean {
  return bare(before).endsWith(bare(address));
}
