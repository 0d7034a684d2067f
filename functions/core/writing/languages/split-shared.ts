import { greetingLanguage } from "../../letter/greeting-language.ts";
import { findWords } from "../../text/words/catalogue.ts";
import { isClearSalutation } from "../letter-grammar/salutations.ts";
import { isSignOff } from "../letter-grammar/sign-offs.ts";
import { guessLanguage, isRatherLike } from "./guess-language.ts";
import type { TranslatedText } from "./split-translations.ts";

/** A shorter paragraph does not tell its language. */
const fewestWords = 8;
/** Each language has at least this share of the words: a note in another language has less. */
const leastShare = 0.3;

type Paragraph = { readonly text: string; readonly line: number; readonly words: number };

/**
 * Splits a letter whose text is first in one language and then in another, between one salutation and
 * one sign-off: "Annwyl bawb / Dear all". Each part gets its half of both, or our words where a half
 * is missing, and both have the names below the sign-off.
 */
export function splitShared(lines: readonly string[]): readonly TranslatedText[] | undefined {
  const all = paragraphsOf(lines);
  const top = all.findIndex(({ text }) => halves(text).every(half => isClearSalutation(half)));
  const signOff = all.findLastIndex(({ text }) =>
    halves(text.split("\n", 1)[0] ?? "").every(half => isSignOff(half)),
  );
  if (top === -1 || signOff <= top + 2) return undefined;
  const body = all.slice(top + 1, signOff).filter(({ text }) => !/^[-*_–—= ]+$/.test(text));
  const at = changeIn(body);
  if (at === undefined) return undefined;
  const [first, second] = [body.slice(0, at), body.slice(at)];
  const [one, other] = [first, second].map(part => guessLanguage(textOf(part)).language);
  const ending = all.slice(signOff);
  const [close = "", ...names] = textOf(ending).split("\n");
  const salutation = all[top]?.text ?? "";
  const letterIn = (language = "", part: readonly Paragraph[], above: readonly Paragraph[]) => {
    const words = findWords(language)?.letter;
    const own = [
      textOf(above),
      halfIn(salutation, language) ?? words?.salutation ?? salutation,
      textOf(part),
      [halfIn(close, language) ?? words?.signOff ?? close, ...names].join("\n"),
    ];
    const linesAbove = above.length > 0 ? 0 : (part[0]?.line ?? 0);
    return { text: own.filter(text => text !== "").join("\n\n"), language, linesAbove };
  };
  return [letterIn(one, first, all.slice(0, top)), letterIn(other, second, [])];
}

/** Where the one change of language is; undefined if there is none, or several. */
function changeIn(body: readonly Paragraph[]): number | undefined {
  const languages = body.map(({ text, words }) => {
    const guess = words < fewestWords ? undefined : guessLanguage(text);
    return guess === undefined || guess.by === "none" ? undefined : guess.language;
  });
  const known = languages.filter(language => language !== undefined);
  const [first, last] = [known[0], known.at(-1)];
  const changes = known.filter((language, index) => index > 0 && language !== known[index - 1]);
  if (first === last || changes.length !== 1) return undefined;
  let at = languages.indexOf(last);
  // Headings above the first long paragraph of the second language are its own.
  const like = textOf(body.slice(at));
  while (at > 1 && languages[at - 1] === undefined) {
    if (!isRatherLike(body[at - 1]?.text ?? "", like, textOf(body.slice(0, at - 1)))) break;
    at--;
  }
  const count = (part: readonly Paragraph[]) => part.reduce((sum, { words }) => sum + words, 0);
  const share = count(body.slice(0, at)) / count(body);
  return share >= leastShare && share <= 1 - leastShare ? at : undefined;
}

function paragraphsOf(lines: readonly string[]): readonly Paragraph[] {
  const found: Paragraph[] = [];
  let start = 0;
  for (let end = 0; end <= lines.length; end++) {
    if ((lines[end] ?? "").trim() !== "") continue;
    const text = lines.slice(start, end).join("\n").trim();
    if (text !== "") found.push({ text, line: start, words: text.split(/\s+/).length });
    start = end + 1;
  }
  return found;
}

function textOf(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map(({ text }) => text).join("\n\n");
}

/** "Annwyl bawb / Dear all," → both halves; a line in one language is one half. */
function halves(line: string): readonly string[] {
  return line.split(/\s+[/|]\s+/);
}

/** Returns the half of a line in a language, with the line's closing mark; undefined without one. */
function halfIn(line: string, language: string): string | undefined {
  const mark = /[,،:!]$/u.exec(line)?.[0] ?? "";
  const own = halves(line).find(half => greetingLanguage(half) === language);
  return own && (/[,،:!]$/u.test(own) ? own : own + mark);
}
