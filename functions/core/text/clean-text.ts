/**
 * Text from outside without what no letter can hold: lines end in "\n" (a page break is a line end); controls other than
 * "\n" and tab, byte-order marks, non-characters and lone surrogates are dropped.
 */
export function cleanText(text: string): string {
  return text
    .replace(/(?:\r\n?|\n)?[\f\v]|\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/[^\P{Cc}\t\n]|[\p{Cs}\ufeff\ufffe\uffff]/gu, "");
}

/** The same on one line: whatever blanks and line ends there are become one blank each, and none at either end. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, " ").trim();
}
