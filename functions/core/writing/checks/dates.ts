import { dateNames } from "../../text/date-names.ts";
import type { UnplacedFinding } from "../finding.ts";

const dayMs = 86_400_000;

type Written = {
  readonly words: string;
  readonly at: number;
  readonly day: number;
  readonly month: number;
  readonly year: number | undefined;
  readonly weekday: number | undefined;
};

/** Returns the dates with a month's name in a line: "Tuesday 1 December 2026", "December 1". */
function datesIn(line: string, language: string): Written[] {
  const { months, weekdays } = dateNames(language);
  const any = (names: readonly string[]) =>
    names.map(name => name.replaceAll(".", "\\.")).join("|");
  const pattern = new RegExp(
    `(?:\\b(${any(weekdays)}),?\\s+(?:the\\s+)?)?(?:(?<![\\d.,/])(\\d{1,2})(?:st|nd|rd|th|er|\\.|º)?\\s+(?:of\\s+|de\\s+)?(${any(months)})|\\b(${any(months)})\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?!:))(?:,?\\s+(?:de\\s+)?(\\d{4}))?`,
    "giu",
  );
  return [...line.matchAll(pattern)].map(match => {
    const [words, weekday, day, month, monthFirst, dayLast, year] = match;
    return {
      words,
      at: match.index,
      day: Number(day ?? dayLast),
      month: months.indexOf((month ?? monthFirst ?? "").toLowerCase()),
      year: year === undefined ? undefined : Number(year),
      weekday: weekday === undefined ? undefined : weekdays.indexOf(weekday.toLowerCase()),
    };
  });
}

function dateOf(year: number, { month, day }: Written): number | undefined {
  const date = Date.UTC(year, month, day);
  return new Date(date).getUTCDate() === day ? date : undefined;
}

const future =
  /\b(?:will|shall|must|please|by|until|before|deadline|closes?|opens?|starts?|begins?|from|due|no later than|register|book|reply|respond|join us|is on|are on|takes? place)\b/i;
const past =
  /\b(?:was|were|had|did|took|since|published|issued|dated|letter of|agreed|met|wrote|held|began|introduced|announced|approved|launched|came|ended|sent|last|of our|from \d{4}|between|came into force)\b/i;

/**
 * Finds a weekday that does not match its date, and a date in the past where the sentence speaks of
 * the future. A date without a year is in the year of `today` or in the next. `language`: BCP 47.
 */
export function findDates(line: string, today: Date, language: string): UnplacedFinding[] {
  const found: UnplacedFinding[] = [];
  const thisYear = today.getUTCFullYear();
  for (const written of datesIn(line, language)) {
    const { words, year, weekday } = written;
    const years = year === undefined ? [thisYear, thisYear + 1, thisYear - 1] : [year];
    const dates = years.flatMap(each => dateOf(each, written) ?? []);
    const sentence = sentenceAround(line, written.at);
    const right = dates.some(date => new Date(date).getUTCDay() === weekday);
    const [first] = dates;
    if (first === undefined && written.month !== -1) {
      const what = `“${words}” is no date: the month has fewer days. Write the right day.`;
      found.push({ code: "weekday", severity: "warning", words, what, why: dateWhy });
    } else if (weekday !== undefined && first !== undefined) {
      // Without a year only the nearest date counts, unless it is long ago.
      const near = year === undefined ? nearest(dates, today) : first;
      // The weekday shows which year is meant.
      const isRecent = new Date(first).getUTCDay() === weekday && first < today.getTime();
      const fits =
        year === undefined && (past.test(sentence) || isRecent)
          ? right
          : new Date(near).getUTCDay() === weekday;
      if (!fits) {
        const name = new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" }).format(
          near,
        );
        const what = `“${words}” does not match: ${written.day} ${new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" }).format(near)} is a ${name}. Correct the day or the date.`;
        found.push({ code: "weekday", severity: "warning", words, what, why: dateWhy });
        continue;
      }
    }
    const isOver = year !== undefined && first !== undefined && first < today.getTime() - dayMs;
    if (isOver && future.test(sentence) && !past.test(sentence))
      found.push({
        code: "past-date",
        severity: "warning",
        words,
        what: `“${words}” is in the past. Check the year.`,
        why: dateWhy,
      });
  }
  return found;
}

const dateWhy = "Readers put it into their diaries as it is.";

function nearest(dates: readonly number[], today: Date): number {
  // Letters speak of the coming year, and of the last three months.
  const distance = (date: number) => {
    const days = (date - today.getTime()) / dayMs;
    return days >= 0 ? days : -days * 4;
  };
  return dates.reduce((best, date) => (distance(date) < distance(best) ? date : best));
}

function sentenceAround(line: string, at: number): string {
  const before = line.slice(Math.max(0, at - 300), at);
  const after = line.slice(at, at + 300);
  const start = Math.max(
    before.lastIndexOf(". "),
    before.lastIndexOf("? "),
    before.lastIndexOf("! "),
  );
  return before.slice(start + 1) + (/^.*?[.?!](?=\s|$)/su.exec(after)?.[0] ?? after);
}
