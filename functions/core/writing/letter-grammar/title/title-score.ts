import { isCapitals } from "../../pasted-text/pasted-headings.ts";
import { beginsBelow } from "../below-signature.ts";
import { isPost, isTitleCase, nameKind, namesRole } from "../name-lines.ts";
import { readSubjectLine } from "../subject-line.ts";

/** A longer text is no title. */
export const maxTitle = 150;

export const notTitle =
  /^(?:for the attention|members only|to|from|by|cc|date|dated|(?:our|your|my) ref|ref|tel|draft|private|confidential|official|strictly|embargo|issued|sent|an|von|à|de|i|at|oddi|dyddiad|urgent$|most immediate|distribution list$)\b(?!.*\b(?:update|change|review)\b)|^\[.*\]$|@|https?:|www\./i;

const dateForms =
  /^(?:\p{L}+,? )?\d{1,2}(?:st|nd|rd|th|er|\.|º)?(?: (?:de|d[’'])?)? ?\p{L}+,?(?: de)? \d{4}$|^\p{L}+ \d{1,2}(?:st|nd|rd|th)?,? \d{4}$|^(?:\p{L}+ ){1,2}\d{4}$|^\p{L}+ ?: ?\d.*\d{4}$|^[\d./ -]+$|^\p{L}[\p{L} .'’-]{1,40}, (?:(?:le|den|am|el|li|lì|dnia|dne|a|il|de) )?\d{1,2}(?:er|\.|º|°)? .*\d{4}(?: r\.)?$/u;

/** Whether a line is a date, perhaps in two languages: "3 Chwefror 2026 / 3 February 2026". */
export const isDate = (text: string): boolean =>
  text.length <= 100 && text.split(/ [/|] /).every(half => dateForms.test(half));

/** The name of an organisation or a place. */
export const isBody =
  /\b(?:trust|university|council|college|school|hospital|department|ministry|office|board|ltd|limited|nhs|house|street|road|avenue|institute|society|association|of schools|directorate|division|district|diocese|authority|agency|service|services|prifysgol|cyngor|ysgol|adran)$|^(?:bwrdd|prifysgol|cyngor|ysgol|ministère|université|académie|consejería|universidad|ministerio|azienda|comune|università|szpital|ministerium|universität) |^(?:department|ministry|office|university|institute|church|diocese|the) (?:of|for)\b/i;

/** "Elections to Council" is about a body, and not its name. */
const clause = /[:?]|\b(?:to|from|on|about|what|how|is|are|new|your|our|changes?)\b/;

/** Parts of addresses: a post code, a post box, a state and its code. */
const addressPart =
  /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b(?:p\.? ?o\.? box|private bag|gpo|bp) [A-Z]?\d|\b(?!(?:19|20)\d\d$)\d{4,5}(?:-\d{4})?$|\b[A-Z]\d[A-Z] \d[A-Z]\d\b|^\d{4,5} \p{Lu}/iu;
/** "Telegrams: AFYA", "Enquiries: Mrs Dlamini", "No. A-27012". */
const label =
  /^(?:bezug|bezüglich|anlage|aktenzeichen|geschäftszeichen|enquiries|file reference|telegrams|valid (?:from|until)|version|status|category|reply by|deadline) ?:|^no\.? ?(?:[a-z]-?)?\d|^\(?[a-z\d][.)] /iu;
/** Whether a line is a label and its value, and no title. */
export const isLabelled = (text: string): boolean => label.test(text) || labelled.test(text);

const labelled =
  /^\p{L}[\p{L} ]{1,24} ?: ?(?:\S+|[\d ()+./-]+|\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+|(?:Mr|Ms|Mrs|Dr|Prof)\b.*)$/u;
/** A kind of document, which says nothing of what it is about. */
const kindOfDocument =
  /^(?:office |internal |joint |press |public |general |industry |dear colleague )?(?:memo(?:randum)?|notice|circular|letter|statement|bulletin|briefing|announcement|communiqué|notification)(?: (?:no\.? ?)?[\d/]+)?$/i;

/** At least this score makes a line among others a title. */
const leastScore = 2.5;
/** A title with this score needs no other below the salutation. */
export const strongScore = 6;

export type TitlePlace = {
  /** No line of the head is below it. */
  readonly isLast: boolean;
  readonly isFirst: boolean;
  /** It is the only line of its paragraph. */
  readonly isAlone: boolean;
  /** A heading, or bold words. */
  readonly isMarked: boolean;
  /** The line above it is a date. */
  readonly isBelowDate: boolean;
  /** A line above it in its paragraph begins the addressees: "To: all principals". */
  readonly isBelowAddressee: boolean;
};

/** How much a line of a letter's head looks like its title; undefined if it cannot be one. */
function scoreTitle(text: string, place: TitlePlace): number | undefined {
  if (!canBeTitle(text, place)) return undefined;
  const words = text.split(" ").length;
  const isLoud = isCapitals(text);
  const isSpoken = text
    .split(" ")
    .slice(1)
    .some(word => /^\p{Ll}{3,}/u.test(word));
  const isClause = clause.test(text.toLowerCase());
  const namesPost = isPost(text) && (isLoud || !isSpoken || isTitleCase(text));
  const isLong = isLoud && words > 3 && !place.isFirst;
  const namesBody = !isClause && (isBody.test(text) || (namesPost && !isLong));
  return (
    (isLoud ? Math.min(3, words - 1) : Math.min(2, (words - 2) / 1.5)) +
    (!isLoud && isSpoken ? 1 : 0) +
    (isClause ? 1 : 0) +
    (place.isLast ? (place.isBelowDate ? 3 : 2) : 0) +
    (place.isAlone ? 1 : 0) +
    (place.isMarked ? 2 : 0) -
    (namesBody ? (isBody.test(text) ? 4 : 2) : 0) -
    (place.isBelowAddressee ? (place.isLast && (words > 5 || isLoud) ? 1 : 3) : 0) -
    (place.isFirst ? (namesBody ? 3 : 1) : 0) -
    (namesAddressees(text) ? 3 : 0) -
    (kindOfDocument.test(text) ? 2 : 0)
  );
}

/** "Heads of all museums", "Chief executives of councils", "Clubs, coaches and squads": who gets the letter. */
function namesAddressees(text: string): boolean {
  if (/^(?:all|every)\b/i.test(text)) return true;
  const [first = "", second = ""] = text.split(/[ ,]+/);
  const isPeople = [first, second].some(
    word => /\p{L}s$/u.test(word) && namesRole(word.slice(0, -1)),
  );
  const isList = /^\p{Lu}\p{Ll}+s(?:, [\p{L} ]+s)* (?:and|&) [\p{L} ]+s$/u.test(text);
  return (
    !/\d/.test(text) && !clause.test(text.toLowerCase()) && (isPeople || isList || namesRole(first))
  );
}

function canBeTitle(text: string, place: TitlePlace): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return (
    text.length >= 8 &&
    text.length <= maxTitle &&
    letters >= text.replaceAll(" ", "").length * 0.45 &&
    text.includes(" ") &&
    !/[|•·]/.test(text) &&
    /\p{L}{4}/u.test(text) &&
    /^["“‘«(]?[\p{Lu}\p{Lo}\d]/u.test(text) &&
    !/[,;:،.]$/.test(text) &&
    !notTitle.test(text) &&
    !isDate(text) &&
    !addressPart.test(text) &&
    !isLabelled(text) &&
    !beginsBelow(text.replace(/^\d+ /, "")) &&
    readSubjectLine(text) === undefined &&
    nameKind(text) !== "title" &&
    // "Ad Clerum", below the date and right above the salutation.
    !(nameKind(text) === "name" && !isCapitals(text) && !(place.isLast && place.isBelowDate))
  );
}

/** "Water, protest and what comes next" begins as a name and a role do. */
function isName(text: string): boolean {
  const kind = nameKind(text);
  return kind !== undefined && !(kind === "word" && text.split(" ").length > 3);
}

/** Words that could be a title, longer than those of a heading: "Support at Home: changes from 1 July 2026". */
export function isSentence(text: string): boolean {
  return (
    text.length <= maxTitle &&
    text.split(" ").length >= 3 &&
    /^[\p{Lu}\p{Lo}“"‘«]|^\d+ (?:\S+ ){4}/u.test(text) &&
    /[\p{L}\d)”"’»?!]$/u.test(text) &&
    !notTitle.test(text) &&
    !isDate(text) &&
    !beginsBelow(text.replace(/^\d+ /, "")) &&
    (!isBody.test(text) || clause.test(text)) &&
    readSubjectLine(text) === undefined &&
    // "Neuhafen, den 14. September 2026", "Via dei Mille, 14", "London SE1 4QX".
    !/^[^:]*,[^,:]*\d[^:]*$|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$|^[\p{L} ]{2,20}: \S*\d\S*$/u.test(
      text,
    ) &&
    !isName(text) &&
    !(isPost(text) && text.split(" ").length < 6 && !isCapitals(text))
  );
}

/** The line of a head that looks most like a title, and enough like one; the lower of two. */
export function likeliestTitle<Line extends TitlePlace & { readonly text: string }>(
  lines: readonly Line[],
): { readonly line: Line; readonly score: number } | undefined {
  let best: { readonly line: Line; readonly score: number } | undefined;
  for (const line of lines) {
    const score = scoreTitle(line.text, line) ?? 0;
    if (score >= (best?.score ?? leastScore)) best = { line, score };
  }
  return best;
}
