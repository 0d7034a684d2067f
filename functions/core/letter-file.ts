import { isMap, LineCounter, parseDocument } from "yaml";
import * as z from "zod";
import { cleanText } from "./clean-text.ts";
import type { Signatory } from "./letter.ts";
import { parseSender } from "./sender.ts";

/** A letter as it lies in a file: Markdown with front matter, or pasted plain text. */
export type LetterFile = {
  readonly format: "markdown" | "pasted";
  readonly body: string;
  readonly subject: string;
  readonly preheader: string | undefined;
  readonly salutation: string | undefined;
  readonly signOff: string | undefined;
  readonly signatory: Signatory | undefined;
  readonly language: string;
  /** The bulletin that the letter belongs to, by name. */
  readonly bulletin: string | undefined;
  readonly organisation: string | undefined;
  readonly from: string | undefined;
  readonly replyTo: string | undefined;
};

export type LetterFileResult =
  | { readonly kind: "letter-file"; readonly file: LetterFile; readonly warnings: readonly string[] }
  | { readonly kind: "invalid"; readonly problems: readonly string[] };

/** Bytes. Longer letters than this are clipped by the colleagues' mail programs (Gmail: 102 kB of HTML). */
const mostBytes = 100_000;

/** Reads a letter; problems name what is wrong, on which line, and what to do. */
export function readLetterFile(bytes: Uint8Array): LetterFileResult {
  const decoded = decode(bytes);
  if (decoded.kind === "invalid") return decoded;
  const text = cleanText(decoded.text);
  if (text.trim() === "") return invalid("it is empty");
  const fenced = /^\s*---[ \t]*\n(?<head>[\s\S]*?)^(---|\.\.\.)[ \t]*(\n|$)/m.exec(text);
  if (fenced?.index === 0 && fenced.groups) return readFrontMatter(fenced.groups.head ?? "", fenced[0], text.slice(fenced[0].length));
  if (/^\s*---[ \t]*\n/.test(text)) return invalid('line 1: the front matter begins with "---" but is not closed by a line "---"');
  return {
    kind: "letter-file",
    warnings: [],
    file: {
      ...{ format: "pasted", body: text, subject: "", language: "en" },
      ...{ preheader: undefined, salutation: undefined, signOff: undefined, signatory: undefined },
      ...{ bulletin: undefined, organisation: undefined, from: undefined, replyTo: undefined },
    },
  };
}

function invalid(...problems: string[]): LetterFileResult & { kind: "invalid" } {
  return { kind: "invalid", problems };
}

function decode(bytes: Uint8Array): { kind: "text"; text: string } | { kind: "invalid"; problems: readonly string[] } {
  const starts = (...values: number[]) => values.every((value, index) => bytes[index] === value);
  if (starts(0x25, 0x50, 0x44, 0x46)) return invalid("it is a PDF: copy its text into a .txt file");
  if (starts(0x50, 0x4b, 0x03, 0x04)) return invalid("it is a Word document or an archive: copy its text into a .txt file");
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) return invalid("it is UTF-16: save it as UTF-8");
  if (bytes.length > mostBytes) return invalid(`it has ${bytes.length.toLocaleString("en")} bytes: a letter may have ${mostBytes.toLocaleString("en")}, since mail programs clip longer ones`);
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    const before = new TextDecoder("utf-8").decode(bytes).split("\ufffd")[0] ?? "";
    return invalid(`line ${before.split("\n").length}: it is not UTF-8: save it as UTF-8`);
  }
}

const words = z.union([z.string(), z.number()]).transform(value => String(value).replace(/\s+/g, " ").trim());
const lines = z.union([z.array(words), words.transform(value => [value])]);
const mailbox = words.refine(value => parseSender(value) !== undefined, 'is no mailbox such as "Office of the Registrar <letters@example.org>"');
const person = z.object({ name: words.pipe(z.string().min(1, "is empty")), postnominals: words.optional(), role: lines.optional(), organisation: lines.optional() });

/** Keys are told apart without regard to case, "-", "_" and blanks. */
const frontMatter = z.object({
  subject: words.optional(),
  title: words.optional(),
  preheader: words.optional(),
  salutation: words.optional(),
  signoff: words.optional(),
  signatory: z.union([z.preprocess(plainKeys, person), words.transform(name => ({ name, postnominals: undefined, role: undefined, organisation: undefined }))]).optional(),
  postnominals: words.optional(),
  role: lines.optional(),
  organisation: words.optional(),
  language: words.pipe(z.string().regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, 'is no language tag such as "en" or "cy"')).optional(),
  bulletin: words.optional(),
  from: mailbox.optional(),
  replyto: mailbox.optional(),
});

function plainKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [plainKey(key), inner]));
}

function plainKey(key: string): string {
  return key.toLowerCase().replace(/[-_\s]/g, "");
}

function readFrontMatter(head: string, fence: string, body: string): LetterFileResult {
  const counter = new LineCounter();
  const document = parseDocument(head, { lineCounter: counter, prettyErrors: false, uniqueKeys: false });
  const firstLine = fence.slice(0, fence.indexOf("---")).split("\n").length + 1;
  const lineAt = (offset: number) => firstLine + counter.linePos(offset).line - 1;
  const broken = document.errors.map(error => `line ${lineAt(error.pos[0])}: the front matter is no YAML: ${error.message}`);
  if (broken.length > 0) return invalid(...broken);
  const lineOf = new Map<string, number>();
  if (isMap(document.contents)) for (const pair of document.contents.items) lineOf.set(plainKey(String(pair.key)), lineAt((pair.key as { range?: number[] }).range?.[0] ?? 0));
  else if (document.contents !== null) return invalid(`line ${firstLine}: the front matter must be lines such as "subject: …"`);
  const read = frontMatter.safeParse(plainKeys(document.toJS() ?? {}));
  if (!read.success) return invalid(...read.error.issues.map(issue => `line ${lineOf.get(String(issue.path[0])) ?? firstLine}: ${issue.path.join(".")} ${issue.message}`));
  const { data } = read;
  const unknown = [...lineOf].filter(([key]) => !(key in frontMatter.shape)).map(([key, line]) => `line ${line}: the front matter's "${key}" means nothing here and is left out`);
  return {
    kind: "letter-file",
    warnings: unknown,
    file: {
      format: "markdown",
      body,
      subject: data.subject || data.title || "",
      preheader: data.preheader || undefined,
      salutation: data.salutation || undefined,
      signOff: data.signoff || undefined,
      signatory: data.signatory?.name
        ? {
            name: data.signatory.name,
            postNominals: data.signatory.postnominals ?? data.postnominals ?? "",
            role: [...(data.signatory.role ?? data.role ?? []), ...(data.signatory.organisation ?? [])],
          }
        : undefined,
      language: data.language ?? "en",
      bulletin: data.bulletin || undefined,
      organisation: data.organisation || undefined,
      from: data.from,
      replyTo: data.replyto,
    },
  };
}
