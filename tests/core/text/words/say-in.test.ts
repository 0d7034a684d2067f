import { describe, expect, it } from "vitest";
import { catalogue } from "../../../../functions/core/text/words/catalogue.ts";
import { sayDay, sayDays, sayWeeks } from "../../../../functions/core/text/words/say-in.ts";

/** Days, weeks and two dates in each language, as people write them. */
const said: Readonly<Record<string, readonly [days: string, weeks: string, dates: string]>> = {
  en: ["1 day, 3 days", "1 week, 2 weeks, 7 weeks", "1 December 2026, 11 March 2027"],
  cy: ["1 diwrnod, 3 diwrnod", "1 wythnos, 2 wythnos, 7 wythnos", "1 Rhagfyr 2026, 11 Mawrth 2027"],
  ga: ["1 lá, 3 lá", "1 seachtain, 2 sheachtain, 7 seachtaine", "1 Nollaig 2026, 11 Márta 2027"],
  gd: [
    "1 latha, 3 làithean",
    "1 seachdain, 2 sheachdain, 7 seachdainean",
    "1 Dùbhlachd 2026, 11 Màrt 2027",
  ],
  de: ["1 Tag, 3 Tage", "1 Woche, 2 Wochen, 7 Wochen", "1. Dezember 2026, 11. März 2027"],
  es: [
    "1 día, 3 días",
    "1 semana, 2 semanas, 7 semanas",
    "1 de diciembre de 2026, 11 de marzo de 2027",
  ],
  fr: ["1 jour, 3 jours", "1 semaine, 2 semaines, 7 semaines", "1er décembre 2026, 11 mars 2027"],
  it: [
    "1 giorno, 3 giorni",
    "1 settimana, 2 settimane, 7 settimane",
    "1º dicembre 2026, 11 marzo 2027",
  ],
  pl: ["1 dzień, 3 dni", "1 tydzień, 2 tygodnie, 7 tygodni", "1 grudnia 2026, 11 marca 2027"],
  ar: ["يوم, 3 أيام", "أسبوع, أسبوعان, 7 أسابيع", "1 ديسمبر 2026, 11 مارس 2027"],
  ur: ["1 دن, 3 دن", "1 ہفتہ, 2 ہفتے, 7 ہفتے", "1 دسمبر، 2026, 11 مارچ، 2027"],
};

describe("numbers and dates in a language", () => {
  it.each(catalogue.map(words => [words.name, words] as const))(
    "are said as %s has them",
    (_, words) => {
      expect([
        [1, 3].map(days => sayDays(words, days).replace("\u00a0", " ")).join(", "),
        [1, 2, 7].map(weeks => sayWeeks(words, weeks).replace("\u00a0", " ")).join(", "),
        ["2026-12-01T12:00:00Z", "2027-03-11T12:00:00Z"].map(at => sayDay(words, at)).join(", "),
      ]).toEqual(said[words.language]);
    },
  );

  it("are dates of the given zone", () => {
    const [english] = catalogue;
    if (english === undefined) throw new Error("no words");
    expect(sayDay(english, "2026-12-01T23:30:00Z", "Pacific/Auckland")).toBe("2 December 2026");
  });
});
