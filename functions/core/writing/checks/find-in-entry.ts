import type { ListStyle } from "../../bulletins/bulletin.ts";
import type { Entry } from "../../bulletins/entry.ts";
import type { Finding, UnplacedFinding } from "../finding.ts";
import { splitTranslations } from "../languages/split-translations.ts";
import { isClearSalutation, isGreetingBelow } from "../letter-grammar/salutations.ts";
import { readBody } from "../read-body.ts";
import { findDates } from "./dates.ts";
import { findImages, withoutImageAddresses } from "./find-images.ts";
import { findListPunctuation } from "./list-punctuation.ts";
import { findUnfinished } from "./unfinished.ts";
import { findWording } from "./wording.ts";

/** A longer line is checked to here: no sentence is as long. */
const maxLine = 5_000;
const maxFindings = 200;

const leftOutOf = {
  page: {
    what: "the head, foot or number of a page",
    why: "Pages of a document do not fit an email.",
  },
  mail: {
    what: "the head of the email that brought the letter",
    why: "Colleagues get the letter, and not the email in which you got it.",
  },
  foot: {
    what: "the foot that a mail program adds to emails",
    why: "Colleagues get the letter with a foot of its own.",
  },
  web: {
    what: "the navigation or the foot of a web page",
    why: "Colleagues get the letter, and not the page that it was on.",
  },
  image: {
    what: "the name of an image",
    why: "The image itself is not in the text. Upload it if the letter needs it.",
  },
} as const;

type Checked = Pick<Entry, "id" | "title" | "body" | "format"> & {
  readonly language: string;
};

/**
 * Checks the text of an entry: returns what its author should see before it is sent, in the order of
 * the text. `today` is the day of the edition, `style` the bulletin's for the ends of points.
 */
export function findInEntry(entry: Checked, today: Date, style?: ListStyle): Finding[] {
  const lines = entry.body.split("\n").map(line => line.slice(0, maxLine));
  const own = (line: number | undefined, found: readonly UnplacedFinding[]): Finding[] =>
    found.map(each => ({ ...each, where: "text", line, entry: entry.id }));
  const check = (line: string): UnplacedFinding[] => {
    const words = entry.format === "markdown" ? withoutImageAddresses(line) : line;
    return [
      ...(entry.format === "markdown" ? findImages(line) : []),
      ...findUnfinished(words),
      ...findWording(words),
      ...findDates(words, today, languageOf(entry.language)),
    ];
  };
  const { blocks, leftOut } = readBody(entry);
  const findings = [
    ...own(undefined, [
      ...findUnfinished(entry.title),
      ...findDates(entry.title, today, languageOf(entry.language)),
    ]),
    ...lines.flatMap((line, index) => own(index + 1, check(line))),
    ...findTwoSalutations(entry, lines),
    ...findListPunctuation(blocks, style).map(each => ({ ...each, entry: entry.id })),
    ...leftOut.map(
      ({ text, number, of }): Finding => ({
        code: "left-out",
        severity: "note",
        where: "text",
        line: number,
        entry: entry.id,
        words: text,
        what: `“${text}” was left out: it looks like ${leftOutOf[of].what}.`,
        why: leftOutOf[of].why,
      }),
    ),
  ];
  return findings.slice(0, maxFindings);
}

/** The language whose names of months and days are read; English if the system has no others. */
function languageOf(language: string): string {
  return Intl.DateTimeFormat.supportedLocalesOf(language).length > 0 ? language : "en-GB";
}

function findTwoSalutations(entry: Checked, lines: readonly string[]): Finding[] {
  if (splitTranslations(entry.body) !== undefined) return [];
  const written = lines
    .map((text, index) => ({ text: text.trim(), line: index + 1 }))
    .filter(({ text }) => text !== "");
  const first = written.findIndex(({ text }) => isClearSalutation(text));
  const second = written
    .slice(first + 1, first + 4)
    .find(({ text }) => isClearSalutation(text) && !isGreetingBelow(text));
  if (first === -1 || second === undefined) return [];
  return [
    {
      code: "two-salutations",
      severity: "error",
      where: "text",
      line: second.line,
      entry: entry.id,
      words: second.text,
      what: `The letter has two salutations: “${written[first]?.text}” and “${second.text}”. Keep one.`,
      why: "Only the first is replaced by a colleague's own salutation.",
    },
  ];
}
