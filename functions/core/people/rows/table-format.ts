import type { ColumnMap } from "./columns.ts";
import { findHeader, headerRows, isAddressCell } from "./find-header.ts";

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
  const lines = firstLines(text);
  const [header = ""] = lines;
  const others = [
    ...new Set(header.replace(/"[^"]*"/g, "").match(/[^\p{L}\p{M}\p{N}\s"'@._()-]/gu)),
  ];
  // Hyphens and blanks belong to the names of columns: they divide cells only if nothing else does.
  const last = ["\u00a0", "-", "_", " "];
  const tiers = [usual, others.filter(each => !usual.includes(each)), last];
  const rated = tiers.flatMap((tier, order) =>
    tier.map(delimiter => {
      const rows = lines.map(line => splitRow(line, delimiter));
      return { delimiter, fit: fitOf(rows, { map, order }), order, count: rows[0]?.length ?? 0 };
    }),
  );
  const [best] = rated.sort((a, b) => b.fit - a.fit || a.order - b.order || b.count - a.count);
  return { delimiter: best?.delimiter ?? ",", start: bom };
}

/** 2: the rows have addresses where the header names them. 1: the header names them. */
function fitOf(
  rows: readonly string[][],
  { map, order }: { readonly map: ColumnMap | undefined; readonly order: number },
): number {
  const { read, cells, next } = findHeader(rows, map);
  if (order > 0 && cells.length === 1) return 0;
  if (read.kind === "invalid") return read.code === "two-columns" && order === 0 ? 1 : 0;
  const data = rows.slice(next);
  if (data.some(row => isAddressCell(row[read.columns.email ?? -1]))) return 2;
  // What divides no row after the header is part of a column's name.
  return order === 0 || data.length === 0 ? 1 : 0;
}

/** The first rows with words in them. A line end inside quotation marks does not end a row. */
function firstLines(text: string): string[] {
  const lines: string[] = [];
  let isQuoted = false;
  let start = 0;
  for (let at = 0; at <= text.length && lines.length < headerRows; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    const isEnd = text[at] === "\n" || text[at] === "\r";
    if (at < text.length && (isQuoted || !isEnd)) continue;
    const line = text.slice(start, at);
    if (/[\p{L}\p{N}]/u.test(line)) lines.push(line);
    start = at + 1;
  }
  return lines;
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
