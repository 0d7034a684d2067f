import type { RawLine } from "./line.ts";

/**
 * How wide characters are: all alike ("typed"), or as in Arial, Times and Calibri. Lines that one of
 * these fonts has filled have very unlike numbers of characters.
 */
export const faces = ["sans", "serif", "humanist"] as const;
export type Face = (typeof faces)[number];

const list = (widths: string): readonly number[] => widths.trim().split(/\s+/).map(Number);

/** The widths of the characters from " " to "~", in thousandths of the font's size. */
const widths: Readonly<Record<Face, readonly number[]>> = {
  sans: list(`
    278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556
    1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556
    333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584`),
  serif: list(`
    250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564 564 444
    921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500
    333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541`),
  humanist: list(`
    226 326 401 498 507 715 682 221 303 303 498 498 250 306 252 386 507 507 507 507 507 507 507 507 507 507 268 268 498 498 498 463
    894 579 544 533 615 488 459 631 623 252 319 520 420 855 646 662 517 673 543 459 487 642 567 890 519 487 468 307 386 307 498 498
    291 479 525 423 525 498 305 471 525 229 239 455 229 799 525 527 525 525 349 391 335 525 452 715 433 453 395 314 460 314 498`),
};

const likes: Readonly<Record<string, string>> = {
  "’": "'",
  "‘": "'",
  "“": '"',
  "”": '"',
  "–": "n",
  "—": "W",
  "…": "W",
  "•": "*",
  "\u00ad": "-",
  ł: "l",
  ı: "i",
};

/** Longer lines are whole paragraphs, and their width says nothing. */
const maxCharacters = 400;

function widthOf(text: string, face: Face): number {
  const known = widths[face];
  const other = known[78] ?? 0;
  let sum = 0;
  for (const character of text.slice(0, maxCharacters).normalize("NFD")) {
    const code = (likes[character] ?? character).charCodeAt(0) - 32;
    // Accents of their own have no width.
    sum += code >= 0x2e0 && code < 0x350 ? 0 : (known[code] ?? other);
  }
  return sum;
}

/** The lines as wide as they are in a font. On average, a character is one column wide. */
export function setIn(face: Face, lines: readonly RawLine[]): RawLine[] {
  const own = lines.map(({ text }) => widthOf(text, face));
  const characters = lines.reduce((sum, { text }) => sum + Math.min(text.length, maxCharacters), 0);
  const column = own.reduce((sum, width) => sum + width, 1) / Math.max(1, characters);
  return lines.map((line, at) => ({
    ...line,
    right: line.indent + (own[at] ?? 0) / column,
    first: widthOf(`${firstWord(line.text)} `, face) / column,
  }));
}

/** The first word of a text. */
export function firstWord(text: string): string {
  const end = text.indexOf(" ");
  return end === -1 ? text : text.slice(0, end);
}
