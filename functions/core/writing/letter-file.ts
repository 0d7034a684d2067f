import { type Entry, maxLetterBytes } from "../bulletins/entry.ts";
import { cleanText } from "../text/clean-text.ts";
import { lineNotUtf8 } from "../text/utf8-line.ts";
import { type FrontMatter, readFrontMatter } from "./front-matter.ts";

type OwnField = "preheader" | "salutation" | "signOff" | "signatories";

/** A letter in a file: Markdown with front matter, or pasted plain text. */
export type LetterFile = Pick<Entry, "format" | "body"> & {
  readonly [Field in OwnField]: Entry[Field];
} & {
  readonly subject: string;
  readonly language: string;
  /** The bulletin that the letter belongs to, by name. */
  readonly bulletin: string | undefined;
  readonly organisation: string | undefined;
  readonly from: string | undefined;
  readonly replyTo: string | undefined;
};

export type LetterFileResult =
  | {
      readonly kind: "letter-file";
      readonly file: LetterFile;
      readonly warnings: readonly string[];
    }
  | { readonly kind: "invalid"; readonly problems: readonly string[] };

// Each can match at few places only, so that a text of many blank lines does not take long.
const openingFence = /^\s*---[ \t]*\n/;
const closingFence = /^(?:---|\.\.\.)[ \t]*(?:\n|$)/m;

/** Reads a letter. A problem has the line, the fault and what to do. */
export function readLetterFile(bytes: Uint8Array): LetterFileResult {
  const problem = problemOf(bytes);
  if (problem !== undefined) return invalid(problem);
  const text = cleanText(new TextDecoder("utf-8").decode(bytes));
  if (text.trim() === "") return invalid("it is empty");
  const opening = openingFence.exec(text)?.[0];
  if (opening !== undefined) {
    const fenced = text.slice(opening.length);
    const closing = closingFence.exec(fenced);
    if (!closing)
      return invalid(
        'line 1: the front matter begins with "---" but is not closed by a line "---"',
      );
    const front = readFrontMatter(fenced.slice(0, closing.index), opening.split("\n").length);
    if (front.kind === "invalid") return front;
    const body = fenced.slice(closing.index + closing[0].length);
    return {
      kind: "letter-file",
      warnings: front.warnings,
      file: markdownLetter(front.data, body),
    };
  }
  return {
    kind: "letter-file",
    warnings: [],
    file: {
      format: "pasted",
      body: text,
      subject: "",
      language: "en",
      preheader: undefined,
      salutation: undefined,
      signOff: undefined,
      signatories: undefined,
      bulletin: undefined,
      organisation: undefined,
      from: undefined,
      replyTo: undefined,
    },
  };
}

function invalid(...problems: string[]): LetterFileResult & { kind: "invalid" } {
  return { kind: "invalid", problems };
}

/** Returns what is wrong if the bytes are not the text of a letter. */
function problemOf(bytes: Uint8Array): string | undefined {
  const starts = (...values: number[]) => values.every((value, index) => bytes[index] === value);
  if (starts(0x25, 0x50, 0x44, 0x46)) return "it is a PDF: copy its text into a .txt file";
  if (starts(0x50, 0x4b, 0x03, 0x04))
    return "it is a Word document or an archive: copy its text into a .txt file";
  if (starts(0xd0, 0xcf, 0x11, 0xe0))
    return "it is an old Word document: copy its text into a .txt file";
  if (starts(0x7b, 0x5c, 0x72, 0x74, 0x66))
    return "it is rich text (RTF): copy its text into a .txt file";
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) return "it is UTF-16: save it as UTF-8";
  if (bytes.length > maxLetterBytes)
    return `it has ${bytes.length.toLocaleString("en")} bytes: a letter may have ${maxLetterBytes.toLocaleString("en")}, because mail programs clip longer ones`;
  const line = lineNotUtf8(bytes);
  if (line !== undefined) return `line ${line}: it is not UTF-8: save it as UTF-8`;
  // UTF-16 without a byte-order mark is often valid UTF-8,
  // and would lose its dashes and quotation marks.
  return bytes.includes(0)
    ? "it contains bytes that are not text: save it as plain text in UTF-8"
    : undefined;
}

function markdownLetter(data: FrontMatter, body: string): LetterFile {
  return {
    format: "markdown",
    body,
    subject: data.subject || data.title || "",
    preheader: data.preheader || undefined,
    salutation: data.salutation || undefined,
    signOff: data.signoff || undefined,
    signatories: data.signatories,
    language: data.language ?? "en",
    bulletin: data.bulletin || undefined,
    organisation: data.organisation || undefined,
    from: data.from,
    replyTo: data.replyto,
  };
}
