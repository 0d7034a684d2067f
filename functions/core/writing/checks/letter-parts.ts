import { plainWords } from "../../letter/content.ts";
import type { Letter } from "../../letter/letter.ts";
import type { Finding } from "../finding.ts";
import { guessLanguage } from "../languages/guess-language.ts";
import { nameKind } from "../letter-grammar/name-lines.ts";
import { isSalutation } from "../letter-grammar/salutations.ts";

/** Phones show about 40 characters of a subject, and desktops about 90. */
const maxSubject = 90;

type Part = Omit<Finding, "where" | "entry">;

/** Finds what is missing or unusual in the parts of a letter. */
export function findInParts(letter: Letter): Finding[] {
  const found: Part[] = [];
  const { subject, salutation, signOff, signatories } = letter;
  if (salutation === "")
    found.push({
      code: "no-salutation",
      severity: "error",
      what: "The letter has no salutation. Begin it with a line such as “Dear colleague,”.",
      why: "A colleague's own salutation takes its place.",
    });
  const isSigned = signatories.some(({ name }) => name !== "");
  if (!isSigned)
    found.push({
      code: "no-signatory",
      severity: "error",
      what: "Nobody signs the letter. It comes from the organisation: end it with a sign-off and a name if a person writes it.",
      why: "Readers trust a letter more if they see whose it is.",
    });
  if (signOff === "" && isSigned)
    found.push({
      code: "no-sign-off",
      severity: "error",
      what: "The letter ends in a name without a sign-off. Write a line such as “Yours sincerely,” above the name.",
      why: "Without it, the name may look like part of the last paragraph.",
    });
  if (subject.length > maxSubject)
    found.push({
      code: "long-subject",
      severity: "warning",
      words: subject,
      what: `The subject has ${subject.length} characters. Inboxes show about ${maxSubject} at most: put what matters first, or shorten it.`,
      why: "Readers decide by the subject whether to open a letter.",
    });
  if (/\p{Lu}{2}/u.test(subject) && !/\p{Ll}/u.test(subject) && subject.split(" ").length > 2)
    found.push({
      code: "capitals",
      severity: "warning",
      words: subject,
      what: "The subject is all in capitals. Write it as other sentences.",
      why: "Filters take capitals for a sign of spam, and they are hard to read.",
    });
  for (const { name } of signatories)
    if (name !== "" && nameKind(name.replace(/[\u00a0\u202f]/g, " ")) === undefined)
      found.push({
        code: "no-name",
        severity: "warning",
        words: name,
        what: `“${name}” signs the letter, but does not look like a person's name. Check the end of the letter.`,
        why: "The name stands in the inbox as the sender.",
      });
  if (isHalf(letter))
    found.push({
      code: "half-bilingual",
      severity: "error",
      words: salutation,
      what: `The salutation “${salutation}” is in two languages, but the letter is in one. Add the other half.`,
      why: "Readers of the other language would get no letter.",
    });
  return found.map(each => ({ ...each, where: "letter" }));
}

/** Whether the salutation greets in two languages and the text has only one. */
function isHalf({ salutation, body, translations }: Letter): boolean {
  const halves = salutation.split(/\s[/|]\s/).map(half => half.trim());
  if (translations.length > 0 || halves.length < 2) return false;
  const greets = halves.every(half => isSalutation(`${half.replace(/[,:]$/, "")},`));
  const languages = new Set(halves.map(half => guessGreeting(half)));
  if (!greets || languages.size < 2 || languages.has(undefined)) return false;
  const texts = body.flatMap(block => ("runs" in block ? [plainWords(block.runs)] : []));
  const used = new Set(
    texts
      .map(text => guessLanguage(text))
      .flatMap(({ language, by }) => (by === "none" ? [] : [language])),
  );
  return used.size < 2;
}

const greetingLanguages: readonly (readonly [RegExp, string])[] = [
  [/^(?:annwyl|helo|bore da)/i, "cy"],
  [/^(?:dear|hello|hi|good)/i, "en"],
  [/^(?:a chara|dia)/i, "ga"],
  [/^(?:a chàir)/i, "gd"],
  [/^(?:ch[eè]r|madame|bonjour)/i, "fr"],
  [/^(?:lieb|sehr|guten|werte)/i, "de"],
  [/^(?:estimad|querid|hola)/i, "es"],
  [/\p{Script=Arabic}/u, "ar"],
];

function guessGreeting(half: string): string | undefined {
  return greetingLanguages.find(([pattern]) => pattern.test(half))?.[1];
}
