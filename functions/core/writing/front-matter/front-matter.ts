import {
  isAlias,
  isMap,
  isNode,
  isPair,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from "yaml";
import * as z from "zod";
import { bulletinSchema } from "../../bulletins/bulletin.ts";
import { entrySchema } from "../../bulletins/entry.ts";
import { type Signatory, signatorySchema } from "../../letter/letter.ts";
import { senderSchema } from "../../people/senders/sender.ts";
import { cleanLine, cleanText } from "../../text/clean-text.ts";
import { readNameLine } from "../letter-grammar/post-nominals.ts";
import { quoteLiterals } from "./literal-values.ts";

const lines = z.union(
  [
    z.string().transform(text => cleanText(text).split("\n").map(cleanLine).filter(Boolean)),
    signatorySchema.shape.role,
  ],
  { error: "must be a line of text, or a list of lines" },
);
const person = z.object({
  name: signatorySchema.shape.name.min(1),
  postnominals: signatorySchema.shape.postNominals.optional(),
  role: lines.optional(),
  organisation: lines.optional(),
});

const who = z.union([signatorySchema.shape.name, person]);
const signing = z
  .union([who, z.array(who)], {
    error:
      'must be a name, or lines such as "name: …", "post-nominals: …" and "role: …" under it, or a list of these',
  })
  .optional();

/** Case, "-", "_" and blanks in a key do not matter. */
const frontMatter = z.object({
  subject: entrySchema.shape.title.optional(),
  title: entrySchema.shape.title.optional(),
  preheader: entrySchema.shape.preheader,
  salutation: entrySchema.shape.salutation,
  signoff: entrySchema.shape.signOff,
  /** One or more people. Both words may be used: "signatory" reads better for one. */
  signatories: signing,
  signatory: signing,
  postnominals: signatorySchema.shape.postNominals.optional(),
  role: lines.optional(),
  organisation: bulletinSchema.shape.organisation.optional(),
  language: entrySchema.shape.language,
  bulletin: bulletinSchema.shape.name.optional(),
  from: senderSchema.shape.from.optional(),
  replyto: senderSchema.shape.replyTo,
});

/** Fields that a command may give instead of the front matter. */
export const letterOptions = frontMatter
  .pick({ subject: true, from: true, language: true, organisation: true })
  .partial();
export type LetterOptions = z.infer<typeof letterOptions>;

export type FrontMatter = Omit<
  z.infer<typeof frontMatter>,
  "signatories" | "signatory" | "postnominals" | "role"
> & {
  /** undefined if the front matter names nobody. */
  readonly signatories: readonly Signatory[] | undefined;
};
export type FrontMatterResult =
  | {
      readonly kind: "front-matter";
      readonly data: FrontMatter;
      readonly warnings: readonly string[];
    }
  | { readonly kind: "invalid"; readonly problems: readonly string[] };

/**
 * Reads the lines between the fences. Each value is the text as written ("3.10", "yes").
 * `firstLine` is the number of the first of these lines in the file.
 */
export function readFrontMatter(head: string, firstLine: number): FrontMatterResult {
  const counter = new LineCounter();
  const lineAt = (offset = 0) => firstLine + counter.linePos(offset).line - 1;
  const text = quoteLiterals(head, isLineOfText);
  const document = parseDocument(text, {
    schema: "failsafe",
    lineCounter: counter,
    prettyErrors: false,
    uniqueKeys: false,
  });
  const problems = document.errors
    .slice(0, 1)
    .map(error => `line ${lineAt(placeOf(error, document.contents))}: ${sayYamlError(error)}`);
  if (problems.length > 0) return { kind: "invalid", problems };
  if (document.contents !== null && !isMap(document.contents)) {
    return {
      kind: "invalid",
      problems: [`line ${firstLine}: the front matter must be lines such as "subject: …"`],
    };
  }

  const warnings: string[] = [];
  const typed = new Map<string, { key: string; line: number }>();
  const maps = new Map<unknown, number>();
  visit(document, {
    Node: (_, node) => {
      const start = text.slice(0, node.range?.[0]).trimEnd();
      if (isAlias(node) || node.anchor !== undefined || node.tag !== undefined)
        problems.push(`line ${lineAt(start.length)}: ${quoteIt} begins with "*", "&" or "!"`);
      // A letter is sent only once, so refuse a value that would lose its end.
      if (node.comment && !isMap(node))
        problems.push(`line ${lineAt(node.range?.[0])}: ${commentIsLost}`);
    },
    Pair: (_, pair, path) => {
      const key = String(pair.key);
      const line = lineAt(isNode(pair.key) ? pair.key.range?.[0] : 0);
      const top = path.length <= 2;
      const known: object = top ? frontMatter.shape : person.shape;
      const map = path.at(-1);
      if (!maps.has(map)) maps.set(map, maps.size);
      const id = `${top ? "" : `${maps.get(map)}.`}${plainKey(key)}`;
      if (typed.has(id)) problems.push(`line ${line}: "${key}" appears twice`);
      typed.set(id, { key, line });
      if (
        !Object.hasOwn(known, plainKey(key)) &&
        (top ||
          path.some(each => isPair(each) && /^signator(?:y|ies)$/.test(plainKey(String(each.key)))))
      )
        warnings.push(`line ${line}: "${key}" is not a front matter key and is ignored`);
    },
  });
  if (problems.length > 0) return { kind: "invalid", problems };

  const given = plainKeys(document.toJS() ?? {});
  const from = nameIn(given);
  if (from !== undefined)
    warnings.push(
      `line ${typed.get("from")?.line}: "${typed.get("from")?.key}" has no address: the letter is from ${defaultAddress}`,
    );
  const read = frontMatter.safeParse(from === undefined ? given : Object.assign(given, { from }));
  if (!read.success) {
    const say = (issue: z.core.$ZodIssue) =>
      `line ${typed.get(String(issue.path[0]))?.line ?? firstLine}: "${typed.get(String(issue.path[0]))?.key}" ${issue.message}`;
    return { kind: "invalid", problems: read.error.issues.map(say) };
  }
  const { signatories, signatory, postnominals, role, ...data } = read.data;
  const signed = signatories ?? signatory;
  const ignored = (id: string, why: string) =>
    warnings.push(`line ${typed.get(id)?.line}: "${typed.get(id)?.key}" is ignored: ${why}`);
  if (data.title && data.subject) ignored("title", 'there is a "subject"');
  if (signatories && signatory) ignored("signatory", 'there are "signatories"');
  const people = signed === undefined || signed === "" ? [] : [signed].flat();
  for (const [id, value] of Object.entries({ postnominals, role }))
    if (value && people.length !== 1)
      ignored(
        id,
        people.length === 0 ? 'there is no "signatory"' : "there are several signatories",
      );
  const own = people.length === 1 ? { postnominals, role } : {};
  return {
    kind: "front-matter",
    data: Object.assign(data, {
      signatories: people.length === 0 ? undefined : people.map(each => signatoryOf(each, own)),
    }),
    warnings,
  };
}

/** The sender's address of a letter that names none. */
const defaultAddress = "letters@example.org";

/** "from: Office of the Registrar" is a name without an address: returns both; otherwise nothing. */
function nameIn(given: Record<string, unknown>): string | undefined {
  const { from } = given;
  if (typeof from !== "string" || from.includes("@") || !/\p{L}/u.test(from)) return undefined;
  return `"${cleanLine(from).replace(/["\\]/g, "")}" <${defaultAddress}>`;
}

/** Reads a name alone like a name line under a letter: "Ada King MP, Minister of State". */
function signatoryOf(
  given: z.infer<typeof who>,
  {
    postnominals,
    role = [],
  }: { postnominals?: string | undefined; role?: readonly string[] | undefined },
): Signatory {
  const own: Signatory =
    typeof given === "string"
      ? readNameLine(given)
      : {
          name: given.name,
          postNominals: given.postnominals ?? "",
          role: given.role ?? [],
        };
  const organisation = typeof given === "string" ? [] : (given.organisation ?? []);
  const postNominals = [own.postNominals, postnominals]
    .filter((each, at, all) => each && all.indexOf(each) === at)
    .join(" ");
  return { name: own.name, postNominals, role: [...own.role, ...role, ...organisation] };
}

/** Lists and people have lines of their own below their keys. */
function isLineOfText(key: string): boolean {
  const plain = plainKey(key);
  return Object.hasOwn(frontMatter.shape, plain) && !/^signator(?:y|ies)$/.test(plain);
}

const commentIsLost =
  'the text after " #" is a comment: put the whole value in quotation marks, or the comment on its own line';
const quoteIt = "put the value in quotation marks, because it";

/**
 * Returns the offset where the author has to look. A missing quotation mark was opened further up.
 */
function placeOf({ code, pos }: YAMLError, contents: unknown): number {
  if (code !== "MISSING_CHAR" || !isMap(contents)) return pos[0];
  const starts = contents.items.map(({ value }) => (isNode(value) ? (value.range?.[0] ?? 0) : 0));
  return starts.findLast(start => start <= pos[0]) ?? pos[0];
}

function sayYamlError({ code, message }: YAMLError): string {
  if (code === "BLOCK_AS_IMPLICIT_KEY") return `${quoteIt} has a colon in it`;
  if (code === "BAD_SCALAR_START") return `${quoteIt} begins with a character that YAML reserves`;
  if (code === "BAD_ALIAS") return `${quoteIt} begins with "*" or "&"`;
  if (code === "UNEXPECTED_TOKEN")
    return "put the whole value in quotation marks, and double the quotation marks within it";
  if (code === "MISSING_CHAR" && /quote/.test(message))
    return "a quotation mark is opened and not closed";
  if (code === "MISSING_CHAR") return 'the front matter must be lines such as "subject: …"';
  if (code === "TAB_AS_INDENT") return "a line must not begin with a tab";
  return `the front matter is not valid YAML: ${message}`;
}

/** Returns the values by plain key, without empty values. */
function plainKeys(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== "")
      .map(([key, inner]) => [plainKey(key), plainValue(inner)]),
  );
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  return typeof value === "object" && value !== null ? plainKeys(value) : value;
}

function plainKey(key: string): string {
  return key.toLowerCase().replace(/[-_\s]/g, "");
}
