/**
 * A part of a line: a text, a link, strong or emphasised words, a line break, a footnote's mark or an
 * image.
 */
export type Run =
  | { readonly kind: "text"; readonly text: string }
  /** A printed letter shows the address of a link, unless the link is `unprinted`. */
  | {
      readonly kind: "link";
      readonly text: string;
      readonly href: string;
      readonly unprinted?: boolean;
    }
  /** A stored image (`images/image-id.ts`). `alt` says what it shows. */
  | { readonly kind: "image"; readonly id: string; readonly alt: string }
  | { readonly kind: "strong"; readonly runs: readonly Run[] }
  | { readonly kind: "emphasis"; readonly runs: readonly Run[] }
  | { readonly kind: "break" }
  /** The mark of a footnote. `note` names the footnote; only its `first` mark is linked back to. */
  | {
      readonly kind: "mark";
      readonly label: string;
      readonly note: string;
      readonly first: boolean;
    };

/** One point of a list: its own line, then the nested blocks (another list, a second paragraph). */
export type ListItem = { readonly runs: readonly Run[]; readonly blocks: readonly Block[] };

/** How HTML counts a list: 1, 2 · a, b · A, B · i, ii · I, II. */
export type Counting = "1" | "a" | "A" | "i" | "I";

/** A footnote. `id` is unique in the letter; `label` is as the author wrote it. */
export type Note = { readonly id: string; readonly label: string; readonly runs: readonly Run[] };

/** An entry or a topic in the contents of a bulletin. `id` is its section's. */
export type ContentsPoint = {
  readonly id: string;
  readonly title: string;
  readonly points: readonly ContentsPoint[];
};

/**
 * A block of a letter.
 * HTML (`templates/`) and plain text (`plain-text.ts`) both render these blocks.
 */
export type Block =
  /** Level 1 is the letter's title, where the author put it. */
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly runs: readonly Run[] }
  | { readonly kind: "paragraph"; readonly runs: readonly Run[] }
  | { readonly kind: "bullets"; readonly items: readonly ListItem[] }
  | {
      readonly kind: "numbers";
      readonly start: number;
      readonly counting: Counting;
      /** The author's form of a number, with "#" in its place: "#.", "(#)", "1.#". */
      readonly form: string;
      readonly items: readonly ListItem[];
    }
  /** `head` has a cell for each column, or none if the table has no heading row. */
  | {
      readonly kind: "table";
      readonly head: readonly (readonly Run[])[];
      readonly rows: readonly (readonly (readonly Run[])[])[];
    }
  | { readonly kind: "inset"; readonly blocks: readonly Block[] }
  | { readonly kind: "notes"; readonly notes: readonly Note[] }
  /** A part of a bulletin: an entry, or the entries of a topic. `id` is unique in the letter. */
  | { readonly kind: "section"; readonly id: string; readonly blocks: readonly Block[] }
  | {
      readonly kind: "contents";
      readonly title: string;
      readonly points: readonly ContentsPoint[];
    }
  | { readonly kind: "rule" };

/** Returns the words of some runs. A line break becomes a blank. */
export function plainWords(runs: readonly Run[]): string {
  return runs
    .map(run => {
      if (run.kind === "break") return " ";
      if (run.kind === "mark") return run.label;
      if (run.kind === "image") return run.alt;
      return "runs" in run ? plainWords(run.runs) : run.text;
    })
    .join("");
}

const romanDigits = [
  ["m", 1000],
  ["cm", 900],
  ["d", 500],
  ["cd", 400],
  ["c", 100],
  ["xc", 90],
  ["l", 50],
  ["xl", 40],
  ["x", 10],
  ["ix", 9],
  ["v", 5],
  ["iv", 4],
  ["i", 1],
] as const;

/** Returns a number in small Roman numerals: 4 → "iv". */
export function romanNumeral(value: number): string {
  let left = value;
  let numeral = "";
  for (const [digits, worth] of romanDigits) for (; left >= worth; left -= worth) numeral += digits;
  return numeral;
}

/** Returns a number in letters, as HTML counts: 1 → "a", 27 → "aa". */
function letterNumeral(value: number): string {
  let letters = "";
  for (let left = value; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(97 + ((left - 1) % 26)) + letters;
  return letters;
}

/** Returns the number of a point as the author wrote it: "2.", "(b)", "iv)", "1.3". */
export function numberLabel(
  { start, counting, form }: Pick<Block & { kind: "numbers" }, "start" | "counting" | "form">,
  index: number,
): string {
  const value = start + index;
  const small =
    counting === "1" || value < 1
      ? String(value)
      : counting.toLowerCase() === "a"
        ? letterNumeral(value)
        : romanNumeral(value);
  return form.replace("#", () =>
    counting === counting.toLowerCase() ? small : small.toUpperCase(),
  );
}

/**
 * Returns the link of a paragraph that is a button: nothing but one link, in bold
 * (`**[Book a place](https://…)**`).
 */
export function buttonIn(runs: readonly Run[]): (Run & { kind: "link" }) | undefined {
  const [strong, ...others] = runs;
  if (strong?.kind !== "strong" || others.length > 0) return undefined;
  const [link, ...more] = strong.runs;
  const isSafe = link?.kind === "link" && safeAddress(link.href) !== undefined;
  return isSafe && more.length === 0 ? link : undefined;
}

const schemes = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * Returns the address if it is safe in a link;
 * undefined if it could run code (`javascript:`, `data:`) or is relative.
 */
export function safeAddress(href: string): string | undefined {
  return URL.canParse(href) && schemes.has(new URL(href).protocol) ? href : undefined;
}
