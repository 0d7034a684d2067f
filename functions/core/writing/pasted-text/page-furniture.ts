import { isPost, isTitleCase, nameKind } from "../letter-grammar/name-lines.ts";
import { isClearSalutation } from "../letter-grammar/salutations.ts";
import { isSignOff } from "../letter-grammar/sign-offs.ts";
import type { Line } from "./lines/line.ts";
import { startsLower, startsWithGlyph } from "./lines/line-ends.ts";

const numberWords =
  "page|pg\\.?|p\\.|seite|tudalen|leathanach|duilleag|página|pagina|strona|blatt|صفحة";
/** A page number that is clear from its form: "Page 2 of 3", "- 2 -", "[2]". */
const pageNumber = new RegExp(
  `^(?:(?:${numberWords})\\s?\\d{1,3}(?:\\s?(?:of|von|o|sur|de|di|z|\\/)\\s?\\d{1,3})?|[-–—]\\s?\\d{1,3}\\s?[-–—]|\\|?\\s?\\d{1,3}\\s?\\|\\s?(?:${numberWords})?|\\d{1,3} of \\d{1,3})$`,
  "iu",
);
/** A head or foot with a page number in it: "Northmere Trust – Page 2 of 3". */
const numberedFoot = new RegExp(
  `(?:^|[\\s|–—-])(?:${numberWords})\\s?\\d{1,3}\\s?(?:of|von|o|sur|de|di|z|\\/)\\s?\\d{1,3}(?:$|[\\s|–—-])`,
  "iu",
);

/** Equal lines at a smaller distance are not heads or feet of two pages. */
const minPageLines = 5;

/**
 * Returns a line without its numbers, equal on every page;
 * undefined if the line cannot be a page's head or foot.
 */
function furnitureKey({ text }: Line): string | undefined {
  const isAddress = !text.includes(" ");
  const plausible =
    text.length >= 8 &&
    text.length <= 150 &&
    (isAddress || !startsLower(text)) &&
    !startsWithGlyph(text);
  return plausible && !/[:;,?]$/.test(text) ? text.replace(/\d+/g, "#") : undefined;
}

/** Returns the lines that are only page numbers. A bare number needs a page end or its neighbours. */
function findPageNumbers(lines: readonly Line[]): Set<number> {
  const found = new Set<number>();
  const bare: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (pageNumber.test(line.text) || (line.text.length <= 100 && numberedFoot.test(line.text)))
      found.add(index);
    else if (/^\d{1,3}$/.test(line.text)) bare.push(index);
  }
  const last = lines.at(-1)?.text ?? "";
  if (/^\d{1,2} ?\/ ?\d{1,2}$/.test(last)) found.add(lines.length - 1);
  const numberAt = (index: number | undefined) => Number(lines[index ?? -1]?.text ?? Number.NaN);
  for (const [at, index] of bare.entries()) {
    const [line, next] = [lines[index], lines[index + 1]];
    const counts =
      numberAt(bare[at - 1]) + 1 === numberAt(index) ||
      numberAt(index) + 1 === numberAt(bare[at + 1]);
    const parted = line?.gap === true && (next === undefined || next.gap);
    const atEnd = line?.newPage === true || next?.newPage === true;
    if (atEnd || (parted && counts) || (parted && next === undefined)) found.add(index);
  }
  return found;
}

/** The salutation is among so many first lines. */
const maxOpeningLines = 60;

/** The head of a page says what the letter's own head does: among so many first lines. */
const maxHeadLines = 25;
/** At least this share of its words. */
const leastShared = 0.6;

/**
 * Whether a line is the head of the second of two pages, so that it does not repeat: first on its
 * page, beside a page number or alone, and made of the words of the letter's head.
 */
function isHeadOfPage(
  lines: readonly Line[],
  index: number,
  numbers: ReadonlySet<number>,
): boolean {
  const [line, next] = [lines[index], lines[index + 1]];
  if (line === undefined || index <= maxHeadLines / 2 || line.text.length > 100) return false;
  const isFirst = line.newPage || numbers.has(index - 1);
  if (line.newPage && /^page \d{1,3} ?[–—|-] ?\S/i.test(line.text)) return true;
  if (isSignOff(line.text) || isPost(line.text) || nameKind(line.text) !== undefined) return false;
  if (!isFirst || /[.;:,?!]$/.test(line.text) || startsWithGlyph(line.text)) return false;
  if (!numbers.has(index - 1) && next?.gap !== true) return false;
  const words = wordsOf(line.text);
  if (words.length < 3 || startsLower(line.text) || /[.;:!?] |^\d+[.)] |,$/.test(line.text))
    return false;
  return lines.slice(0, maxHeadLines).some(({ text }) => {
    const head = new Set(wordsOf(text));
    const shared = words.filter(word => head.has(word)).length;
    const isLike = shared >= words.length * leastShared && shared >= head.size / 3;
    return text.length <= 150 && head.size > 3 && isLike;
  });
}

