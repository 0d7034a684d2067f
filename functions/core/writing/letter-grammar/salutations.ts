import { isSignOff } from "./sign-offs.ts";

/** Words that start a salutation even without a comma ("Dear Colleague"). */
const greetings = `
  dear|my dear|hello|hi|good morning|good afternoon|good evening|greetings|to all|to whom it may concern
  annwyl|helo|bore da|prynhawn da|cher|chers|chère|chères|bonjour|liebe|lieber|liebes|sehr geehrte|sehr geehrter|geehrte|geehrter|geschätzte|geschätzter|werte|werter|guten tag|hallo
  estimado|estimada|estimados|estimadas|querido|querida|queridos|queridas|hola|gentile|gentili|egregio|egregi|spettabile
  prezado|prezada|prezados|prezadas|geachte|a chara|a chairde|szanowny|szanowna|szanowni|drodzy|kära|kære|kjære
  шановні|шановний|шановна|уважаемые|уважаемый|уважаемая|дорогие
  عزيزي|عزيزتي|أعزائي|زملائي|الزملاء|السادة|السيدات|السيد|السيدة|שלום|shalom|beste|hej|hei|moi|hyvät|buongiorno|ciao|salut|olá|bom dia|boa tarde|buenos días|buenas tardes|guten morgen|moin
  grüß gott|servus|ahoj|vážení|milí|stimați|stimate|dragi|kedves|tisztelt|sayın|değerli|merhaba|αγαπητοί|αγαπητέ|αγαπητή|дорогі|вельмишановні
  коллеги|колеги|محترم|محترمہ|السلام|أخي|أختي|haia|s'mae|dia dhaoibh|dia duit|maidin mhaith|tráthnóna maith|a chomhghleacaithe|a chàirdean|a charaid|a cho-obraichean|madainn mhath|feasgar math|fheasgar math
  drogi|droga|drogie|dzień dobry|witam|witajcie|gentilissimo|gentilissima|gentilissimi|gentilissime|spettabili|egregia|salve|buonasera
  عزیز|جناب|معزز|حضرة|حضرات|الزميلات|الزميلة|الزميل|زميلاتي|أيها|أيتها|الإخوة|الأخوة|الأخوات|سعادة|معالي|الأساتذة|أعزائي الزملاء|caro|cara|cari|dearest|hiya|hey|fellow
  tēnā koe|tēnā kōrua|tēnā koutou|kia ora|talofa|mālō e lelei|ni sa bula|sawubona|sanibonani|molweni|dumelang|namaste|habari|jambo`;

/** A greeting that Arabic letters have below their salutation, or in its place. */
const greetingBelow = /^(?:السلام عليكم|تحية )/;

/** Words that start a salutation only if the line also ends like one ("Colleagues,"). */
const addresses = `
  colleague|colleagues|friends|sir|sirs|madam|ladies and gentlemen|all|team|everyone|gyfeillion|gydweithwyr|madame|monsieur
  mesdames|messieurs|caro|cara|cari|care|caros|caras|beste|werte|hej|hei|buongiorno|exmo|exma|exmos|exmas|olá`;

/** A whole line without a mark that addresses everyone: "Colleagues", "Friends and colleagues". */
const alone =
  /^(?:dear )?(?:colleagues?|friends|team|all|everyone|folks|members|staff|partners|sirs?|madam|sir or madam|ladies and gentlemen|collègues|kolleginnen und kollegen|colegas|colleghi|gydweithwyr|gyfeillion)(?:(?:,| and| &| a| et| und) (?:dear )?(?:colleagues|friends|partners|members|volunteers|all))?$/i;

/** "A Shiobhán, a chara": Irish and Gaelic address a person by name first. */
const byName =
  /^a (?:\p{Lu}|[ht]-?\p{Lu})[\p{L}\p{M}'’ -]*, a ch(?:ara|airde|araid|àirdean)(?![\p{L}])/iu;

/** The marks that end a salutation. */
const closing = /[,:;!،–—-]$/;

const phrases = (list: string): string[] => list.trim().split(/\s*[|\n]\s*/);
const greetingPhrases = phrases(greetings);
const allPhrases = [...greetingPhrases, ...phrases(addresses)];

function opensWith(text: string, openings: readonly string[]): boolean {
  const start = text.slice(0, 40).toLowerCase();
  return openings.some(
    opening => start.startsWith(opening) && !/^[\p{L}\p{N}'’-]/u.test(start.slice(opening.length)),
  );
}

/**
 * Whether a whole line is a salutation:
 * short, starts with a greeting, and ends with ",", ":", ";", "!", a dash or no mark.
 */
export function isSalutation(line: string): boolean {
  if (line.length > 120 || /@|www\./.test(line) || isSignOff(line)) return false;
  if (alone.test(line) || byName.test(line)) return true;
  if (isGreetingBelow(line)) return true;
  if (closing.test(line))
    return (
      opensWith(line, allPhrases) &&
      !/[.!?:;] \p{L}+ \p{L}+ /u.test(line) &&
      // "All staff should read this –" is a sentence.
      (/[,:!،]$/.test(line) || line.split(" ").length <= 6)
    );
  return (
    line.length <= 60 &&
    line.split(" ").length <= 7 &&
    /[\p{L})]$/u.test(line) &&
    opensWith(line, greetingPhrases)
  );
}

/** Whether a line greets below another salutation: "تحية طيبة وبعد،". */
export function isGreetingBelow(line: string): boolean {
  return line.length <= 60 && greetingBelow.test(line);
}

/**
 * Whether a line is certainly a salutation.
 * "To all branches" is not certain: it may be part of the address.
 */
export function isClearSalutation(line: string): boolean {
  return isSalutation(line) && (closing.test(line) || !/^to /i.test(line));
}

/**
 * Splits "Dear colleague, I write to…" at its first comma;
 * undefined if the line does not start with a salutation.
 */
export function splitSalutation(line: string): { salutation: string; rest: string } | undefined {
  if (!opensWith(line, greetingPhrases)) return undefined;
  const end = line.slice(0, 80).search(/[,!،:] | [–—-] /);
  const dash = line[end] === " " ? 1 : 0;
  const salutation = line.slice(0, end + 1 + dash);
  const rest = line.slice(end + 2 + dash);
  // "Dear friends have told us so, and…" is a sentence.
  // "Liebe Kollegen, wir…" is a salutation, as German continues in lower case.
  const maxWords = /^\p{Ll}/u.test(rest) ? 3 : 7;
  return end !== -1 && salutation.split(" ").length <= maxWords && isSalutation(salutation)
    ? { salutation, rest }
    : undefined;
}
