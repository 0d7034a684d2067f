/**
 * Cuts the head into cells. Cells begin with a capital; if there are more capitals than `columns`, every
 * word is a cell, or the first ones with a stop belong together ("Sl No.").
 */
export function headCells(text: string, columns: number | undefined): string[] {
  const cells: string[] = [];
  for (const word of text.split(" ")) {
    const last = cells.at(-1);
    if (last === undefined || /^[\p{Lu}\p{Lo}\d]/u.test(word)) cells.push(word);
    else cells[cells.length - 1] = `${last} ${word}`;
  }
  if (columns === undefined || cells.length === columns) return cells;
  const words = text.split(" ");
  if (words.length === columns) return words;
  while (cells.length > columns) {
    const at = cells.findIndex((cell, place) => place > 0 && /\.$/.test(cell));
    if (at === -1) break;
    cells.splice(at - 1, 2, `${cells[at - 1]} ${cells[at]}`);
  }
  return cells;
}

/** Adds to the longest cell that ends in a small letter. */
export function addToHead(head: string[], rest: string): void {
  const open = head.filter(cell => /\p{Ll}$/u.test(cell)).sort((a, b) => b.length - a.length)[0];
  const at = Math.max(0, head.indexOf(open ?? ""));
  head[at] += ` ${rest}`;
}

/** The first row is the head, unless it has figures as the others have, or ends in colons. */
export function headed(
  rows: readonly (readonly string[])[],
  certain: boolean,
): { head: readonly string[]; rows: readonly (readonly string[])[] } {
  const [first = [], ...others] = rows;
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const fill = (row: readonly string[]) => [
    ...row,
    ...Array.from({ length: count - row.length }, () => ""),
  ];
  const figures = (row: readonly string[]) => row.filter(text => /\d/.test(text)).length;
  const labelled = rows.every(([label = ""]) => label.endsWith(":"));
  const isData =
    labelled ||
    (figures(first) > 0 &&
      figures(first) >= others.reduce((least, row) => Math.min(least, figures(row)), 99));
  return !certain && isData
    ? { head: [], rows: rows.map(fill) }
    : { head: fill(first), rows: others.map(fill) };
}
