/** Each list is of lower-case words; "|" and line ends separate them. */
const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s*[|\n]\s*/));

/** Cells that say "there is none". */
export const noValueWords = words(`
  n/a|na|n.a|n.a.|#n/a|#name?|#ref!|#value!|null|(null)|nil|none|undefined|nan|unknown|tbc|tbd|tba|blank|(blank)|empty|missing
  x|xx|xxx|no|no salutation|not known|not applicable|not available|name|salutation|k.a|k.a.|k. a.|keine|keine angabe|unbekannt
  aucun|aucune|néant|inconnu|inconnue|s.o|s.o.|sin datos|ninguno|ninguna|desconocido|nessuno|nessuna|nenhum|nenhuma|geen|onbekend|brak
  dim|anhysbys|لا يوجد|غير معروف`);

/**
 * A title that cannot stand alone, neither bare nor after a greeting. Without dots: "dr" is "Dr.".
 */
export const shortTitles = words(`
  dr|drs|prof|mr|mrs|ms|miss|mx|messrs|rev|revd|fr|hon|sr|sra|srta|dna|sig|sig ra|sigra|sig na|signa|m|mm|mme|mlle|me|mgr|pr
  herr|herrn|frau|hr|fr|dhr|mevr|mw|heer|mevrouw|p|dipl ing|ing|ir|lic|ing|dott|dott ssa|dottssa|avv|arch|don|doña|d|da
  capt|col|gen|lt|maj|sgt|cllr|cllrs|rt hon|the rt hon|the hon|ph d|phd|dphil|msc|bsc|د|أ|م`);

/** A title that can follow a greeting alone ("Dear Sir"), and cannot stand alone without one. */
export const fullTitles = words(`
  doctor|professor|reverend|sir|madam|madame|monsieur|mesdames|messieurs|mademoiselle|lady|lord|dame|father|sister|brother|captain|colonel
  councillor|señor|señora|señorita|señores|senhor|senhora|doctora|profesor|profesora|dottore|dottoressa|professore|professoressa|signor
  signore|signora|pan|pani|państwo|pane|paní|doktor|professorin|meneer|mevrouw|docteur|docteure|professeur|professeure|maître|السيد|السيدة|الدكتور|الدكتورة|الأستاذ|الأستاذة|دكتور|دكتورة`);

/** The greetings of English. Their names are written with capitals. */
export const englishGreetings = words(
  "dear|my dear|hello|hi|hey|good morning|good afternoon|good evening|greetings|welcome",
);

/** The greetings of other languages. A cell that begins with one is left as it is written. */
export const otherGreetings = words(`
  annwyl|helo|bore da|prynhawn da|noswaith dda|cher|chère|chers|chères|bonjour|bonsoir|salut|liebe|lieber|liebes|sehr geehrte
  sehr geehrter|sehr geehrtes|geehrte|geehrter|verehrte|verehrter|hallo|guten tag|guten morgen|grüß gott|moin|werte|werter|servus
  estimado|estimada|estimados|estimadas|querido|querida|queridos|queridas|apreciado|apreciada|hola|buenos días|buenas tardes
  gentile|gentili|gentilissimo|gentilissima|egregio|egregi|egregia|spettabile|caro|cari|ciao|buongiorno|salve|illustre
  prezado|prezada|prezados|prezadas|caros|olá|bom dia|boa tarde|exmo|exma|exmos|exmas|exmo.|exma.
  geachte|beste|lieve|goedendag|goedemorgen|dag|a chara|a chairde|szanowny|szanowna|szanowni|drogi|droga|drodzy|witaj|dzień dobry|cześć
  kära|käre|hej|bästa|god dag|kære|hejsa|kjære|hei|arvoisa|hyvä|rakas|kæri|kæra|kedves|tisztelt|kallis|lugupeetud|austatud
  vážený|vážená|vážení|milý|milá|milí|dobrý den|ahoj|stimate|stimată|dragă|dragi|bună|bună ziua|poštovani|poštovana|dragi|draga|spoštovani|spoštovana
  sayın|sevgili|merhaba|gerbiamas|gerbiama|gerb|gerb.|mielas|cienījamais|cienījamā|cien.|të nderuar|i nderuar|e nderuar|kaixo|benvolgut|benvolguda|caríssimo
  αγαπητέ|αγαπητή|αγαπητοί|αγαπητές|αξιότιμε|αξιότιμη|αξιότιμοι|уважаемый|уважаемая|уважаемые|дорогой|дорогая|дорогие|здравствуйте
  عزيزي|عزيزتي|أعزائي|الأعزاء|السلام عليكم|مرحبا|مرحباً|تحية|محترم|محترمہ|جناب|عزیز|پیارے|پیاری|آداب|a charaid|a chàirdean
  шановний|шановна|шановні|вельмишановний|вельмишановна|уважаема|уважаеми|скъпи|скъпа`);

/** What follows a greeting in lower case: not a name. */
export const genericWords = words(`
  colleague|colleagues|all|team|everyone|everybody|friend|friends|there|both|sirs|folks|member|members|parent|parents|neighbour|neighbours
  resident|residents|customer|customers|volunteer|volunteers|supporter|supporters|partner|partners|and|or|of|the|at|in|for|to|our|my|fellow|valued`);

/** The words of a name that stay in lower case. */
export const particles = words(
  "van|von|der|den|de|del|della|di|da|dos|das|du|la|le|las|los|ten|ter|zu|zum|zur|af|av|bin|binti|ibn|al|el|ap|ab|ferch|y|und|and|et|en|of|the",
);

/**
 * The greeting before a bare name, in the person's language: one that fits every person. Empty in
 * languages that would change the name behind it ("A Mháire"), or the greeting by gender.
 */
export const greetingIn: Readonly<Record<string, string>> = {
  en: "Dear",
  cy: "Annwyl",
  fr: "Bonjour",
  de: "Guten Tag",
  es: "Hola",
  it: "Gentile",
  pl: "Dzień dobry",
  ga: "",
  gd: "",
  ar: "",
  ur: "",
  nl: "Beste",
  sv: "Hej",
};
