/**
 * The start of a cell that a spreadsheet runs as a formula:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /^[\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/**
 * Returns one line of a CSV file (RFC 4180).
 * An apostrophe before a formula makes spreadsheets show the cell as text.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(",")}\r\n`;
}

function quoted(cell: string): string {
  const text = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$|^'/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
