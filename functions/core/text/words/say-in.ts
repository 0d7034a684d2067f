import type { Words } from "./words.ts";

/** Forms that Intl lacks: for "7 weeks" in Irish it has an abbreviation. By plural category. */
const ownForms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "ga week": {
    one: "seachtain",
    two: "sheachtain",
    few: "seachtaine",
    many: "seachtaine",
    other: "seachtain",
  },
};

/** "1 week", "2 wythnos", "أسبوعان" */
export function sayWeeks({ language }: Words, weeks: number): string {
  return sayUnit(language, "week", weeks);
}

/** "3 days" */
export function sayDays({ language }: Words, days: number): string {
  return sayUnit(language, "day", days);
}

function sayUnit(language: string, unit: string, count: number): string {
  const own = ownForms[`${language} ${unit}`]?.[new Intl.PluralRules(language).select(count)];
  if (own !== undefined) return `${count} ${own}`;
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(
    count,
  );
}

/** "1 December 2026", "1er décembre 2026" */
export function sayDay({ language }: Words, instant: string, zone = "UTC"): string {
  const at = new Date(instant);
  const inZone = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
      calendar: "gregory",
      timeZone: zone,
      ...options,
    }).format(at);
  // Intl has "1mh dhen Dùbhlachd": a wrong ordinal. A month alone has its article.
  if (language === "gd") {
    const month = inZone({ month: "long" }).replace(/^A[mn] (?:t-)?/, "");
    return `${inZone({ day: "numeric" })} ${month} ${inZone({ year: "numeric" })}`;
  }
  const date = inZone({ dateStyle: "long" });
  if (language === "fr") return date.replace(/^1 /, "1er ");
  return language === "it" ? date.replace(/^1 /, "1º ") : date;
}

/** "Care Weekly and Care Daily" */
export function sayAll({ language }: Words, names: readonly string[]): string {
  return new Intl.ListFormat(language).format(names);
}
