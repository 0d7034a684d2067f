/** Longer tables of HTML stay as they are. */
const maxLines = 400;

/**
 * Writes the tables that pandoc leaves as HTML with pipes, as Markdown's other tables. A table of one
 * row is a letterhead or signatures side by side: its cells come below each other. The number of lines
 * stays.
 */
export function readHtmlTables(lines: readonly string[]): readonly string[] {
  const written = [...lines];
  for (let from = 0; from < written.length; from++) {
    if (written[from]?.trim() !== "<table>") continue;
    const length = written
      .slice(from, from + maxLines)
      .findIndex(line => line.trim() === "</table>");
    if (length === -1) return written;
    const own = linesOfTable(written.slice(from, from + length + 1).join("\n"));
    for (let at = 0; at <= length; at++) written[from + at] = own[at] ?? "";
    from += length;
  }
  return written;
}

function linesOfTable(html: string): readonly string[] {
  const rows = html
    .split(/<tr[^>]{0,200}>/)
    .slice(1)
    .map(row =>
      row
        .split(/<t[hd][^>]{0,200}>/)
        .slice(1)
        .map(cell =>
          cell
            .replace(/<\/t[hdr]>[\s\S]*$/, "")
            .split(/<\/?p>|<br ?\/?>/)
            .map(text =>
              text
                .replace(/<[^<>]{1,200}>/g, "")
                .replace(/\s+/g, " ")
                .trim(),
            )
            .filter(Boolean),
        ),
    )
    .filter(cells => cells.length > 0);
  const [head, ...others] = rows;
  if (head === undefined) return [];
  if (others.length === 0) return head.flatMap((cell, at) => (at === 0 ? cell : ["", ...cell]));
  const piped = (cells: readonly (readonly string[])[]) =>
    `| ${cells.map(cell => cell.join(" ").replaceAll("|", "\\|")).join(" | ")} |`;
  return [piped(head), `| ${head.map(() => "---").join(" | ")} |`, ...others.map(piped)];
}
