/** Returns a language's English name: "cy" → "Welsh". */
export function nameOfLanguage(language: string): string {
  return new Intl.DisplayNames("en", { type: "language" }).of(language) ?? language;
}

/** Returns a language's name in itself: "cy" → "Cymraeg". */
export function ownNameOf(language: string): string {
  return new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
}
