import type { Entry } from "../bulletins/entry.ts";
import { maxLetterBytes } from "../bulletins/languages/letter-text.ts";
import { cleanPages } from "../text/clean-text.ts";
import { nameOfLanguage } from "../text/language-name.ts";
import { lineNotUtf8 } from "../text/utf8-line.ts";
import {
  type FrontMatterResult,
  type LetterOptions,
  readFrontMatter,
} from "./front-matter/front-matter.ts";
import { guessLanguage } from "./languages/guess-language.ts";
import { splitTranslations } from "./languages/split-translations.ts";
import { findMarkdown } from "./read-body.ts";
import { unquote } from "./wrappings/quoted-mail.ts";

type OwnField = "preheader" | "salutation" | "signOff" | "signatories";

/**
 * A letter in a file. `format` is "markdown" below front matter, where Markdown applies, also in
 * pasted text; "pasted" otherwise.
 */
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
      /** The number of the body's first line in the file. */
      readonly firstLine: number;
      readonly warnings: readonly string[];
    }
  | { readonly kind: "invalid"; readonly problems: readonly string[] };

// Each can match at few places only, so that a text of many blank lines does not take long.
const openingFence = /^\s*---[ \t]*\n/;
const closingFence = /^(?:---|\.\.\.)[ \t]*(?:\n|$)/m;

/**
 * Reads a letter: pasted text, Markdown, or both, with or without front matter. A problem has the
 * line, the fault and what to do.
 */
export function readLetterFile(bytes: Uint8Array, options: LetterOptions = {}): LetterFileResult {
  const problem = problemOf(bytes);
  if (problem !== undefined) return invalid(problem);
  const text = cleanPages(new TextDecoder("utf-8").decode(bytes));
  if (text.trim() === "") return invalid("it is empty");
  const parts = splitFrontMatter(text);
  if (parts.kind === "invalid") return parts;
  const { front, firstLine } = parts;
  const body = unquote(parts.body);
  const own = front?.data ?? { signatories: undefined };
  const markdown = front === undefined ? findMarkdown(body) : undefined;
  const format = front === undefined && markdown === undefined ? "pasted" : "markdown";
  const warnings = [...(front?.warnings ?? [])];
  const guess = guessLetter(body);
  const language = options.language || own.language || guess.language;
  if (!options.language && !own.language && guess.said !== undefined) warnings.push(guess.said);
  if (markdown !== undefined)
    warnings.push(
      `line ${markdown}: this looks like Markdown, and the letter is read as Markdown: its marks do not appear in the letter`,
    );
  return {
    kind: "letter-file",
    warnings,
    firstLine,
    file: {
      format,
      body,
      subject: options.subject || own.subject || own.title || "",
      preheader: own.preheader || undefined,
      salutation: own.salutation || undefined,
      signOff: own.signoff || undefined,
      signatories: own.signatories,
      language,
      bulletin: own.bulletin || undefined,
      organisation: options.organisation || own.organisation || undefined,
      from: options.from || own.from,
      replyTo: own.replyto,
    },
  };
}

/** The language of a letter, and what to say about the guess; nothing for plain English. */
function guessLetter(body: string): { language: string; said: string | undefined } {
  const translated = splitTranslations(body);
  const [first] = translated ?? [];
  if (translated !== undefined && first !== undefined) {
    const names = translated.map(letter => nameOfLanguage(letter.language));
    const said = `there is a letter in each of ${new Intl.ListFormat("en").format(names)}: each gets its language`;
    return { language: first.language, said };
  }
  const { language, by } = guessLanguage(body);
  if (language === "en") return { language, said: undefined };
  const found = by === "script" ? "letters" : "words";
  const said = `the language is ${nameOfLanguage(language)}, to judge by its ${found}: use --language if it is another`;
  return { language, said };
}

type Parts =
  | {
      readonly kind: "parts";
      readonly front: (FrontMatterResult & { kind: "front-matter" }) | undefined;
      readonly body: string;
      /** The number of the body's first line in the file. */
      readonly firstLine: number;
    }
  | (LetterFileResult & { kind: "invalid" });

function splitFrontMatter(text: string): Parts {
  const opening = openingFence.exec(text)?.[0];
  const fenced = text.slice(opening?.length ?? 0);
  if (opening === undefined) return { kind: "parts", front: undefined, body: text, firstLine: 1 };
  const closing = closingFence.exec(fenced);
  if (!closing)
    return invalid('line 1: the front matter begins with "---" but is not closed by a line "---"');
  const front = readFrontMatter(fenced.slice(0, closing.index), opening.split("\n").length);
  if (front.kind === "invalid") return front;
  const end = opening.length + closing.index + closing[0].length;
  return {
    kind: "parts",
    front,
    body: text.slice(end),
    firstLine: text.slice(0, end).split("\n").length,
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
