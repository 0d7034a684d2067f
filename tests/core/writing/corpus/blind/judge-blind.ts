import {
  type Letter,
  type LetterPart,
  signedName,
} from "../../../../../functions/core/letter/letter.ts";
import { readLetterFile } from "../../../../../functions/core/writing/letter-file.ts";
import {
  previewLetter,
  singleLetter,
} from "../../../../../functions/core/writing/single-letter.ts";
import { flatten } from "./flatten.ts";
import { bareSubject, type Meant, partsOf, splitTruth, withBullet } from "./meant.ts";
import { plain, type Said } from "./truth.ts";

/** What is wrong with a part of a letter: its words, or how they are divided into lines. */
export type Fault = {
  readonly kind:
    | "invalid"
    | "refused"
    | "languages"
    | "subject"
    | "salutation"
    | "sign-off"
    | "signed"
    | `${"above" | "below" | "body"}: ${"words" | "lines"}`
    | "body: kinds";
  readonly said: string;
};

/** Whether a fault only puts the lines of the head, or of what is below the signature, together otherwise. */
export const isLineFault = ({ kind }: Fault): boolean =>
  kind === "above: lines" || kind === "below: lines";

/** The parts of a letter that are merged, split, lost, mis-signed or refused. */
export function judgeBlind(truth: readonly Said[], source: string): readonly Fault[] {
  const read = readLetterFile(Buffer.from(source));
  if (read.kind === "invalid") return [{ kind: "invalid", said: read.problems.join() }];
  const composed = previewLetter(singleLetter(read.file, new Date(0)));
  if (composed.kind !== "letter") return [{ kind: "refused", said: composed.missing.join() }];
  const { letter } = composed;
  const parts = [letter, ...letter.translations];
  const meant = splitTruth(truth, parts.length > 1).map(partsOf);
  const subjects = meant.flatMap(part => part.subjects);
  if (meant.length !== parts.length) return [{ kind: "languages", said: `${parts.length}` }];
  const isSubject = (said: string) =>
    subjects.length === 0 ||
    plain(said)
      .split(" / ")
      .every(half => subjects.includes(half));
  return [
    ...parts.flatMap((part, at) => judgePart(part, meant[at] ?? partsOf([]))),
    ...(isSubject(letter.subject) || subjects.includes(plain(letter.subject))
      ? []
      : differ("subject", [plain(letter.subject)], subjects)),
  ];
}

/** "With every good wish for the new year," as the last paragraph is as good as a sign-off. */
function withSignOff(meant: Meant, signOff: string): Meant {
  const last = meant.body.at(-1);
  return meant.signOff === "" && last?.kind === "p" && last.text === signOff
    ? { ...meant, signOff, body: meant.body.slice(0, -1) }
    : meant;
}

function judgePart(part: LetterPart, written: Meant): Fault[] {
  const meant = withSignOff(written, plain(part.signOff));
  const isFurniture = ({ text }: Said) => meant.furniture.has(text);
  const own = (blocks: Letter["body"]) => flatten(blocks).filter(line => !isFurniture(line));
  const above = own(part.preamble).map(line => withBullet(line.text));
  // A heading that the letter shows above need not be in the truth's head.
  const heading = plain(part.heading);
  const heads = heading !== "" && meant.above.includes(heading) ? [heading] : [];
  const body = own(part.body).filter(isNoNote);
  // A title that is the letter's heading, above the salutation, need not be below it, too.
  const isAbove = ({ kind, text }: Said) =>
    kind === "h" && heading !== "" && meant.subjects.includes(bareSubject(text));
  const meantBody = body.some(isAbove) ? meant.body : meant.body.filter(line => !isAbove(line));
  const below = own(part.postscript).filter(isNoNote).map(textOf);
  const salutation = plain(part.salutation);
  const signed = wordsOf(signedLines(part));
  // A memorandum that nobody signs is from the person in its "From:" line, if that is a person.
  const isSender =
    meant.signed.length === 0 && (signed.length === 0 || isWithin(signed, meant.sender));
  return [
    ...differ("above", [...heads, ...above].sort(), [...meant.above].sort()),
    ...differ("salutation", [salutation], [meant.salutation ?? salutation]),
    ...differ("body", keysOf(body, meantBody), keysOf(meantBody, meantBody)),
    ...differ("sign-off", [plain(part.signOff)], [meant.signOff]),
    ...(isSender ? [] : differ("signed", signed, wordsOf(meant.signed))),
    ...differ("below", below, meant.below),
  ];
}

const isWithin = (some: readonly string[], text: string): boolean =>
  wordsOf([text]).join(" ").includes(some.join(" "));

const textOf = ({ text }: Said): string => text;
const isNoNote = ({ kind }: Said): boolean => kind !== "fn";

/** The fault of a part, unless it is as it should be. */
function differ(
  part: "above" | "below" | "body" | "salutation" | "sign-off" | "signed" | "subject",
  is: readonly string[],
  should: readonly string[],
): Fault[] {
  if (is.join("\n") === should.join("\n")) return [];
  const [some, wanted] = [without(is, should), without(should, is)];
  const said = `${some.slice(0, 3).join(" / ")} ≠ ${wanted.slice(0, 3).join(" / ")}`;
  if (part !== "above" && part !== "below" && part !== "body") return [{ kind: part, said }];
  const bare = (lines: readonly string[]) =>
    wordsOf(part === "body" ? lines.map(line => line.replace(/^\S+ /, "")) : lines);
  const isSame = (one: readonly string[], other: readonly string[]) =>
    one.join(" ") === other.join(" ");
  const sorted = (lines: readonly string[]) => bare(lines).toSorted();
  if (!isSame(sorted(is), sorted(should))) return [{ kind: `${part}: words`, said }];
  const kindless = (lines: readonly string[]) => lines.map(line => line.replace(/^\S+ /, ""));
  return part === "body" && isSame(kindless(is), kindless(should))
    ? [{ kind: "body: kinds", said }]
    : [{ kind: `${part}: lines`, said }];
}

/** The lines that others have not. */
const without = (lines: readonly string[], others: readonly string[]): readonly string[] => {
  const own = lines.filter(line => !others.includes(line));
  return own.length > 0 ? own : [...lines].filter((line, at) => line !== others[at]);
};

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

const signedLines = ({ signatories }: LetterPart): string[] =>
  signatories.flatMap(each => [each.mark ?? "", signedName(each), ...each.role]);

/** Names and roles in order, however they are divided into lines. */
const wordsOf = (lines: readonly string[]): string[] =>
  plain(lines.join(" ")).match(/[\p{L}\p{N}]+/gu) ?? [];
