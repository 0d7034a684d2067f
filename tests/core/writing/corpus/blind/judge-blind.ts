import { type Letter, signedName } from "../../../../../functions/core/letter/letter.ts";
import { readLetterFile } from "../../../../../functions/core/writing/letter-file.ts";
import {
  previewLetter,
  singleLetter,
} from "../../../../../functions/core/writing/single-letter.ts";
import { flatten } from "./flatten.ts";
import { plain, type Said } from "./truth.ts";

const bullet = /^[•●▪‣◦·–—\-*+§○■o\uf0b7\uf0a7✓✔➢❖→]\s+/u;
const headKinds = /^(?:organisation|address|reference|date|mark|note|name|role|subject)$/;

/** The first part of a letter that is merged, split, lost, mis-signed or refused; undefined without one. */
export function judgeBlind(truth: readonly Said[], source: string): string | undefined {
  const read = readLetterFile(Buffer.from(source));
  if (read.kind === "invalid") return `invalid: ${read.problems.join()}`;
  const composed = previewLetter(singleLetter(read.file, new Date(0)));
  if (composed.kind !== "letter") return `refused: ${composed.missing.join()}`;
  const meant = partsOf(truth);
  const { letter } = composed;
  if (letter.translations.length > 0) return "in two languages";
  const isFurniture = ({ text }: Said) => meant.furniture.has(text);
  const own = (blocks: Letter["body"]) => flatten(blocks).filter(line => !isFurniture(line));
  const above = own(letter.preamble).map(({ text }) => text);
  const heads = letter.heading === "" ? [] : [plain(letter.heading)];
  const body = own(letter.body);
  const faults: (readonly [string, readonly string[], readonly string[]])[] = [
    ["above", [...heads, ...above].sort(), [...meant.above].sort()],
    ["salutation", [plain(letter.salutation)], [meant.salutation ?? plain(letter.salutation)]],
    ["body", keysOf(withoutNotes(body), meant.body), keysOf(meant.body, meant.body)],
    ["sign-off", [plain(letter.signOff)], [meant.signOff]],
    ["signed", wordsOf(signedLines(letter)), wordsOf(meant.signed)],
    ["below", own(letter.postscript).filter(isNoNote).map(textOf), meant.below],
  ];
  if (heads.length > 0) faults[0] = aboveWithout(heads, above, meant.above);
  const fault = faults.find(([, is, should]) => is.join("\n") !== should.join("\n"));
  if (fault !== undefined) return sayFault(fault);
  const subject = plain(letter.subject);
  const isSubject = meant.subjects.length === 0 || meant.subjects.includes(subject);
  return isSubject ? undefined : `subject: ${subject} ≠ ${meant.subjects.join(" / ")}`;
}

const textOf = ({ text }: Said): string => text;
const isNoNote = ({ kind }: Said): boolean => kind !== "fn";
const withoutNotes = (lines: readonly Said[]): readonly Said[] => lines.filter(isNoNote);

/** A heading that the letter shows above need not be in the truth's head. */
function aboveWithout(
  heads: readonly string[],
  above: readonly string[],
  meant: readonly string[],
): readonly [string, readonly string[], readonly string[]] {
  const isShown = meant.some(line => heads.includes(line));
  return ["above", (isShown ? [...heads, ...above] : [...above]).sort(), [...meant].sort()];
}

type Meant = {
  readonly furniture: ReadonlySet<string>;
  readonly above: readonly string[];
  readonly salutation: string | undefined;
  readonly subjects: readonly string[];
  readonly body: readonly Said[];
  readonly signOff: string;
  readonly signed: readonly string[];
  readonly below: readonly string[];
};

