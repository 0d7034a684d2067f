/** A stretch of a line. The small Markdown has no styling, so there is nothing but text, links and line breaks. */
export type Run =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string }
  | { readonly kind: "break" };

/** One point of a list: its own line, then whatever is nested under it (a list within the list, a second paragraph). */
export type ListItem = { readonly runs: readonly Run[]; readonly blocks: readonly Block[] };

/** A block of a letter. HTML (`templates/`) and plain text (`plain-text.ts`) are two renderers over the same blocks. */
export type Block =
  | { readonly kind: "heading"; readonly level: 2 | 3; readonly runs: readonly Run[] }
  | { readonly kind: "paragraph"; readonly runs: readonly Run[] }
  | { readonly kind: "bullets"; readonly items: readonly ListItem[] }
  | { readonly kind: "numbers"; readonly start: number; readonly items: readonly ListItem[] }
  | { readonly kind: "inset"; readonly blocks: readonly Block[] }
  | { readonly kind: "rule" };

/** The words of some runs, as they are read; a line break reads as a blank. */
export function plainWords(runs: readonly Run[]): string {
  return runs.map(run => (run.kind === "break" ? " " : run.text)).join("");
}
