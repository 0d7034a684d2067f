/** The sender, and the reason why this colleague gets the letter. */
export type Footer = {
  readonly organisation: string;
  readonly reason: string;
  readonly address?: string | undefined;
  /** The organisation's privacy notice. */
  readonly privacyUrl?: string | undefined;
};

/**
 * The fixed words of the footer. `language` and `direction` are of these words, not of the letter.
 */
export type FooterWords = {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly view: string;
  readonly unsubscribe: string;
  readonly privacy: string;
  readonly noTracking: string;
};

const english: FooterWords = {
  language: "en",
  direction: "ltr",
  view: "View in your browser",
  unsubscribe: "Unsubscribe",
  privacy: "Privacy",
  noTracking: "This letter carries no tracking.",
};

const translated: readonly FooterWords[] = [
  {
    language: "cy",
    direction: "ltr",
    view: "Gweld yn eich porwr",
    unsubscribe: "Dad-danysgrifio",
    privacy: "Preifatrwydd",
    noTracking: "Nid oes dim olrhain yn y llythyr hwn.",
  },
  {
    language: "ar",
    direction: "rtl",
    view: "عرض الرسالة في المتصفح",
    unsubscribe: "إلغاء الاشتراك",
    privacy: "الخصوصية",
    noTracking: "لا تحتوي هذه الرسالة على أي تتبّع.",
  },
];

/**
 * Returns the footer's words in a language (BCP 47;
 * "cy-GB" is Welsh too), or in English without a translation.
 */
export function footerWords(language: string): FooterWords {
  const primary = language.split("-", 1)[0]?.toLowerCase();
  return translated.find(words => words.language === primary) ?? english;
}