function partsOf(all: readonly Said[]): Meant {
  const lines = all.filter(({ kind }) => kind !== "furniture" && kind !== "footnote");
  const salutation = lines.findIndex(({ kind }) => kind === "salutation");
  const isBody = ({ kind }: Said) => /^(?:paragraph|item|row|quote|heading)$/.test(kind);
  const first = lines.findIndex(isBody);
  const head = salutation === -1 ? Math.max(0, first) : salutation;
  const hasName = lines.slice(head).some(({ kind }) => kind === "name");
  const closing = lines.findIndex(
    ({ kind }, at) =>
      at > head && (kind === "signoff" || kind === "name" || (kind === "role" && !hasName)),
  );
  // "Thank you." right above the name is as good as a sign-off.
  const isThanks = /^thank you[.!]?$/i.test(lines[closing - 1]?.text ?? "");
  const end = closing === -1 ? lines.length : isThanks ? closing - 1 : closing;
  const close = lines.slice(end);
  const isContact = ({ text }: Said) =>
    /@|^(?:tel|t|tele|e|m)\b ?[.:]|^[+(]?\d[\d ()]{6,}/i.test(text);
  const isSigned = (line: Said) =>
    /^(?:name|role)$/.test(line.kind) ? !isContact(line) : line.text === "/s/";
  const isClosing = ({ kind, text }: Said) =>
    (kind === "signoff" && text !== "/s/") || kind === "paragraph";
  return {
    furniture: furnitureOf(all),
    above: lines.slice(0, head).map(line => plain(line.text)),
    salutation: salutation === -1 ? undefined : plain(lines[salutation]?.text ?? ""),
    subjects: lines.filter(({ kind }) => kind === "subject").map(line => bareSubject(line.text)),
    body: lines.slice(salutation === -1 ? head : head + 1, end).map(bodyLine),
    signOff: close
      .filter(line => isClosing(line))
      .map(line => plain(line.text))
      .join(" "),
    signed: close.filter(isSigned).map(line => line.text),
    below: close
      .filter(line => !isClosing(line) && !isSigned(line))
      .map(line => plain(line.text.trimStart().replace(bullet, "• "))),
  };
}

/** A running head may say what the letterhead says. */
function furnitureOf(all: readonly Said[]): ReadonlySet<string> {
  const isFurniture = ({ kind }: Said) => kind === "furniture";
  const own = new Set(all.filter(line => !isFurniture(line)).map(line => plain(line.text)));
  return new Set(
    all
      .filter(isFurniture)
      .map(line => plain(line.text))
      .filter(text => !own.has(text)),
  );
}

const bareSubject = (text: string): string =>
  plain(text).replace(
    /^(?:subject|subj?|re|ref|betreff|objet|pwnc|asunto|oggetto|dotyczy|maidir le|الموضوع)\s?:[-\s]*/i,
    "",
  );

function bodyLine({ kind, text }: Said): Said {
  const bare = text.replace(/\[(?:\d+|\*)\]/g, "");
  if (kind === "item") {
    const level = Math.floor((/^ */.exec(bare)?.[0].length ?? 0) / 2);
    return { kind: `i${level}`, text: plain(bare.trimStart().replace(bullet, "• ")) };
  }
  const own = kind === "heading" || kind === "subject" ? "h" : kind === "row" ? "row" : "p";
  return { kind: headKinds.test(kind) && kind !== "subject" ? "p" : own, text: plain(bare) };
}

/** Numbered paragraphs look the same as the points of a list. A tab may stand for the dot. */
function keysOf(lines: readonly Said[], meant: readonly Said[]): string[] {
  const numbered = new Set(meant.filter(({ kind }) => kind === "p").map(textOf));
  const levels = lines.map(({ kind, text }) =>
    /^i\d/.test(kind) && !numbered.has(text) ? Number(kind.slice(1)) : undefined,
  );
  return lines.map(({ kind, text }, at) => {
    const level = levels[at];
    const own =
      level === undefined
        ? /^i\d/.test(kind)
          ? "p"
          : kind
        : `i${level - leastAround(levels, at)}`;
    return `${own} ${text.replace(/^(\(?\w+(?:\.\d+)*)\.?(?=[ )])/, "$1")}`;
  });
}

/** The least level among the points around one. */
function leastAround(levels: readonly (number | undefined)[], at: number): number {
  let [from, to] = [at, at];
  while (levels[from - 1] !== undefined) from--;
  while (levels[to + 1] !== undefined) to++;
  return Math.min(
    ...levels.slice(from, to + 1).flatMap(level => (level === undefined ? [] : [level])),
  );
}

const signedLines = ({ signatories }: Letter): string[] =>
  signatories.flatMap(each => [each.mark ?? "", signedName(each), ...each.role]);

/** Names and roles in order, however they are divided into lines. */
const wordsOf = (lines: readonly string[]): string[] =>
  plain(lines.join(" ")).match(/[\p{L}\p{N}]+/gu) ?? [];

function sayFault([part, is, should]: readonly [
  string,
  readonly string[],
  readonly string[],
]): string {
  const at = should.findIndex((line, index) => line !== is[index]);
  const from = at === -1 ? should.length : at;
  return `${part}: ${is.slice(from, from + 2).join(" / ")} ≠ ${should.slice(from, from + 2).join(" / ")}`;
}
