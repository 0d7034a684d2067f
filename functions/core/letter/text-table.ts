import { columnWidth } from "../text/column-width.ts";
import type { Block, Run } from "./content.ts";

/** Mail programs would break the lines of a wider table. */
const maxColumns = 76;

/**
 * Renders a table with aligned columns. A table wider than 76 columns has a paragraph for each row,
 * with " | " between the cells: its lines break where each reader's program breaks them, and a person
 * who listens hears the cells in order.
 */
export function textTable(
  { head, rows }: Block & { kind: "table" },
  lines: (runs: readonly Run[]) => string,
): string {
  const cell = (runs: readonly Run[]) => lines(runs).replace(/\s*\n\s*/g, " ");
  const titles = head.map(cell);
  const cells = rows.map(row => row.map(cell));
  const all = titles.length > 0 ? [titles, ...cells] : cells;
  const count = all.reduce((most, row) => Math.max(most, row.length), 0);
  const widths = Array.from({ length: count }, (_, column) =>
    all.reduce((most, row) => Math.max(most, columnWidth(row[column] ?? "")), 0),
  );
  const total = widths.reduce((sum, width) => sum + width + 2, -2);
  if (total > maxColumns) return all.map(row => row.join(" | ")).join("\n\n");
  const line = (row: readonly string[]) =>
    row
      .map((text, column) => text + " ".repeat((widths[column] ?? 0) - columnWidth(text)))
      .join("  ")
      .trimEnd();
  const rule = widths.map(width => "-".repeat(width)).join("  ");
  return [...(titles.length > 0 ? [line(titles), rule] : []), ...cells.map(line)].join("\n");
}
