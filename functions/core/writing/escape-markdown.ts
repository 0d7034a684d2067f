import { cleanText } from "../text/clean-text.ts";

/** Escaped wherever they stand: the characters of emphasis, links, code, tables and insets. */
const anywhere = /[\\`*_[\]<>|~{}^]/g;
/** Escaped at the begin of a line: headings, lists and rules. */
const atBegin = /^(\s*)([#+=-])/;
const number = /^(\s*\d+)([.)])/;
/** What the reader would take for an address. */
const address = /((?:mailto|tel)(?=:)|(?=:\/\/)):/gi;

/**
 * Returns text as Markdown in which all of it stays text: no heading, list, link or emphasis. One
 * paragraph, on one line.
 */
export function escapeMarkdown(text: string): string {
  return cleanText(text)
    .replace(/\s+/g, " ")
    .trim()
    .replace(anywhere, "\\$&")
    .replace(atBegin, "$1\\$2")
    .replace(number, "$1\\$2")
    .replace(address, "$1\\:");
}
