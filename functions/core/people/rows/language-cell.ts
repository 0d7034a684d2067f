/** The names of languages, in themselves and in English, as lists of people have them. */
const tags: Readonly<Record<string, string>> = {
  english: "en",
  anglais: "en",
  englisch: "en",
  saesneg: "en",
  welsh: "cy",
  cymraeg: "cy",
  french: "fr",
  français: "fr",
  german: "de",
  deutsch: "de",
  spanish: "es",
  español: "es",
  castellano: "es",
  italian: "it",
  italiano: "it",
  portuguese: "pt",
  português: "pt",
  dutch: "nl",
  nederlands: "nl",
  polish: "pl",
  polski: "pl",
  arabic: "ar",
  العربية: "ar",
  irish: "ga",
  gaeilge: "ga",
  gaelic: "gd",
  swedish: "sv",
  svenska: "sv",
  ukrainian: "uk",
  українська: "uk",
};

/** "de_DE" → "de-DE", "Cymraeg" → "cy". Other words stay as they are, for the schema to refuse. */
export function readLanguage(cell: string): string {
  return tags[cell.toLowerCase()] ?? cell.replaceAll("_", "-");
}
