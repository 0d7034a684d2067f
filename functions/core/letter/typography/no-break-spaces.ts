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
  pl: { before: "dr|prof|nr|art|s|ul", units: "mln|mld|tys|zł|godz" },
  ga: { before: "Dr|Uimh|lch", units: "milliún|billiún|míle" },
  gd: { before: "Dr|Mgr|Àir", units: "millean|billean|mìle" },
};

const signs = "%|‰|°C|°F|km|cm|mm|kg|mg|ml|GB|MB|kW|m²|€|zł";

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
        new RegExp(`(?<!\\p{N})\\d{1,2}(?:\\.|er|º)? (?=(?:${months(subtag)})(?!\\p{L}))`, "giu"),
        /§ (?=\p{N})/gu,
        ...(subtag === "fr" ? [/« | (?=[;:!?»%])/g] : []),
      ]
    : [];
  compiled.set(subtag, made);
  return made;
}

/** The names of the months as they follow a day, for an expression. */
function months(subtag: string): string {
  const format = new Intl.DateTimeFormat(subtag, {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  return Array.from({ length: 12 }, (_, month) =>
    format.formatToParts(Date.UTC(2026, month, 1)).find(({ type }) => type === "month"),
  )
    .flatMap(part => (part ? [part.value] : []))
    .join("|");
}

/** Writes a no-break space into `printed` wherever a line must not end: "29 August", "£2 million". */
export function noBreakSpaces(text: string, printed: string[], subtag: string): void {
  for (const expression of expressionsOf(subtag))
    for (const { index, 0: found } of text.matchAll(expression))
      printed[index + found.length - 1] = noBreak;
}
