/** A longer table is read no further than this. */
const maxRows = 300;

/** The rule that shows where columns are: "------- ----------  -----". */
const isRule = (line: string): boolean => /^\s*-{2,}(?: +-{2,})+\s*$/.test(line);
/** The border of a grid: "+-----+-----+", "+=====+=====+". */
const isGrid = (line: string): boolean => /^\s*\+(?:[-=:]{2,}\+){2,}\s*$/.test(line);
/** The rule above and below a table whose rows have several lines. */
const isLong = (line: string): boolean => /^\s*-{8,}\s*$/.test(line);
const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === "";

/**
 * Writes the tables that pandoc makes, with rules of dashes or as a grid, with pipes as Markdown's
 * other tables. The number of lines stays.
 */
export function pipeTables(lines: readonly string[]): readonly string[] {
  if (!lines.some(line => isRule(line) || isGrid(line))) return lines;
  const written = [...lines];
  for (let at = 0; at < written.length; at++) {
    const table = isGrid(written[at] ?? "")
      ? readGrid(written, at)
      : isRule(written[at] ?? "")
        ? readRuled(written, at)
        : undefined;
    if (table === undefined) continue;
    const { from, to } = table;
    const own = "lines" in table ? table.lines : piped(table.rows);
    // The lines below keep their numbers, so there is no room for more lines than there were.
    if (own.length > to - from) continue;
    for (let line = from; line < to; line++) written[line] = own[line - from] ?? "";
    at = to - 1;
  }
  return written;
}

/** The rows of a table, or the lines that stand in its place. `to` is the first line below. */
type Found = { readonly from: number; readonly to: number } & (
  | { readonly rows: readonly string[][] }
  | { readonly lines: readonly string[] }
);

const piped = ([head = [], ...others]: readonly string[][]): string[] =>
  [head, head.map(() => "---"), ...others].map(row => `| ${row.join(" | ")} |`);

/** The cells of some lines under each other, by where the columns begin. */
function cellsOf(lines: readonly string[], starts: readonly number[]): string[] {
  return starts.map((start, column) =>
    lines
      .map(line => line.slice(column === 0 ? 0 : start, starts[column + 1]).trim())
      .filter(text => text !== "")
      .join(" ")
      .replaceAll("|", "\\|"),
  );
}

function readRuled(lines: readonly string[], rule: number): Found | undefined {
  const line = lines[rule] ?? "";
  const starts = [...line.matchAll(/-+/g)].map(({ index }) => index);
  let top = rule;
  while (top > 0 && rule - top < 4 && !isBlank(lines[top - 1]) && !isLong(lines[top - 1] ?? ""))
    top--;
  const isMultiline = isLong(lines[top - 1] ?? "");
  // Only a table with rules around it may have a head of several lines.
  if (!isMultiline && rule - top > 1) return undefined;
  const groups: string[][] = [];
  let end = rule + 1;
  let isOpen = false;
  for (; end < Math.min(lines.length, rule + maxRows); end++) {
    const text = lines[end] ?? "";
    if (isLong(text) || isRule(text)) {
      end++;
      break;
    }
    if (isBlank(text)) {
      if (!isMultiline) break;
      isOpen = false;
    } else if (isMultiline && isOpen) groups.at(-1)?.push(text);
    else {
      groups.push([text]);
      isOpen = true;
    }
  }
  const rows = groups.map(group => cellsOf(group, starts));
  const head = rule > top ? cellsOf(lines.slice(top, rule), starts) : starts.map(() => "");
  const fits = (text: string) =>
    starts.every(start => start === 0 || (text[start - 1] ?? " ") === " ");
  if (rows.length === 0 || !groups.flat().every(fits)) return undefined;
  return { from: isMultiline ? top - 1 : top, to: end, rows: [head, ...rows] };
}

function readGrid(lines: readonly string[], top: number): Found | undefined {
  const rows: string[][][] = [];
  let row: string[][] = [];
  let hasHead = false;
  let end = top + 1;
  for (; end < Math.min(lines.length, top + maxRows); end++) {
    const line = (lines[end] ?? "").trim();
    if (isGrid(line)) {
      hasHead ||= rows.length === 0 && line.includes("=");
      if (row.length > 0) rows.push(row);
      row = [];
    } else if (/^\|.*\|$/.test(line)) {
      const cells = line.slice(1, -1).split("|");
      row = cells.map((cell, at) => [...(row[at] ?? []), cell.trim()]);
    } else break;
  }
  const [first] = rows;
  if (first === undefined) return undefined;
  // A table of one row is no table: Word's letterheads and signatures stand side by side in one.
  if (rows.length === 1) return { from: top, to: end, lines: first.flatMap(columnOf).slice(1) };
  const cells = rows.map(each => each.map(texts => texts.filter(Boolean).join(" ")));
  return { from: top, to: end, rows: hasHead ? cells : [first.map(() => ""), ...cells] };
}

/** The lines of a column, below a blank line. Only a blank line or a backslash ends one of them. */
const columnOf = (texts: readonly string[]): string[] => {
  const lines = texts
    .join("\n")
    .split(/\\\n|\n{2,}/)
    .map(line => line.replaceAll("\n", " ").trim())
    .filter(Boolean);
  return lines.length === 0 ? [] : ["", ...lines];
};
