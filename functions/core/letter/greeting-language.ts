const openings: readonly (readonly [RegExp, string])[] = [
  [/^(?:annwyl|helo|bore da|prynhawn da|yn (?:gywir|ddiffuant)|cofion|gyda|diolch|eiddoch)/i, "cy"],
  [/^(?:a ch[aà]ir?(?:de|dean)|a charaid|madainn|f?h?easgar|le d[uù]rachd|leis|mòran)/i, "gd"],
  [/^(?:a ch|a [\p{Lu}]|dia d|is mise|le (?:meas|gach)|beir|maidin)/iu, "ga"],
  [/^(?:ch[eè]r|madame|mesdames|bonjour|cordialement|bien |sincères|veuillez|salutations)/i, "fr"],
  [/^(?:lieb|sehr|guten|werte|mit |viele|herzliche|beste gr|freundliche)/i, "de"],
  [/^(?:estimad|querid|hola|buen[oa]s |atentamente|saludos|un cordial)/i, "es"],
  [/^(?:gentil|car[oaie] |egregi|spettabil|cordiali|distinti|un caro|con i |buongiorno)/i, "it"],
  [/^(?:szanown|drog|dzień|z (?:pow|wyraz|serd)|serdecz|łączę)/i, "pl"],
  [/[ٹڈڑںےھ]|محترم|شکریہ|مخلص|السلام/u, "ur"],
  [/\p{Script=Arabic}/u, "ar"],
  [
    /^(?:dear|hello|hi|good|colleagues|yours|with|kind|best|warm|many thanks|thank|sincerely|regards)/i,
    "en",
  ],
];

/** The language of a salutation or sign-off, by its first words; undefined if they do not tell. */
export function greetingLanguage(half: string): string | undefined {
  return openings.find(([pattern]) => pattern.test(half.trim()))?.[1];
}
