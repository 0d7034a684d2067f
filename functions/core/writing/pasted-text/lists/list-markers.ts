import type { Counting } from "../../../letter/content.ts";
import { type PastedLetter, runsOver } from "../line-meeting.ts";
import { type Line, wouldFit } from "../lines/line.ts";
import { endsPoint, endsStop, sureBullet } from "../lines/line-ends.ts";

/** What begins a point. */
export type Marker =
  | { readonly kind: "bullet"; readonly glyph: string; readonly text: string }
  | {
      readonly kind: "number";
      /** Equal for all points of a list: "1.", "(a)", "2.1". */
      readonly glyph: string;
      /** The number with "#" in its place: "#.", "(#)", "2.#". */
      readonly form: string;
      /** What the number may be: "i" is 1 or the ninth letter. */
      readonly values: readonly Value[];
      readonly text: string;
    };

export type Value = { readonly counting: Counting; readonly value: number };

const romans = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(" ");

/** We look this far ahead for a list's next point. */
const horizonLines = 80;

/**
 * A bullet that may also be a word or a sign: dashes, a star, and the letters that Word's symbol
 * fonts leave behind ("o", "ü", "v", "q", "Ø", "§").
 */
const doubtful = /^([*\-–—−‒―+~»›>→⇒·o§Øüvqnuà¨þÿ■]|\p{So}\ufe0f?|\p{Sm})(?:\s|$)/u;

/** A dash without a blank after it. */
const tight = "-|";

/** Returns the values that a label may have. */
function valuesOf(label: string): Value[] {
  if (/^\d/.test(label)) return [{ counting: "1", value: Number(label) }];
  const small = label.toLowerCase();
  const isUpper = label !== small;
  const roman = romans.indexOf(small) + 1;
  return [
    ...(label.length === 1 && small >= "a" && small <= "z"
      ? [{ counting: isUpper ? "A" : "a", value: small.charCodeAt(0) - 96 } as const]
      : []),
    ...(roman > 0 ? [{ counting: isUpper ? "I" : "i", value: roman } as const] : []),
  ];
}

/** Returns the marker that a line seems to have. The lines around it decide whether it is one. */
function lookOf(text: string): Marker | undefined {
  const sure = sureBullet.exec(text)?.[0];
  // "-Your team decides": the hyphen of a point, typed without a blank.
  if (/^[-–]\p{L}/u.test(text)) return { kind: "bullet", glyph: tight, text: text.slice(1) };
  const bullet = sure ?? doubtful.exec(text.slice(0, 4))?.[1];
  if (bullet !== undefined)
    return { kind: "bullet", glyph: bullet, text: text.slice(bullet.length).trimStart() };
  const parts =
    /^((?:\d{1,2}\.){1,3})(\d{1,2})\.?(?:\s|$)|^([([]?)(\d{1,3}|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})([.)\]])(?:\s|$)/.exec(
      text.slice(0, 16),
    );
  if (parts === null) return undefined;
  const [whole, outer, inner, open = "", label = "", close = ""] = parts;
  const rest = text.slice(whole.length);
  if (outer !== undefined && inner !== undefined)
    return {
      kind: "number",
      glyph: `${outer}1`,
      form: `${outer}#`,
      values: valuesOf(inner),
      text: rest,
    };
  const values = valuesOf(label);
  if (values.length === 0) return undefined;
  const kind = /^\d/.test(label) ? "1" : label === label.toLowerCase() ? "a" : "A";
  return {
    kind: "number",
    glyph: `${open}${kind}${close}`,
    form: `${open}#${close}`,
    values,
    text: rest,
  };
}

const isDash = (glyph: string): boolean => /^[-–—−‒―]$/.test(glyph);

/** Returns the marker of the next line that looks like a point of the same list. */
function nextLike(letter: PastedLetter, index: number, glyph: string): Marker | undefined {
  return likeBelow(letter, index, glyph, () => true);
}

/** Returns the first marker below with this glyph that passes the test. */
function likeBelow(
  letter: PastedLetter,
  index: number,
  glyph: string,
  test: (marker: Marker) => boolean,
): Marker | undefined {
  const end = Math.min(letter.lines.length, index + horizonLines);
  for (let at = index + 1; at < end; at++) {
    const marker = lookOf(letter.lines[at]?.text ?? "");
    if (marker?.glyph === glyph && test(marker)) return marker;
  }
  return undefined;
}

