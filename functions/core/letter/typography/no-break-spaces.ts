const noBreak = "\u00a0";

/** Words that stay with the name, number or unit beside them, by a language's primary subtag. */
const companions: Readonly<Record<string, { readonly before: string; readonly units: string }>> = {
  en: {
    before: "Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Sir|Dame|Lord|Lady|Rev|St|No|Art|p|pp",
    units: "million|billion|thousand|am|pm|a\\.m|p\\.m|noon|per cent",
  },
  cy: { before: "Dr|Mr|Mrs|Ms|Syr|Rhif|t", units: "miliwn|biliwn|mil|am|pm|y cant" },
  fr: {
    before: "M|MM|Mme|Mmes|Mlle|Dr|Pr|Me|Mgr|n°|art|p",
    units: "millions?|milliards?|mille|h|heures?|euros?",
  },
  de: {
    before: "Dr|Prof|Herr|Herrn|Frau|Nr|Art|Abs|S",
    units: "Millionen|Milliarden|Tausend|Mio|Mrd|Uhr|Euro|Prozent",
  },
  es: { before: "Sr|Sra|Dr|Dra|Dña|núm|art|p", units: "millones|millón|mil|euros?|horas?" },
  it: { before: "Sig|Dott|Prof|Ing|art|p", units: "milioni|milione|miliardi|mila|euro|ore" },
  pl: { before: "dr|prof|nr|art|s|ul", units: "mln|mld|tys|zł|godz|r\\.|roku" },
  ga: { before: "Dr|Uimh|lch", units: "milliún|billiún|míle" },
  gd: { before: "Dr|Mgr|Àir", units: "millean|billean|mìle" },
  ar: { before: "رقم|المادة|ص", units: "مليون|مليونًا|ملايين|مليار|ألف|ألفًا|آلاف" },
  ur: { before: "نمبر|صفحہ", units: "ملین|ارب|کروڑ|لاکھ|ہزار|فیصد" },
};

const signs = "%|‰|°C|°F|km|cm|mm|kg|mg|ml|GB|MB|kW|m²|€|zł";

/** A blank in "01632 960 123" or "+44 20 7946 0000". */
const telephone = /(?<=(?<!\p{N})(?:\+\d{1,3}|0\d{1,4})(?: \d{2,4}){0,3}) (?=\d{2,4}(?!\p{N}))/gu;

const compiled = new Map<string, readonly RegExp[]>();

/** Expressions that end in a blank that stays with both its neighbours. */
function expressionsOf(subtag: string): readonly RegExp[] {
  const known = compiled.get(subtag);
  if (known) return known;
  const words = companions[subtag];
  const made = words
    ? [
        new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.before})\\.? (?=[\\p{Lu}\\p{N}])`, "gu"),
        new RegExp(`\\p{N} (?=(?:${words.units}|${signs})(?![\\p{L}\\p{N}]))`, "gu"),
        new RegExp(
          `(?<!\\p{N})\\p{Nd}{1,2}(?:\\.|er|º)? (?=(?:${months(subtag)})(?!\\p{L}))`,
          "giu",
        ),
        /§ (?=\p{N})/gu,
        telephone,
        // Polish ends no line in a word of one letter: "w domu", "i my".
        ...(subtag === "pl" ? [/(?<![\p{L}\p{N}'’-])[aiouwz] (?=[\p{L}\p{N}„"])/giu] : []),
        ...(subtag === "fr" ? [/« | (?=[;:!?»%])/g] : []),
      ]
    : [];
  compiled.set(subtag, made);
  return made;
}

/**
 * The names of the months, for an expression: as they follow a day, and alone. In Gaelic the latter
 * begin with an article: "Am Màrt".
 */
function months(subtag: string): string {
  const utc = { month: "long", timeZone: "UTC" } as const;
  const formats = [
    new Intl.DateTimeFormat(subtag, { ...utc, day: "numeric" }),
    new Intl.DateTimeFormat(subtag, utc),
  ];
  const names = formats.flatMap(format =>
    Array.from({ length: 12 }, (_, month) =>
      format.formatToParts(Date.UTC(2026, month, 1)).find(({ type }) => type === "month"),
    ).flatMap(part => (part ? [part.value.replace(/^A[mn] (?:t-)?/, "")] : [])),
  );
  return [...new Set(names)].sort((one, other) => other.length - one.length).join("|");
}

/** Writes a no-break space into `printed` wherever a line must not end: "29 August", "£2 million". */
export function noBreakSpaces(text: string, printed: string[], subtag: string): void {
  for (const expression of expressionsOf(subtag))
    for (const { index, 0: found } of text.matchAll(expression))
      printed[index + found.length - 1] = noBreak;
}
