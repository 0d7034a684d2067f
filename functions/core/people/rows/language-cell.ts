import { catalogue } from "../../text/words/catalogue.ts";

/** Languages that lists of people name, beside those of the catalogue. */
const others = [
  "pt",
  "nl",
  "sv",
  "uk",
  "ro",
  "so",
  "bn",
  "pa",
  "gu",
  "tr",
  "fa",
  "zh",
  "hi",
  "cs",
  "sk",
  "el",
  "hu",
  "ru",
  "da",
  "nb",
  "fi",
  "bg",
  "hr",
  "sl",
  "lt",
  "lv",
  "et",
  "ja",
  "ko",
  "vi",
];

/** Names that are not the usual ones, or that another language uses. */
const tags = new Map([
  ["castellano", "es"],
  ["gaelic", "gd"],
  ["gaeilge na héireann", "ga"],
  ["saesneg", "en"],
]);

let named: ReadonlyMap<string, string> | undefined;

/** The names of languages in themselves and in each language of the catalogue. */
function languageNames(): ReadonlyMap<string, string> {
  if (named) return named;
  const languages = [...catalogue.map(({ language }) => language), ...others];
  const found = new Map(tags);
  for (const inLanguage of languages) {
    const names = new Intl.DisplayNames(inLanguage, { type: "language" });
    const all = catalogue.some(({ language }) => language === inLanguage)
      ? languages
      : [inLanguage];
    for (const language of all) {
      const name = names.of(language)?.toLowerCase();
      if (name !== undefined && !found.has(name)) found.set(name, language);
    }
  }
  for (const { language, name } of catalogue) found.set(name.toLowerCase(), language);
  named = found;
  return named;
}

/** "DE" → "de", "deu" → "de" */
function canonicalTag(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? tag;
  } catch {
    return tag;
  }
}

/** "de_DE" → "de-DE", "Cymraeg" and "Welsh (United Kingdom)" → "cy". Other words stay as they are, for the schema to refuse. */
export function readLanguage(cell: string): string {
  if (cell === "") return cell;
  // Most cells are tags: the names are made for the others alone.
  if (/^[a-z]{2,3}(?:[-_][a-z0-9]+)*$/i.test(cell)) return canonicalTag(cell.replaceAll("_", "-"));
  const known = languageNames();
  const [word = "", region] = cell.toLowerCase().split(/\s*[([]\s*/);
  return (
    known.get(cell.toLowerCase()) ?? (region === undefined ? undefined : known.get(word)) ?? cell
  );
}
