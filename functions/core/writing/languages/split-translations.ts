import { isClearSalutation } from "../letter-grammar/salutations.ts";
import { isSignOff } from "../letter-grammar/sign-offs.ts";
import { guessLanguage, isRatherLike } from "./guess-language.ts";
import { splitShared } from "./split-shared.ts";

/** A sign-off stands at most so many lines above the next letter's salutation. */
const maxCloseLines = 25;
const maxLetters = 4;
/** The lines above and below a title that tell which language it is in. */
const maxLinesCompared = 20;

const isRule = (line: string): boolean => /^\s*([-_*–—=])(?: ?\1){2,}\s*$|^\f/.test(line);

/** A letter in one language, and its place in the text. */
export type TranslatedText = {
  readonly text: string;
  readonly language: string;
  /** The number of lines above it. */
  readonly linesAbove: number;
};

/**
 * Splits a text that has the same letter in two languages or more: each letter has its salutation,
 * and a sign-off is above the next one; or two languages share one salutation and one sign-off.
 * Returns undefined for a single letter, and for letters in the same language.
 */
export function splitTranslations(text: string): readonly TranslatedText[] | undefined {
  const lines = text.split("\n");
  const starts = [0];
  let salutations = 0;
  let signOff = -1;
  for (const [index, line] of lines.entries()) {
    const words = line.trim();
    if (words === "" || words.length > 120) continue;
    const stands = signOff !== -1 || index === 0 || (lines[index - 1] ?? "").trim() === "";
    if (isSignOff(words)) signOff = index;
    else if (stands && isClearSalutation(words)) {
      salutations++;
      if (salutations > 1 && signOff !== -1 && index - signOff <= maxCloseLines) {
        starts.push(startOf(lines, signOff, index));
        signOff = -1;
      }
    }
  }
  if (starts.length < 2) return splitShared(lines);
  if (starts.length > maxLetters) return undefined;
  const letters = starts.map((start, at) => {
    const own = lines
      .slice(start, starts[at + 1])
      .filter(line => !line.startsWith("\f") || line.length > 1);
    const trimmed = at === starts.length - 1 ? own : withoutRule(own);
    const words = trimmed.join("\n");
    return { text: words, language: guessLanguage(words).language, linesAbove: start };
  });
  const languages = new Set(letters.map(letter => letter.language));
  return languages.size === letters.length ? letters : undefined;
}

/** Returns where the next letter begins: below a rule, at its title, or at its salutation. */
function startOf(lines: readonly string[], signOff: number, salutation: number): number {
  const rule = lines.slice(signOff, salutation).findLastIndex(isRule);
  if (rule !== -1) return signOff + rule + 1;
  // A title is a paragraph of its own right above the salutation, in the second language.
  let title = salutation - 1;
  while (title > signOff && lines[title]?.trim() === "") title--;
  const words = lines[title]?.trim() ?? "";
  const alone = lines[title - 1]?.trim() === "" && title - 1 > signOff;
  const isOther = isRatherLike(
    words,
    lines.slice(salutation, salutation + maxLinesCompared).join("\n"),
    lines.slice(Math.max(0, signOff - maxLinesCompared), signOff).join("\n"),
  );
  return alone && words.split(" ").length >= 3 && isOther ? title : salutation;
}

function withoutRule(lines: readonly string[]): readonly string[] {
  const end = lines.findLastIndex(line => line.trim() !== "" && !isRule(line));
  return lines.slice(0, end + 1);
}
