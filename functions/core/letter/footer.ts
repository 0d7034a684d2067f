/** What the foot of every letter says of itself: who sent it, and why this colleague gets it. */
export type Footer = { readonly organisation: string; readonly reason: string; readonly address?: string };

/** The fixed words of the footer, with the language and direction they are really in. */
export type FooterWords = {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly view: string;
  readonly unsubscribe: string;
  readonly noTracking: string;
};

const english: FooterWords = {
  language: "en",
  direction: "ltr",
  view: "View in your browser",
  unsubscribe: "Unsubscribe",
  noTracking: "This letter carries no tracking.",
};

const translated: readonly FooterWords[] = [
  {
    language: "cy",
    direction: "ltr",
    view: "Gweld yn eich porwr",
    unsubscribe: "Dad-danysgrifio",
    noTracking: "Nid oes dim olrhain yn y llythyr hwn.",
  },
  {
    language: "ar",
    direction: "rtl",
    view: "عرض الرسالة في المتصفح",
    unsubscribe: "إلغاء الاشتراك",
    noTracking: "لا تحتوي هذه الرسالة على أي تتبّع.",
  },
];

/** The footer's words in the letter's language (BCP 47, "cy-GB" is Welsh too), or English where there is no translation. */
export function footerWords(language: string): FooterWords {
  const primary = language.split("-", 1)[0]?.toLowerCase();
  return translated.find(words => words.language === primary) ?? english;
}
