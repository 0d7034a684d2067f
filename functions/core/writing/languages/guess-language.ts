/** Languages that one script proves, or nearly: the letters that only they use. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/[ٹڈڑںےھ]/u, "ur"],
  [/[پچژگ]|ی/u, "fa"],
  [/\p{Script=Arabic}/u, "ar"],
  [/\p{Script=Hebrew}/u, "he"],
  [/\p{Script=Greek}/u, "el"],
  [/[їєґ]/iu, "uk"],
  [/\p{Script=Cyrillic}/u, "ru"],
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, "ja"],
  [/\p{Script=Hangul}/u, "ko"],
  [/\p{Script=Han}/u, "zh"],
  [/\p{Script=Devanagari}/u, "hi"],
  [/\p{Script=Bengali}/u, "bn"],
  [/\p{Script=Gurmukhi}/u, "pa"],
  [/\p{Script=Gujarati}/u, "gu"],
  [/\p{Script=Tamil}/u, "ta"],
  [/\p{Script=Thai}/u, "th"],
];

/** The small words of languages in Latin script: few texts of some sentences lack them. */
const smallWords: Readonly<Record<string, string>> = {
  en: "the of and to in is that for on with are we you your this will be have from our at by not all it as or please has been their which can who if they was were dear thank",
  cy: "y yr yn a'r i'r o'r ar i am gan gyda eich ein ac bydd mae wedi chi ni hyn sydd neu bod fod eu at nad cyn hon fel rydym byddwn wrth annwyl diolch ydych hwn lle oddi bob dros",
  ga: "an na agus ar le is sa go bhfuil tá do chun a chara chairde seo ag féin atá leis ón gcás nó trí faoi bhur ár beidh againn linn",
  gd: "an na agus air le ann gu bheil tha do airson a seo aig fhèin anns bho no tro fo bhur ar bidh againn leinn nan nam sinn sibh chàirdean",
  fr: "le la les des et est dans pour que qui une un du nous vous votre notre avec sur par au aux ce cette sont pas plus sera ont être vos nos à l’ d’ chers chères madame monsieur merci",
  de: "der die das und ist in den von zu mit sich für auf ein eine nicht wir sie ihr ihre ihnen dem des werden wird im zum zur auch bei oder als uns liebe unsere sehr bitte am ab",
  es: "el la los las de y en que por para con una un se del al es su sus nuestro nuestra les lo más será este esta como nos usted ustedes estimados estimadas queridos gracias",
  it: "il la i gli le di e in che per con una un si del della dei al è sono vostro nostra ci vi da nel alla anche più sarà questa gentili cari colleghi grazie",
  pt: "o a os as de e em que por para com uma um se do da dos ao é seu sua nosso nossa não mais será este esta como nos prezados caros obrigado no na",
  nl: "de het een en van in is dat voor op met zijn wij u uw onze wordt aan te niet ook bij of als naar om geachte beste collega’s worden zal deze er",
  pl: "i w na z do że się jest nie dla od oraz o za przez po są będzie jak to państwa państwo nasz nasza szanowni drodzy dziękujemy które który przy ze prosimy roku oraz nowe przed lub",
  sv: "och att det i på är som för med en ett av till vi ni har den om inte kommer er vår våra kära hej detta från",
  da: "og at det i på er som for med en et af til vi har den om ikke kommer jer vores kære hej dette fra jeres",
  nb: "og at det i på er som for med en et av til vi dere har den om ikke kommer vår våre kjære hei dette fra",
  fi: "ja on ei että se hän me te ovat oli tai kun niin mutta myös sekä meidän teidän hyvät kiitos tämä",
  tr: "ve bir bu için ile olarak da de en çok daha sayın değerli siz biz olan gibi kadar",
  ro: "și de la în cu pe un o este sunt pentru că nu care din mai stimați dragi vă noastră",
  hu: "a az és hogy nem is egy ez van kedves tisztelt önök kell lesz valamint",
  cs: "a je v na se že to pro s z do k o jsou vážení milí nebo jako naše vás",
};

const lists = Object.entries(smallWords).map(
  ([language, words]) => [language, new Set(words.split(" "))] as const,
);

/** More text makes no guess surer. */
const maxCharacters = 20_000;

export type LanguageGuess = {
  /** BCP 47 language tag. */
  readonly language: string;
  /** "script": by its letters. "words": by its small words. "none": too little to tell. */
  readonly by: "script" | "words" | "none";
};

/**
 * Guesses the language of a text: by its script if most of its letters are not Latin, otherwise by
 * its small words. A text that shows nothing is taken for English.
 */
export function guessLanguage(text: string): LanguageGuess {
  const sample = text.slice(0, maxCharacters);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters > 0 && latin < letters / 2) {
    const found = scripts.find(([script]) => {
      const all = new RegExp(script.source, "giu");
      const share = (sample.match(all)?.length ?? 0) / letters;
      return share > (/Script/.test(script.source) ? 0.2 : 0.015);
    });
    return found === undefined
      ? { language: "und", by: "none" }
      : { language: found[1], by: "script" };
  }
  const words = wordsOf(sample);
  const scores = lists.map(([language, set]) => ({
    language,
    score: words.filter(word => set.has(word)).length,
  }));
  const [best, second] = scores.sort((a, b) => b.score - a.score);
  if (best === undefined || best.score < 2 || best.score === second?.score)
    return { language: "en", by: "none" };
  return { language: best.language, by: "words" };
}

/** Returns whether a line is rather like one text than like another: by small words and letters. */
export function isRatherLike(line: string, like: string, other: string): boolean {
  const [own, foreign] = [guessLanguage(like), guessLanguage(other)].map(guess =>
    wordsOf(line).reduce((sum, word) => sum + Number(setOf(guess.language)?.has(word) ?? false), 0),
  );
  if (own !== foreign) return (own ?? 0) > (foreign ?? 0);
  const letters = new Set(other.toLowerCase());
  return [...line.toLowerCase()].some(letter => /\p{L}/u.test(letter) && !letters.has(letter));
}

function setOf(language: string): ReadonlySet<string> | undefined {
  return lists.find(([each]) => each === language)?.[1];
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll("’", "'")
      .match(/[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)?/gu) ?? []
  );
}

/** Languages written from right to left, by their primary subtag. */
const rightToLeft = new Set("ar arc ckb dv fa he ks ps sd syr ug ur yi".split(" "));

/** Returns the direction in which a language (BCP 47) is written. */
export function directionOf(language: string): "ltr" | "rtl" {
  const [primary = "", ...rest] = language.toLowerCase().split("-");
  if (rest.includes("latn")) return "ltr";
  return rightToLeft.has(primary) ? "rtl" : "ltr";
}
