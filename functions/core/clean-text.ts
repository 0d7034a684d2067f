/**
 * Text from outside without what no letter can hold: lines end in "\n" (a page break is a line end); controls other than
 * "\n" and tab, byte-order marks, non-characters and lone surrogates are dropped.
 */
export function cleanText(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]|\n?[\f\v]/g, "\n").replace(/[^\P{Cc}\t\n]|[\p{Cs}\ufeff\ufffe\uffff]/gu, "");
}
