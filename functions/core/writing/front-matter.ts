import { isAlias, isMap, isNode, isPair, LineCounter, parseDocument, visit, type YAMLError } from "yaml";
import * as z from "zod";
import { parseSender } from "../people/sender.ts";
import { cleanLine, cleanText } from "../text/clean-text.ts";

const words = z.string({ error: "must be one line of text" }).transform(cleanLine);
const lines = z.union(
  [
    z.string().transform(text => cleanText(text).split("\n").map(cleanLine).filter(Boolean)),
    z.array(z.string().transform(cleanLine)),
  ],
  { error: "must be a line of text, or a list of lines" },
);
const mailbox = words.refine(
  value => parseSender(value) !== undefined,
  'is no mailbox such as "Office of the Registrar <letters@example.org>"',
);
const person = z.object({
  name: words.pipe(z.string().min(1)),
  postnominals: words.optional(),
  role: lines.optional(),
  organisation: lines.optional(),
});

/** Keys are told apart without regard to case, "-", "_" and blanks. */
const frontMatter = z.object({
  subject: words.optional(),
  title: words.optional(),
  preheader: words.optional(),
  salutation: words.optional(),
  signoff: words.optional(),
  signatory: z
    .union([words, person], { error: 'must be a name, or lines such as "name: …", "post-nominals: …" and "role: …" under it' })
    .optional(),
  postnominals: words.optional(),
  role: lines.optional(),
  organisation: words.optional(),
  language: words.pipe(z.string().regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, 'is no language tag such as "en" or "cy"')).optional(),
  bulletin: words.optional(),
  from: mailbox.optional(),
  replyto: mailbox.optional(),
});

export type FrontMatter = z.infer<typeof frontMatter>;
export type FrontMatterResult =
  | { readonly kind: "front-matter"; readonly data: FrontMatter; readonly warnings: readonly string[] }
  | { readonly kind: "invalid"; readonly problems: readonly string[] };

/**
 * Reads the lines between the fences. Every value is a text, taken as it is written ("3.10", "yes"); `firstLine` is the
 * number of the first of the lines in the file.
 */
export function readFrontMatter(head: string, firstLine: number): FrontMatterResult {
  const counter = new LineCounter();
  const lineAt = (offset = 0) => firstLine + counter.linePos(offset).line - 1;
  const document = parseDocument(head, { schema: "failsafe", lineCounter: counter, prettyErrors: false, uniqueKeys: false });
  const problems = document.errors
    .slice(0, 1)
    .map(error => `line ${lineAt(placeOf(error, document.contents))}: ${sayYamlError(error)}`);
  if (problems.length > 0) return { kind: "invalid", problems };
  if (document.contents !== null && !isMap(document.contents)) {
    return { kind: "invalid", problems: [`line ${firstLine}: the front matter must be lines such as "subject: …"`] };
  }

  const warnings: string[] = [];
  const typed = new Map<string, { key: string; line: number }>();
  visit(document, {
    Node: (_, node) => {
      const start = head.slice(0, node.range?.[0]).trimEnd();
      if (isAlias(node) || node.anchor !== undefined || node.tag !== undefined)
        problems.push(`line ${lineAt(start.length)}: ${quoteIt} begins with "*", "&" or "!"`);
      // A letter goes out once: better refused than sent without the end of its subject.
      if (node.comment && !isMap(node)) problems.push(`line ${lineAt(node.range?.[0])}: ${commentIsLost}`);
    },
    Pair: (_, pair, path) => {
      const key = String(pair.key);
      const line = lineAt(isNode(pair.key) ? pair.key.range?.[0] : 0);
      const top = path.length <= 2;
      const known: object = top ? frontMatter.shape : person.shape;
      const id = `${top ? "" : "signatory."}${plainKey(key)}`;
      if (typed.has(id)) problems.push(`line ${line}: "${key}" is said a second time`);
      typed.set(id, { key, line });
      if (
        !Object.hasOwn(known, plainKey(key)) &&
        (top || path.some(each => isPair(each) && plainKey(String(each.key)) === "signatory"))
      )
        warnings.push(`line ${line}: the front matter's "${key}" means nothing here and is left out`);
    },
  });
  if (problems.length > 0) return { kind: "invalid", problems };

  const read = frontMatter.safeParse(plainKeys(document.toJS() ?? {}));
  if (!read.success) {
    const say = (issue: z.core.$ZodIssue) =>
      `line ${typed.get(String(issue.path[0]))?.line ?? firstLine}: "${typed.get(String(issue.path[0]))?.key}" ${issue.message}`;
    return { kind: "invalid", problems: read.error.issues.map(say) };
  }
  const { data } = read;
  const leftOut = (id: string, why: string) =>
    warnings.push(`line ${typed.get(id)?.line}: "${typed.get(id)?.key}" is left out: ${why}`);
  if (data.title && data.subject) leftOut("title", 'the "subject" stands for it');
  for (const id of ["postnominals", "role"] as const)
    if (data[id] && !data.signatory) leftOut(id, 'there is no "signatory" whose it could be');
  return { kind: "front-matter", data, warnings };
}

const commentIsLost =
  'what stands behind " #" is a comment: put the whole value in quotation marks if it belongs to it, or the comment on a line of its own';
const quoteIt = "put the value in quotation marks, since it";

/** Where a person has to look: a quotation mark that is missing at the end was opened further up. */
function placeOf({ code, pos }: YAMLError, contents: unknown): number {
  if (code !== "MISSING_CHAR" || !isMap(contents)) return pos[0];
  const starts = contents.items.map(({ value }) => (isNode(value) ? (value.range?.[0] ?? 0) : 0));
  return starts.findLast(start => start <= pos[0]) ?? pos[0];
}

function sayYamlError({ code, message }: YAMLError): string {
  if (code === "BLOCK_AS_IMPLICIT_KEY") return `${quoteIt} has a colon in it`;
  if (code === "BAD_SCALAR_START") return `${quoteIt} begins with a character that YAML reserves`;
  if (code === "BAD_ALIAS") return `${quoteIt} begins with "*" or "&"`;
  if (code === "UNEXPECTED_TOKEN") return "put the whole value in quotation marks, and double those within it";
  if (code === "MISSING_CHAR" && /quote/.test(message)) return "a quotation mark is opened and not closed";
  if (code === "MISSING_CHAR") return 'the front matter must be lines such as "subject: …"';
  if (code === "TAB_AS_INDENT") return "a line may not begin with a tab";
  return `the front matter is no YAML: ${message}`;
}

/** With the keys made plain, and what is left empty left out. */
function plainKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== "")
      .map(([key, inner]) => [plainKey(key), plainKeys(inner)]),
  );
}

function plainKey(key: string): string {
  return key.toLowerCase().replace(/[-_\s]/g, "");
}
