import { noBreakSpaces } from "./no-break-spaces.ts";
import { quotationMarks } from "./quotation-marks.ts";

/**
 * Addresses and code stay as they are: anything with "://", "@" or "www.", and `code`. An address is
 * looked for where a word begins, not at each letter: a word may be long.
 */
const untouched = /`[^`\n]*`|(?<![^\s<>`])[^\s<>]*(?:(?<![^\s<>])www\.|:\/\/|@)[^\s<>]*/g;

/**
 * Returns what a language prints for each UTF-16 unit of a text: most often the unit itself.
 * Joined, it is the text with printed marks.
 */
export function printedMarks(text: string, language: string): string[] {
  const printed = text.split("");
  const subtag = language.toLowerCase().split("-", 1)[0] ?? "";
  // What stays as it is counts as a letter to the marks beside it.
  const open = text.replace(untouched, all => "x".repeat(all.length));
  quotationMarks(open, printed, subtag);
  for (const { index } of open.matchAll(/(?<!\.)\.{3}(?!\.)/g))
    printed.splice(index, 3, "…", "", "");
  for (const { index } of open.matchAll(/(?<=\S )-{1,2}(?= \S)|(?<=\d)--(?=\d)/g)) {
    printed[index] = "–";
    if (open[index + 1] === "-") printed[index + 1] = "";
  }
  noBreakSpaces(open, printed, subtag);
  return printed;
}
