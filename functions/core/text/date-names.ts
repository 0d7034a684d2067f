type Names = { readonly months: readonly string[]; readonly weekdays: readonly string[] };
const known = new Map<string, Names>();

/** The months and weekdays of a language (BCP 47), in small letters; Sunday is the first. */
export function dateNames(language: string): Names {
  const before = known.get(language);
  if (before !== undefined) return before;
  const month = new Intl.DateTimeFormat(language, {
    month: "long",
    day: "numeric",
    timeZone: "UTC",
  });
  const weekday = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  const name = (format: Intl.DateTimeFormat, type: string, date: number) =>
    (format.formatToParts(date).find(part => part.type === type)?.value ?? "").toLowerCase();
  const names = {
    months: Array.from({ length: 12 }, (_, at) => name(month, "month", Date.UTC(2026, at, 1))),
    // 1 February 2026 is a Sunday.
    weekdays: Array.from({ length: 7 }, (_, at) =>
      name(weekday, "weekday", Date.UTC(2026, 1, 1 + at)),
    ),
  };
  known.set(language, names);
  return names;
}
