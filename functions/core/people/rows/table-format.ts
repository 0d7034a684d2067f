import { type ColumnMap, readHeader } from "./columns.ts";

/** How the cells of a text are divided. `start`: where the header row begins. */
export type TableFormat = { readonly delimiter: string; readonly start: number };

/** What spreadsheets write. Others are tried if none of these gives a column of addresses. */
const usual = [",", ";", "\t", "|"];

/**
 * Finds the delimiter from the beginning of a text: a line `sep=;` names it; otherwise the header
 * row shows it. A delimiter inside quotation marks does not count.
 */
export function findFormat(beginning: string, map?: ColumnMap): TableFormat {
  const text = beginning.replace(/^\ufeff/, "");
  const bom = beginning.length - text.length;
  const named = /^\s*"?sep=(.)"?[^\S\t]*(?:\r\n|\n|\r)/i.exec(text);
  if (named?.[1] !== undefined) return { delimiter: named[1], start: bom + named[0].length };
  const header = headerOf(text);
  const others = [
    ...new Set(header.replace(/"[^"]*"/g, "").match(/[^\p{L}\p{M}\p{N}\s"'@._()-]/gu)),
  ];
  // Hyphens and blanks belong to the names of columns: they divide cells only if nothing else does.
  const last = ["\u00a0", "-", "_", " "];
  const tiers = [usual, others.filter(each => !usual.includes(each)), last];
  const rated = tiers.flatMap((tier, order) =>
    tier.map(delimiter => {
      const cells = splitRow(header, delimiter);
      const isFit = readHeader(cells, map).kind === "columns" && (order === 0 || cells.length > 1);
      return { delimiter, fit: isFit ? 1 : 0, order, count: cells.length };
    }),
  );
  const [best] = rated.sort((a, b) => b.fit - a.fit || a.order - b.order || b.count - a.count);
  return { delimiter: best?.delimiter ?? ",", start: bom };
}

/** The first row with words in it. A line end inside quotation marks does not end it. */
function headerOf(text: string): string {
  let isQuoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    if (isQuoted || (text[at] !== "\n" && text[at] !== "\r")) continue;
    if (/[\p{L}\p{N}]/u.test(text.slice(start, at))) return text.slice(start, at);
    start = at + 1;
  }
  return text.slice(start);
}

function splitRow(row: string, delimiter: string): string[] {
  const cells = [""];
  let isQuoted = false;
  for (const character of row) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) cells.push("");
    else cells[cells.length - 1] += character;
  }
  return cells;
}
