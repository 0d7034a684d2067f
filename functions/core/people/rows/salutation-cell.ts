import { cleanLine } from "../../text/clean-text.ts";
import {
  englishGreetings,
  fullTitles,
  genericWords,
  greetingIn,
  noValueWords,
  otherGreetings,
  particles,
  shortTitles,
} from "./salutation-words.ts";

/**
 * How a person is greeted. "none": the cell is empty. "unusable": it has a lone title or a mark for
 * "nothing", so the letter's own salutation is used. "placeholder": it was to be filled in, and must
 * not be sent.
 */
export type SalutationCell =
  | { readonly kind: "own"; readonly salutation: string }
  | { readonly kind: "none" }
  | { readonly kind: "unusable"; readonly cell: string }
  | { readonly kind: "placeholder"; readonly placeholder: string };

const placeholder =
  /^=.*|\{+[^{}]*\}*|\[[^\]]*\]?|<[^<>]*>|<<|«[^»]*»?|\*\|[^|]*(\|\*)?|%+[\p{L}_][\p{L}\d_ ]*%+|\$+[\p{L}_{][\p{L}\d_]*|#[\p{L}_]+#|@@?[\p{L}_]+@?@|_{3,}|\b(?:first|last|full|given)[ _-]?name\b|\b(?:insert|your) name\b|\bname here\b/iu;

/** Reads the salutation column. `language`: of the person, for the greeting before a bare name. */
export function readSalutation(text: string, language?: string): SalutationCell {
  const cell = cleanLine(text).replace(/^["'“”‘’]+(.*?)["'“”‘’]+$/u, "$1");
  if (!/[\p{L}\p{N}{}<>[\]%$«]/u.test(cell)) return cell === "" ? { kind: "none" } : lone(cell);
  const found = noValueWords.has(cell.toLowerCase()) ? undefined : placeholder.exec(cell)?.[0];
  if (found !== undefined) return { kind: "placeholder", placeholder: found };
  const words = withoutClose(cell);
  if (noValueWords.has(words.toLowerCase()) || !/\p{L}{2}|[^\p{Script=Latin}\P{L}]/u.test(words))
    return lone(cell);
  const { greeting, rest } = splitGreeting(words);
  if (greeting === "" && isLone(rest, [shortTitles, fullTitles])) return lone(cell);
  if (noValueWords.has(rest.toLowerCase())) return lone(cell);
  if (greeting === "" && lastFirst.test(rest)) return lone(cell);
  if (greeting !== "" && (rest === "" ? needsName(greeting) : isLone(rest, [shortTitles])))
    return lone(cell);
  return { kind: "own", salutation: compose(greeting, rest, language) + keptMark(cell) };
}

/** "Smith, John": a name for sorting. Nobody is greeted with it. */
const lastFirst = /^\p{Lu}[\p{L}'’-]+, \p{Lu}[\p{L}'’-]+(?: \p{Lu}\.?)?$/u;

function lone(cell: string): SalutationCell {
  return { kind: "unusable", cell };
}

/** "Dear Dr Smith;" → "Dear Dr Smith". The letter adds its own closing mark: `closeSalutation`. */
function withoutClose(cell: string): string {
  const bare = cell.replace(/[\s,;:!،؛…–—-]+$/u, "");
  const last = bare.slice(bare.lastIndexOf(" ") + 1);
  const isAbbreviation =
    /^(\p{L}\.)+$/u.test(last) || isShortTitle(last) || /^[js]r\.$/i.test(last);
  return isAbbreviation ? bare : bare.replace(/[\s.]+$/u, "");
}

/** A closing mark with a meaning of its own stays; commas and semicolons give way to the letter's. */
function keptMark(cell: string): string {
  const close = /[\s,;:.!،]*$/u.exec(cell)?.[0] ?? "";
  return /[!:،]/u.exec(close)?.[0] ?? "";
}

/** Divides "Dear Dr Smith" after its greeting. A bare name has none. */
function splitGreeting(words: string): { readonly greeting: string; readonly rest: string } {
  const parts = words.split(" ");
  for (const count of [3, 2, 1]) {
    const start = parts.slice(0, count).join(" ");
    const known = start.toLowerCase().replace(/,$/, "");
    const isGreeting =
      englishGreetings.has(known) || otherGreetings.has(known) || isTurkishGreeting(start);
    if (isGreeting && parts.length >= count)
      return { greeting: start, rest: parts.slice(count).join(" ") };
  }
  return { greeting: "", rest: words };
}

/** Whether a cell begins as salutations do. A name alone does not. */
export function beginsWithGreeting(text: string): boolean {
  const { greeting, rest } = splitGreeting(withoutClose(cleanLine(text)));
  return greeting !== "" && (rest !== "" || !needsName(greeting));
}

const turkishGreetings: ReadonlySet<string> = new Set(["sayın", "sevgili", "merhaba"]);

/** Turkish has an I of its own: "SAYIN" is "Sayın". */
function isTurkishGreeting(greeting: string): boolean {
  // Few cells begin so. To lower them in a language of their own costs more than the rest.
  return /^[sm]/i.test(greeting) && turkishGreetings.has(greeting.toLocaleLowerCase("tr"));
}

/** "Dear" needs a name; "Hello" does not. */
function needsName(greeting: string): boolean {
  return !/^(hello|hi|hey|good |greetings|welcome|hallo|helo|bonjour|bonsoir|salut|hola|ciao|buon|olá|hej|hei|guten|moin|grüß|salve|bore|prynhawn|noswaith|bom|boa|buen|dag|goede|god |merhaba|السلام|مرحب|آداب|servus|ahoj|dobrý|dzień|cześć|bună|kaixo|a ch)/iu.test(
    greeting,
  );
}

const bareWord = (word: string) => word.toLowerCase().replace(/[.,:;]/g, "");
const isShortTitle = (word: string) => shortTitles.has(bareWord(word));

/** Whether words are nothing but titles: "Prof. Dr.", "Mr/Ms", "Mr or Mrs". */
function isLone(words: string, titles: readonly ReadonlySet<string>[]): boolean {
  const isTitle = (part: string) => titles.some(set => set.has(part));
  const parts = words
    .split(/[\s/&+|]+|(?<=\.)(?=\p{L}{2})/u)
    .map(bareWord)
    .filter(part => !["", "or", "and", "und", "et", "ou", "y", "o", "e", "oder"].includes(part));
  // "Sir/Madam" is how people are greeted who have no name.
  if (parts.includes("sir") && parts.includes("madam")) return false;
  return isTitle(bareWord(words)) || parts.every(isTitle);
}

/** Salutations that begin with no greeting. */
const whole =
  /^(to whom it may concern|to all |to the |ladies and gentlemen|meine (sehr )?(damen|verehrten)|mesdames|messieurs|madame|monsieur|mademoiselle|maître |signora|signor |signore |señora |señor )/i;

function compose(greeting: string, rest: string, language: string | undefined): string {
  if (greeting === "") {
    // Outside these scripts the first word does not tell whether the cell is a whole salutation.
    if (!/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(rest)) return rest;
    if (whole.test(rest)) return capital(rest);
    const base = language?.split("-")[0]?.toLowerCase() ?? "en";
    return `${greetingIn[base] ?? "Dear"} ${cased(rest)}`.trim();
  }
  if (isTurkishGreeting(greeting) && greeting === greeting.toLocaleUpperCase("tr"))
    return `${greeting} ${rest}`
      .split(" ")
      .map(word => word.slice(0, 1) + word.slice(1).toLocaleLowerCase("tr"))
      .join(" ")
      .trim();
  const isEnglish = englishGreetings.has(greeting.toLowerCase());
  const isLoud = greeting.length > 1 && greeting === greeting.toUpperCase();
  const opening = isLoud ? capital(greeting.toLowerCase()) : capital(greeting);
  if (rest === "") return opening;
  return `${opening} ${isEnglish || isLoud ? cased(rest) : rest}`;
}

/** Gives a name that is written in one case its capitals: "DR SMITH" and "dr smith" are "Dr Smith". */
function cased(words: string): string {
  const names = words.split(" ").filter(word => !isShortTitle(word));
  const letters = names.join("").replace(/\P{L}/gu, "");
  const isLower = letters === letters.toLowerCase();
  // "JP" may be initials. "ANN" is a name.
  const isUpper =
    letters === letters.toUpperCase() &&
    names.some(name => name.replace(/\P{L}/gu, "").length > 2 && /[AEIOUYÀ-Ý]/iu.test(name));
  if (names.length === 1 && genericWords.has(names[0]?.toLowerCase() ?? ""))
    return words.toLowerCase();
  if (letters === "" || (!isLower && !isUpper)) return titlesCased(words);
  return words
    .split(" ")
    .map((word, index) => {
      const low = word.toLowerCase();
      if (genericWords.has(low) || (index > 0 && particles.has(low))) return low;
      return nameCased(low);
    })
    .join(" ");
}

/** "DR Smith" and "dr Smith" are "Dr Smith". */
function titlesCased(words: string): string {
  return words
    .split(" ")
    .map(word => {
      const isOneCase = word === word.toLowerCase() || word === word.toUpperCase();
      const isTitle = isShortTitle(word) && word.replace(/\P{L}/gu, "").length > 1;
      return isOneCase && isTitle && !particles.has(bareWord(word))
        ? nameCased(word.toLowerCase())
        : word;
    })
    .join(" ");
}

/** "o'brien-mcleod" → "O'Brien-McLeod" */
function nameCased(low: string): string {
  return capital(low)
    .replace(/(?<=[-/'’.])\p{L}(?=\p{L}{2}|\.)/gu, letter => letter.toUpperCase())
    .replace(/(?<=\bMc)\p{L}(?=\p{L}{2})/gu, letter => letter.toUpperCase());
}

function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, letter => letter.toUpperCase());
}
