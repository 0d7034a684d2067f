import type { Block, ListItem, Run } from "../../../../functions/core/letter/content.ts";

/** A letter before it is set: what a person wrote, apart from how a program laid it out. */
export type Part =
  | { readonly kind: "paragraph"; readonly text: string }
  /** Lines that the writer broke: an address, a signatory. */
  | { readonly kind: "lines"; readonly lines: readonly string[] }
  | { readonly kind: "bullets"; readonly items: readonly string[] }
  | { readonly kind: "numbers"; readonly start: number; readonly items: readonly string[] };

/** How a letter is set: "word" is one line a paragraph, a number is the column at which lines are wrapped. */
export type Setting = {
  readonly column: "word" | number;
  /** Blank lines after each line, and between paragraphs. */
  readonly spacing: number;
  readonly gap: number;
  readonly bullet: string;
  /** Blanks before the lines of a point after its first. */
  readonly hanging: number;
  readonly newline: string;
  readonly blank: string;
  readonly margin: string;
  readonly trailing: string;
  /** A form feed before every nth line. */
  readonly pageLength: number;
};

export const plainSetting: Setting = {
  column: 90,
  spacing: 0,
  gap: 1,
  bullet: "• ",
  hanging: 0,
  newline: "\n",
  blank: " ",
  margin: "",
  trailing: "",
  pageLength: 0,
};

function wrap(text: string, column: Setting["column"], hanging: number): string[] {
  if (column === "word") return [text];
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= column)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(last === undefined ? word : " ".repeat(hanging) + word);
  }
  return lines;
}

function linesOf(part: Part, { column, bullet, hanging }: Setting): string[] {
  if (part.kind === "paragraph") return wrap(part.text, column, 0);
  if (part.kind === "lines") return [...part.lines];
  if (part.kind === "bullets")
    return part.items.flatMap(item => wrap(`${bullet}${item}`, column, hanging));
  return part.items.flatMap((item, index) =>
    wrap(`${part.start + index}. ${item}`, column, hanging),
  );
}

/** The text that a program would put on the clipboard. */
export function setLetter(parts: readonly Part[], setting: Setting): string {
  const { spacing, gap, newline, blank, margin, trailing, pageLength } = setting;
  const separator = newline.repeat(gap - spacing);
  const lines = parts
    .map(part => linesOf(part, setting))
    .flatMap((group, index) => (index === 0 || gap === spacing ? group : [separator, ...group]));
  let count = 0;
  return lines
    .map(line => {
      if (line === separator) return line;
      count++;
      const page = pageLength > 0 && count % pageLength === 0 ? "\f" : "";
      return page + margin + line.replaceAll(" ", blank) + trailing + newline.repeat(spacing + 1);
    })
    .join("");
}

const textRuns = (text: string): Run[] => [{ kind: "text", text }];

/** The blocks that a letter must be read as, however it was set. */
export function blocksOf(parts: readonly Part[]): Block[] {
  const items = (texts: readonly string[]): ListItem[] =>
    texts.map(text => ({ runs: textRuns(text), blocks: [] }));
  return parts.map(part => {
    if (part.kind === "paragraph") return { kind: "paragraph", runs: textRuns(part.text) };
    if (part.kind === "bullets") return { kind: "bullets", items: items(part.items) };
    if (part.kind === "numbers")
      return {
        kind: "numbers",
        start: part.start,
        counting: "1",
        form: "#.",
        items: items(part.items),
      };
    const runs = part.lines.flatMap((line, index): Run[] => [
      ...(index === 0 ? [] : [{ kind: "break" } as const]),
      ...textRuns(line),
    ]);
    return { kind: "paragraph", runs };
  });
}