/** Returns the values of the next number below that follows one of these. */
function followerBelow(
  letter: PastedLetter,
  index: number,
  glyph: string,
  values: readonly Value[],
): readonly Value[] {
  const found = likeBelow(
    letter,
    index,
    glyph,
    marker => marker.kind === "number" && follow(values, marker.values),
  );
  return found?.kind === "number" ? found.values : [];
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
  if (sureBullet.test(marker.glyph)) return true;
  const [line, next] = [letter.lines[index - 1], letter.lines[index]];
  const known = open.includes(marker.glyph);
  const isWord = /^\p{L}$/u.test(marker.glyph);
  const others = nextLike(letter, index, marker.glyph) !== undefined;
  if (isWord && marker.glyph !== "o" && !known && !others) return false;
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
      return (
        /[*-]/.test(marker.glyph) ||
        !(over || (aside && letter.wrapped)) ||
        (over && !aside && !/ [–—] [^–—]*$/.test(line.text))
      );
    if (over || (aside && letter.wrapped)) return false;
  }
  return open.length > 0 || others;
}

/** Whether one value is right before another. */
export function follow(one: readonly Value[], two: readonly Value[]): boolean {
  return one.some(({ counting, value }) =>
    two.some(other => other.counting === counting && other.value === value + 1),
  );
}

/** Whether the next point with this mark is near, and as far from the margin. */
function hasTwin({ lines }: PastedLetter, index: number, marker: Marker & { kind: "number" }) {
  return lines.slice(index + 1, index + 9).some(({ text, indent }) => {
    const other = lookOf(text);
    const isNext = other?.kind === "number" && follow(marker.values, other.values);
    return isNext && other.glyph === marker.glyph && indent === lines[index]?.indent;
  });
}

/** "2.1" for "3.1". */
const before = (glyph: string): string =>
  glyph.replace(/^\d+/, number => String(Number(number) - 1));

/**
 * Whether a number is in sequence:
 * the list begins here and the next one follows, or the one before was read.
 */
function isInSequence(
  letter: PastedLetter,
  index: number,
  marker: Marker & { kind: "number" },
  last: ReadonlyMap<string, readonly Value[]>,
): boolean {
  const coming = nextLike(letter, index, marker.glyph);
  const next = coming?.kind === "number" ? coming.values : [];
  const goesOn = followerBelow(letter, index, marker.glyph, marker.values).length > 0;
  const expected = follow(last.get(marker.glyph) ?? [], marker.values);
  const [above, line] = [letter.lines[index - 1], letter.lines[index]];
  const within = above !== undefined && line !== undefined && !line.gap && !endsPoint(above.text);
  // "…unless / (i) …; or / (ii) …".
  const inBrackets =
    /^\([aA]\)$/.test(marker.glyph) && marker.values.some(({ value }) => value === 1);
  if (within && inBrackets && goesOn && hasTwin(letter, index, marker)) return true;
  const over = within && runsOver(letter, above, line);
  if (over && !wouldFit(above, line, letter.width * letter.fill)) return expected && goesOn;
  // "…at paragraph / 3. Nothing in…" is not the point 3 that follows later.
  const again = marker.values.some(({ counting, value }) =>
    next.some(other => other.counting === counting && other.value === value),
  );
  if (within && again) return false;
  const begins = /1/.test(marker.glyph) || marker.values.some(({ value }) => value === 1);
  // "3.1" alone, below the points 2.1 and 2.2.
  const isAlone = /^[\d.]+$/.test(line?.text ?? "");
  const goesUp =
    (!within || isAlone) &&
    /^\d+\.1$/.test(marker.glyph) &&
    begins &&
    last.has(before(marker.glyph));
  return expected || (begins && goesOn) || goesUp;
}

/**
 * Whether the list that last had number `value` continues below line `index`,
 * so that the line is nested in it.
 */
export function goesOnBelow(
  letter: PastedLetter,
  index: number,
  glyph: string,
  last: Value,
): boolean {
  return followerBelow(letter, index, glyph, [last]).length > 0;
}

/** Returns how a list counts whose first point has this marker: "i" is 1 if "ii" follows. */
export function countingOf(
  letter: PastedLetter,
  index: number,
  marker: Marker & { kind: "number" },
): Value {
  const coming = nextLike(letter, index, marker.glyph);
  const near = coming?.kind === "number" ? coming.values : [];
  const next = follow(marker.values, near)
    ? near
    : followerBelow(letter, index, marker.glyph, marker.values);
  return (
    marker.values.find(value => follow([value], next)) ??
    marker.values.find(({ value }) => value === 1) ??
    marker.values[0] ?? { counting: "1", value: 1 }
  );
}

/**
 * Returns the marker of line `index`.
 * `open`: the glyphs of the lists around it. `last`: the last values by glyph.
 */
export function readMarker(
  letter: PastedLetter,
  index: number,
  open: readonly string[],
  last: ReadonlyMap<string, readonly Value[]>,
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

/** Returns the column of a point's text, which shows the lines that continue it. */
export function textColumn(line: Line, marker: Marker): number {
  return line.indent + Math.max(1, line.text.length - marker.text.length);
}
