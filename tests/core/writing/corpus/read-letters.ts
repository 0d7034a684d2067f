import { readdirSync, readFileSync } from "node:fs";

/** One item of a list, with the mark that its author typed; "•" for a bullet. */
export type Item = { readonly label: string; readonly text: string; readonly level: number };

/** A part of a letter as its author means it. */
export type Part =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Item[] }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] };

/** A letter as its author means it, apart from how a program extracts it. */
export type Meant = {
  readonly name: string;
  readonly language: string;
  /** What stands above the salutation, in groups of lines. */
  readonly above: readonly (readonly string[])[];
  readonly title:
    | { readonly shown: string; readonly subject: string; readonly isAbove: boolean }
    | undefined;
  readonly salutation: string;
  readonly parts: readonly Part[];
  /** Empty: the letter ends in a name. */
  readonly signOff: string;
  readonly mark: string;
  /** Name with post-nominals, then the roles. */
  readonly signed: readonly (readonly string[])[];
  /** The signatories stand in two columns where a program keeps them. */
  readonly inColumns: boolean;
  readonly below: readonly (readonly string[])[];
};

const folder = new URL("letters/", import.meta.url);

/**
 * The letters of the corpus. Each begins with "%% name"; each line is a part, and its mark says of
 * which kind: `^` above the salutation, `#^` and `#_` the title above and below it (`=> subject` if
 * that is another), `!` salutation, `=` heading, `*` and `**` bullets, `+` and `++` points, `|` row of
 * a table, `~` sign-off, `/` mark of a signature, `>` a signatory (`>>` side by side), `_` below. A
 * blank line parts the groups above and below.
 */
export function readLetters(): Meant[] {
  return readdirSync(folder)
    .sort()
    .flatMap(file => lettersOf(readFileSync(new URL(file, folder), "utf8")));
}

export const lettersOf = (text: string): Meant[] => text.split(/^%% /m).slice(1).map(readLetter);

function readLetter(text: string): Meant {
  const [name = "", ...lines] = text.split("\n");
  const above: string[][] = [];
  const below: string[][] = [];
  const parts: Part[] = [];
  const signed: string[][] = [];
  let [language, salutation, signOff, mark] = ["en", "", "", ""];
  let title: Meant["title"];
  let inColumns = false;
  let isNew = true;
  const group = (groups: string[][], line: string) => {
    if (isNew) groups.push([]);
    groups.at(-1)?.push(line);
  };
  for (const line of lines) {
    const [, sign = "", rest = ""] =
      /^(%lang|#[\^_]|\*\*?|\+\+?|>>?|[!^=|~/_](?= ))\s+(.*)$/.exec(line) ?? [];
    if (sign === "^") group(above, rest);
    else if (sign === "_") group(below, rest);
    else if (sign === "%lang") language = rest;
    else if (sign.startsWith("#")) {
      const [shown = "", subject = shown] = rest.split(" => ");
      title = { shown, subject, isAbove: sign === "#^" };
    } else if (sign === "!") salutation = rest;
    else if (sign === "~") signOff = rest;
    else if (sign === "/") mark = rest;
    else if (sign.startsWith(">")) {
      signed.push(rest.split(" | "));
      inColumns ||= sign === ">>";
    } else if (line.trim() !== "") addPart(parts, sign, sign === "" ? line : rest);
    isNew = line.trim() === "" || !/^[\^_]$/.test(sign);
  }
  return {
    name,
    language,
    above,
    title,
    salutation,
    parts,
    signOff,
    mark,
    signed,
    inColumns,
    below,
  };
}

function addPart(parts: Part[], sign: string, text: string): void {
  const last = parts.at(-1);
  if (sign === "") parts.push({ kind: "paragraph", text });
  else if (sign === "=") parts.push({ kind: "heading", text });
  else if (sign === "|") {
    const row = text.split(" | ");
    if (last?.kind === "table")
      parts[parts.length - 1] = { kind: "table", rows: [...last.rows, row] };
    else parts.push({ kind: "table", rows: [row] });
  } else {
    const isBullet = sign.startsWith("*");
    const [, label = "•", words = text] = isBullet ? [] : (/^(\S+) (.*)$/.exec(text) ?? []);
    const item = { label, text: words, level: sign.length - 1 };
    const first = last?.kind === "list" ? last.items[0] : undefined;
    if (last?.kind === "list" && (first?.label === "•") === isBullet)
      parts[parts.length - 1] = { kind: "list", items: [...last.items, item] };
    else parts.push({ kind: "list", items: [item] });
  }
}
