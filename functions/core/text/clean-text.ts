/**
 * Cleans input text. Lines and pages end in "\n". Removes controls other than "\n" and tab,
 * byte-order marks, non-characters and lone surrogates: a letter cannot contain them.
 */
export function cleanText(text: string): string {
  return text
    .replace(/(?:\r\n?|\n)?[\f\v]|\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/[^\P{Cc}\t\n]|[\p{Cs}\ufeff\ufffe\uffff]/gu, "");
}

/**
 * Cleans a text that may come from pages: a page ends in a form feed, and controls that stand for
 * Windows-1252 characters stay.
 */
export function cleanPages(text: string): string {
  return (
    text
      .replace(/\r\n?|[\v\u2028\u2029]/g, "\n")
      // Word's non-breaking hyphen.
      .replaceAll("\u001e", "-")
      // Chrome's PDF viewer writes a non-character for the hyphen at a line's end.
      .replace(/\ufffe$/gm, "-")
      .replace(/[^\P{Cc}\t\n\f\u0080-\u009f]|[\p{Cs}\ufeff\ufffe\uffff]/gu, "")
  );
}

/**
 * Cleans input text for one line: blanks and line ends become one blank, and none at either end.
 */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, " ").trim();
}
