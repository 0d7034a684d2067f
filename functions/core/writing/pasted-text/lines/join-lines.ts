import { isCompound } from "./compounds.ts";

/** The words of one letter, with their hyphens; case does not matter. */
export type Dictionary = { has(word: string): boolean };

const wordCharacters = /[\p{L}\p{M}\p{N}'’-]+/gu;

/** Returns the letter as its own dictionary. Reads the words only if a line ends in a hyphen. */
export function dictionaryOf(lines: readonly { readonly text: string }[]): Dictionary {
  let words: ReadonlySet<string> | undefined;
  // The pieces of a word that a line end broke are no words of the letter.
  const read = () =>
    lines
      .map(line => line.text)
      .join("\n")
      .replace(/[\p{L}\p{M}]*[-‐]\n[\p{L}\p{M}]*/gu, "\n")
      .toLowerCase()
      .match(wordCharacters);
  return {
    has(word) {
      words ??= new Set(read());
      return words.has(word.toLowerCase());
    },
  };
}

const suspended = /^(?:and|or|to|und|oder|bis|et|ou|y|o|e|a|ac|neu|en|of)$/i;

/**
 * Returns how to join two lines of one paragraph:
 * `left` is the first line, without an end-of-line hyphen; `between` is "" or a blank.
 */
export function joinLines(
  previous: string,
  next: string,
  dictionary: Dictionary,
): { left: string; between: "" | " " } {
  if (previous.endsWith("\u00ad")) return { left: previous.slice(0, -1), between: "" };
  const lastWord = previous.slice(Math.max(previous.lastIndexOf(" ") + 1, previous.length - 100));
  // An email address keeps its hyphen, and nothing else in it can end a line.
  if (/\S@\S+-$/.test(lastWord) && /^[\p{L}\p{N}]/u.test(next))
    return { left: previous, between: "" };
  if (lastWord.includes("://") || lastWord.includes("@") || lastWord.startsWith("www."))
    return { left: previous, between: " " };
  if (/\d–$/.test(lastWord) && /^\d/.test(next)) return { left: previous, between: "" };
  // A dash without a blank on one side has no blank on the other: "not—and".
  if (/[\p{L}\d)”’][—–]$/u.test(lastWord) || /^[—–][\p{L}“‘(]/u.test(next))
    return { left: previous, between: "" };
  const before = /[\p{L}\p{M}\p{N}'’-]*[\p{L}\p{M}\p{N}](?=[-‐]$)/u.exec(lastWord)?.[0];
  const after = /^[\p{L}\p{M}\p{N}'’-]+/u.exec(next.slice(0, 100))?.[0]?.replace(/-+$/, "");
  if (before === undefined || after === undefined) return { left: previous, between: " " };
  const known = dictionary.has(before + after) && !dictionary.has(`${before}-${after}`);
  if (known) return { left: previous.slice(0, -1), between: "" };
  if (suspended.test(after)) return { left: previous, between: " " };
  const both =
    before.length > 2 && after.length > 2 && dictionary.has(before) && dictionary.has(after);
  // The rest of an email address, or a word of an address that goes on: "winter-" / "care@…".
  const isAddress = /^[^\s@]*@|^[^\s/]*\.[a-z]/i.test(next.slice(0, 100).split(" ", 1)[0] ?? "");
  const keeps =
    isAddress || both || dictionary.has(`${before}-${after}`) || isCompound(before, after);
  return { left: keeps ? previous : previous.slice(0, -1), between: "" };
}
