import type { Kind, Part } from "./letter-kinds.ts";

/** A way in which a program makes text of a letter. */
export type Way = {
  readonly name: string;
  /** Lines are wrapped here; undefined: a paragraph is one line. */
  readonly column?: number;
  /** Blank lines between paragraphs, and between the lines of one (double spacing). */
  readonly gap: number;
  readonly spacing?: number;
  readonly bullet: string;
  /** Blanks before the later lines of a point. */
  readonly hanging?: number;
  readonly margin?: string;
  readonly blank?: string;
  readonly newline?: string;
  /** A page's foot after so many lines, in mid-sentence if it falls so. */
  readonly pageLines?: number;
  /** Cells are parted by tabs, or aligned with blanks. */
  readonly tabs: boolean;
};

export const ways: readonly Way[] = [
  { name: "pasted from Word", gap: 1, bullet: "•\t", tabs: true },
  { name: "pasted from Word without blank lines", gap: 0, bullet: "•\t", tabs: true },
  { name: "saved as text by LibreOffice", gap: 1, bullet: "• ", tabs: true, newline: "\r\n" },
  { name: "a PDF, wrapped", column: 88, gap: 1, bullet: "• ", hanging: 2, tabs: false },
  {
    name: "a PDF with a margin",
    column: 76,
    gap: 1,
    bullet: "\uf0b7 ",
    hanging: 2,
    margin: "      ",
    tabs: false,
  },
  { name: "a PDF, double-spaced", column: 80, gap: 2, spacing: 1, bullet: "• ", tabs: false },
  {
    name: "a PDF with page feet",
    column: 72,
    gap: 1,
    bullet: "▪ ",
    hanging: 2,
    pageLines: 9,
    tabs: false,
  },
  {
    name: "an email in plain text",
    column: 72,
    gap: 1,
    bullet: "- ",
    hanging: 2,
    blank: "\u00a0",
    tabs: false,
  },
];

function wrap(text: string, { column }: Way, hanging = 0): string[] {
  if (column === undefined) return [text];
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= column)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(last === undefined ? word : " ".repeat(hanging) + word);
  }
  return lines;
}

const letters = ["a", "b", "c", "d"];
const romans = ["i", "ii", "iii", "iv"];

export function labelOf(form: string, index: number): string {
  if (form === "2.1") return `2.${index + 1}`;
  return form
    .replace("1", String(index + 1))
    .replace("a", letters[index] ?? "")
    .replace("(i)", `(${romans[index]})`)
    .replace("A", (letters[index] ?? "").toUpperCase());
}

function linesOf(part: Part, way: Way): string[][] {
  const { bullet, hanging = 0, tabs } = way;
  if ("paragraph" in part) return [wrap(part.paragraph, way)];
  if ("heading" in part) return [[part.heading]];
  if ("bullets" in part) return [part.bullets.flatMap(item => wrap(bullet + item, way, hanging))];
  if ("points" in part)
    return [
      part.points.flatMap((item, index) =>
        wrap(`${labelOf(part.form, index)} ${item}`, way, hanging && hanging + 1),
      ),
    ];
  if ("nested" in part)
    return [
      part.nested.flatMap(([item, inner], index) => [
        ...wrap(`${index + 1}. ${item}`, way, hanging),
        ...inner.flatMap((each, at) => wrap(`   (${letters[at]}) ${each}`, way, hanging + 3)),
      ]),
    ];
  const widths = part.table[0]?.map((_, column) =>
    Math.max(...part.table.map(row => row[column]?.length ?? 0)),
  );
  return [
    part.table.map(row =>
      tabs
        ? row.join("\t")
        : row
            .map((cell, column) => cell.padEnd((widths?.[column] ?? 0) + 4))
            .join("")
            .trimEnd(),
    ),
  ];
}

/** The text of a letter as a program gives it. `front`: three lines of front matter above it. */
export function extract(kind: Kind, way: Way, front: boolean): string {
  const { above = [], title, titleIs, salutation, parts, signOff, mark, signed, below = [] } = kind;
  const groups: string[][] = [
    ...above.map(line => [line]),
    ...(title !== undefined && titleIs === "above" ? [[title]] : []),
    [salutation],
    ...(title !== undefined && titleIs === "below" ? [[title]] : []),
    ...parts.flatMap(part => linesOf(part, way)),
    ...(signOff === "" ? [] : [wrap(signOff, way)]),
    ...(mark === undefined ? [] : [[mark]]),
    ...signed.map(lines => [...lines]),
    ...(below.length > 0 ? [below.flatMap(line => wrap(line, way))] : []),
  ];
  const { gap, spacing = 0, margin = "", blank = " ", newline = "\n", pageLines = 0 } = way;
  const text: string[] = [];
  let count = 0;
  let page = 1;
  for (const group of groups) {
    for (const line of group) {
      text.push(margin + line.replaceAll(" ", blank));
      for (let each = 0; each < spacing; each++) text.push("");
      count++;
      if (pageLines > 0 && count % pageLines === 0) text.push("", `Page ${page++} of 9`, "");
    }
    for (let each = spacing; each < gap; each++) text.push("");
  }
  const head = front ? ["---", "language: LANGUAGE", "organisation: Northmere Trust", "---"] : [];
  return [...head, ...text].join(newline).replace("LANGUAGE", kind.language ?? "en");
}