const wordsOf = (text: string): readonly string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const classification =
  /^(?:(?:UK )?OFFICIAL|UNCLASSIFIED|RESTRICTED|PROTECTED|IN CONFIDENCE|STAFF IN CONFIDENCE|SENSITIVE)(?: ?[-–—:] ?[A-Z ]{4,30})?$/;

/** The signature is among this many last lines. */
const maxSignatureLines = 8;

/** A shorter line that repeats may be a heading that occurs twice. */
const minHeadCharacters = 25;

/** Returns the places of the lines that repeat far enough apart to be heads or feet of pages. */
function findRepeats(lines: readonly Line[], numbers: ReadonlySet<number>): number[][] {
  const places = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    const key = numbers.has(index) ? undefined : furnitureKey(line);
    const known = key === undefined ? undefined : places.get(key);
    if (known !== undefined) known.push(index);
    else if (key !== undefined) places.set(key, [index]);
  }
  return [...places.values()].filter(
    at =>
      at.length > 1 &&
      at.some(
        (index, order) =>
          order > 0 &&
          (index - (at[order - 1] ?? 0) >= minPageLines ||
            lines.slice((at[order - 1] ?? 0) + 1, index).some(line => line.newPage)),
      ),
  );
}

/**
 * Returns the lines that belong to pages and not to the letter: page numbers, and heads and feet
 * that repeat. A short line counts only beside another of these lines or the end of a page. A head
 * stays where the letter begins with it.
 */
function findPageFurniture(lines: readonly Line[]): ReadonlySet<number> {
  const found = findPageNumbers(lines);
  const repeats = findRepeats(lines, found);
  const isLong = (at: readonly number[]) =>
    (lines[at[0] ?? 0]?.text.length ?? 0) >= minHeadCharacters;
  const greeting = lines.slice(0, maxOpeningLines).findIndex(line => isClearSalutation(line.text));
  // What stands in the letter's head, or as its title, stays there: later pages repeat it.
  const add = (at: readonly number[]) => {
    for (const [order, index] of at.entries())
      if (index > 2 && !(order === 0 && index <= greeting + 1)) found.add(index);
  };
  const isPageEnd = (index: number) =>
    index === 0 ||
    index === lines.length - 1 ||
    [index - 2, index - 1, index, index + 1, index + 2].some(near => found.has(near)) ||
    [index - 1, index, index + 1, index + 2].some(near => lines[near]?.newPage === true);
  const signOff = lines.findLastIndex(({ text }) => isSignOff(text));
  // The sender's name and posts stand in the letterhead, and once more as the signature.
  const isSignature = ([first = 0, second = 0, ...others]: readonly number[]) => {
    if (others.length > 0 || second < first) return false;
    const isBelow = signOff > first && second > signOff && second <= signOff + maxSignatureLines;
    const words = lines[first]?.text ?? "";
    const isPerson = nameKind(words) !== undefined;
    // The foot of a page is apart from the lines above it.
    const isBeside = lines[second]?.gap === false && lines[second]?.newPage === false;
    const isOwn = isPerson || (isBeside && (isPost(words) || isTitleCase(words)));
    const isAtEnd = second >= lines.length - maxSignatureLines && !isPageEnd(second);
    return (
      (isPerson && isAtEnd) ||
      (isBelow && isOwn && first < (greeting === -1 ? maxHeadLines / 2 : greeting))
    );
  };
  for (const at of repeats) if (isLong(at) && !isSignature(at)) add(at);
  for (const at of repeats)
    if (!isLong(at) && at.filter(isPageEnd).length >= 2 && !isSignature(at)) add(at);
  // A classification stands at the top of the first page, and at top and foot of each.
  const marks = [...lines.keys()].filter(index => classification.test(lines[index]?.text ?? ""));
  for (const index of marks.slice((marks[0] ?? 9) <= 8 ? 1 : 0)) found.add(index);
  for (const index of lines.keys()) if (isHeadOfPage(lines, index, found)) found.add(index);
  for (const [index, { text }] of lines.entries())
    if (/^\d{1,3}$/.test(text) && (found.has(index - 1) || found.has(index + 1))) found.add(index);
  return found;
}

/** The lines of the letter without those that belong to its pages, which are in `leftOut`. */
export function leaveOutFurniture(lines: readonly Line[]): {
  readonly lines: readonly Line[];
  readonly leftOut: readonly Line[];
} {
  const furniture = findPageFurniture(lines);
  if (furniture.size === 0 || furniture.size === lines.length) return { lines, leftOut: [] };
  const kept: Line[] = [];
  const leftOut: Line[] = [];
  let turned = false;
  let gap = false;
  for (const [index, line] of lines.entries()) {
    if (furniture.has(index)) {
      leftOut.push(line);
      turned = true;
      gap ||= line.gap;
    } else {
      kept.push(turned ? { ...line, newPage: true, gap: gap || line.gap } : line);
      turned = false;
      gap = false;
    }
  }
  return { lines: kept, leftOut };
}
