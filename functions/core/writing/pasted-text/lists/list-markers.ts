import { type PastedLetter, runsOver } from "../line-meeting.ts";
import { endsStop, type Line } from "../pasted-lines.ts";

/**
 * The start of a line that begins a point.
 * Blocks have no lettered lists, so a "label" ("a)") stays in the text.
 */
export type Marker =
  | { readonly kind: "bullet"; readonly glyph: string; readonly text: string }
  | {
      readonly kind: "number";
      readonly glyph: string;
      readonly value: number;
      readonly text: string;
    }
  | {
      readonly kind: "label";
      readonly glyph: string;
      readonly values: readonly number[];
      readonly text: string;
    };

const romans = [
  "i",
  "ii",
  "iii",
  "iv",
  "v",
  "vi",
  "vii",
  "viii",
  "ix",
  "x",
  "xi",
  "xii",
  "xiii",
  "xiv",
  "xv",
  "xvi",
  "xvii",
  "xviii",
];

/** We look this far ahead for a list's next point. */
const horizonLines = 80;

/** Returns the marker that a line seems to have. The lines around it decide whether it is one. */
function lookOf(text: string): Marker | undefined {
  const bullet = /^([•▪◦‣●○■□▫◆◇❖➢➤►▶⁃∙⦁✓✔\uf020-\uf0ff])\s*|^([*\-–—o·§Ø])(?:\s|$)/.exec(
    text.slice(0, 8),
  );
  if (bullet !== null)
    return {
      kind: "bullet",
      glyph: bullet[1] ?? bullet[2] ?? "",
      text: text.slice(bullet[0].length),
    };
  const number = /^(\(?)(\d{1,3}|\p{L}|[ivx]{2,5})([.)])(?:\s|$)/u.exec(text.slice(0, 12));
  if (number === null) return undefined;
  const [whole, open = "", label = "", close = ""] = number;
  const rest = text.slice(whole.length);
  if (/^\d/.test(label))
    return { kind: "number", glyph: `${open}1${close}`, value: Number(label), text: rest };
  if (!/^[a-z]|^[A-Z]$/.test(label) || (/^[A-Z]/.test(label) && close === ".")) return undefined;
  const values = [
    label.length === 1 ? label.toLowerCase().charCodeAt(0) - 96 : 0,
    -1 - romans.indexOf(label),
  ];
  return {
    kind: "label",
    glyph: `${open}a${close}`,
    values: values.filter(value => value !== 0),
    text,
  };
}

const isDash = (glyph: string): boolean => glyph === "–" || glyph === "—" || glyph === "-";
const isSure = (glyph: string): boolean => !"*-–—o·§Ø".includes(glyph);

/** Returns the marker of the next line that looks like a point of the same list. */
function nextLike(letter: PastedLetter, index: number, glyph: string): Marker | undefined {
  const end = Math.min(letter.lines.length, index + horizonLines);
  for (let at = index + 1; at < end; at++) {
    const marker = lookOf(letter.lines[at]?.text ?? "");
    if (marker?.glyph === glyph) return marker;
  }
  return undefined;
}

/**
 * Whether the last line above with this bullet has the same indent.
 * The rest of a sentence would have another.
 */
function isInLine({ lines }: PastedLetter, index: number, glyph: string): boolean {
  const indent = lines[index]?.indent ?? 0;
  const above = lines
    .slice(Math.max(0, index - 20), index)
    .findLast(line => lookOf(line.text)?.glyph === glyph);
  return indent > 1 && above?.indent === indent;
}

/**
 * Whether a marker is a bullet.
 * A doubtful one ("–", "*", "o") is after a lead-in or in its list, not in a wrapped sentence.
 */
function isBullet(
  letter: PastedLetter,
  index: number,
  marker: Marker,
  open: readonly string[],
): boolean {
  if (isSure(marker.glyph)) return true;
  const [line, next] = [letter.lines[index - 1], letter.lines[index]];
  const known = open.includes(marker.glyph);
  if (line !== undefined && next !== undefined) {
    if (line.text.endsWith(":")) return true;
    const over = !next.gap && runsOver(letter, line, next);
    const aside =
      isDash(marker.glyph) &&
      marker.text.includes(` ${marker.glyph} `) &&
      !endsStop(line.text) &&
      !next.gap;
    if (known && isInLine(letter, index, marker.glyph)) return true;
    if (known)
      return marker.glyph === "*" || marker.glyph === "-" || !(over || (aside && letter.wrapped));
    if (over || (aside && letter.wrapped)) return false;
  }
  return open.length > 0 || nextLike(letter, index, marker.glyph) !== undefined;
}

/**
 * Whether a number or label is in sequence:
 * the list begins here and the next one follows, or the one before was read.
 */
function isInSequence(
  letter: PastedLetter,
  index: number,
  marker: Marker,
  last: ReadonlyMap<string, readonly number[]>,
): boolean {
  if (marker.kind === "bullet") return false;
  const valuesOf = (found: Marker) =>
    found.kind === "label" ? found.values : found.kind === "number" ? [found.value] : [];
  // Letters count up (a = 1), Roman numerals down (i = -1): "i" may be either.
  const follows = (one: readonly number[], two: readonly number[]) =>
    one.some(value => two.includes(value + Math.sign(value || 1)));
  const coming = nextLike(letter, index, marker.glyph);
  const goesOn = coming !== undefined && follows(valuesOf(marker), valuesOf(coming));
  const expected = follows(last.get(marker.glyph) ?? [], valuesOf(marker));
  const [line, next] = [letter.lines[index - 1], letter.lines[index]];
  const within = line !== undefined && next !== undefined && !next.gap && !endsStop(line.text);
  if (within && runsOver(letter, line, next)) return expected && goesOn;
  // "…at paragraph / 3. Nothing in…" is not the point 3 that follows later.
  if (
    within &&
    coming !== undefined &&
    valuesOf(marker).some(value => valuesOf(coming).includes(value))
  )
    return false;
  const begins = marker.kind === "number" || valuesOf(marker).some(value => Math.abs(value) === 1);
  return expected || (begins && goesOn);
}

/**
 * Whether the list that last had number `value` continues below line `index`,
 * so that the line is nested in it.
 */
export function goesOnBelow(
  letter: PastedLetter,
  index: number,
  glyph: string,
  value: number,
): boolean {
  const coming = nextLike(letter, index, glyph);
  return coming?.kind === "number" && coming.value === value + 1;
}

/**
 * Returns the marker of line `index`.
 * `open`: the glyphs of the lists around it. `last`: the last values by glyph.
 */
export function readMarker(
  letter: PastedLetter,
  index: number,
  open: readonly string[],
  last: ReadonlyMap<string, readonly number[]>,
): Marker | undefined {
  const marker = lookOf(letter.lines[index]?.text ?? "");
  if (marker === undefined || index === letter.salutationAt || index === letter.signOffAt)
    return undefined;
  const isMarker =
    marker.kind === "bullet"
      ? isBullet(letter, index, marker, open)
      : isInSequence(letter, index, marker, last);
  return isMarker ? marker : undefined;
}

/**
 * Whether a text is only the label of a point ("a)",
 * "iii."), so that its words are on the next line.
 */
export const isLoneLabel = (text: string): boolean => /^\(?(?:\p{L}|[ivx]{2,5})[.)]$/u.test(text);

/** Returns the column of a point's text, which shows the lines that continue it. */
export function textColumn(line: Line, marker: Marker): number {
  return line.indent + Math.max(1, line.text.length - marker.text.length);
}
