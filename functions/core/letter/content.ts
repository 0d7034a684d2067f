/** A part of a line. Letters have no styling, so a run is a text, a link or a line break. */
export type Run =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string }
  | { readonly kind: "break" };

/** One point of a list: its own line, then the nested blocks (another list, a second paragraph). */
export type ListItem = { readonly runs: readonly Run[]; readonly blocks: readonly Block[] };

/**
 * A block of a letter.
 * HTML (`templates/`) and plain text (`plain-text.ts`) both render these blocks.
 */
export type Block =
  | { readonly kind: "heading"; readonly level: 2 | 3; readonly runs: readonly Run[] }
  | { readonly kind: "paragraph"; readonly runs: readonly Run[] }
  | { readonly kind: "bullets"; readonly items: readonly ListItem[] }
  | { readonly kind: "numbers"; readonly start: number; readonly items: readonly ListItem[] }
  | { readonly kind: "inset"; readonly blocks: readonly Block[] }
  | { readonly kind: "rule" };

/** Returns the words of some runs. A line break becomes a blank. */
export function plainWords(runs: readonly Run[]): string {
  return runs.map(run => (run.kind === "break" ? " " : run.text)).join("");
}

const schemes = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * Returns the address if it is safe in a link;
 * undefined if it could run code (`javascript:`, `data:`) or is relative.
 */
export function safeAddress(href: string): string | undefined {
  return URL.canParse(href) && schemes.has(new URL(href).protocol) ? href : undefined;
}
