type Quotes = { readonly double: Pair; readonly single: Pair };
type Pair = readonly [open: string, close: string];

const english: Quotes = { double: ["“", "”"], single: ["‘", "’"] };
const angled: Quotes = { double: ["«", "»"], single: ["“", "”"] };

/**
 * The quotation marks of a language, by its primary subtag (CLDR, "delimiters"). A language that is
 * not here keeps the marks as they were typed.
 */
const quotes: Readonly<Record<string, Quotes>> = {
  en: english,
  cy: english,
  ga: english,
  gd: english,
  nl: english,
  fr: { double: ["«\u00a0", "\u00a0»"], single: ["“", "”"] },
  de: { double: ["„", "“"], single: ["‚", "‘"] },
  es: angled,
  it: angled,
  pl: { double: ["„", "”"], single: ["«", "»"] },
  // Browsers mirror « and » in text from right to left. Arabic prints these more often than CLDR's.
  ar: { double: ["«", "»"], single: ["“", "”"] },
  ur: { double: ["”", "“"], single: ["’", "‘"] },
};

const apostrophe = "’";

/**
 * Writes printed quotation marks and apostrophes into `printed` in place of straight ones. A mark
 * without a partner in the line stays as it is: it may mean inches, or be a slip.
 */
export function quotationMarks(text: string, printed: string[], subtag: string): void {
  const marks = quotes[subtag];
  if (!marks) return;
  writePairs(text, printed, '"', marks.double);
  for (const { index } of text.matchAll(/(?<=[\p{L}\p{N}.])'(?=\p{L})|(?<=\p{L}s)'(?= \p{Ll})/gu))
    printed[index] = apostrophe;
  writePairs(text, printed, "'", marks.single);
  // What is left before a word or after one is an omission: "'tis", "the '90s", "the boys' coats".
  for (const { index } of text.matchAll(/'(?=\p{L}|\d\ds?\b)|(?<=\p{L})'/gu))
    if (printed[index] === "'") printed[index] = apostrophe;
}

function writePairs(text: string, printed: string[], mark: string, [open, close]: Pair): void {
  let opened: number | undefined;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    if (printed[at] !== mark) continue;
    const before = text[at - 1] ?? " ";
    const after = text[at + 1] ?? " ";
    const mayOpen = /[\s([{«“‘\u2013\u2014/"'-]/.test(before) && !/[\s)\]}.,;:!?]/.test(after);
    const mayClose = !/[\s([{]/.test(before) && !/[\p{L}\p{N}]/u.test(after);
    if (opened === undefined) {
      if (mayOpen) opened = at;
    } else if (mayClose) {
      printed[opened] = open;
      printed[at] = close;
      opened = undefined;
    }
  }
}
