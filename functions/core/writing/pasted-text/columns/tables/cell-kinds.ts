import { dateNames } from "../../../../text/date-names.ts";

/** A piece of a line that is a cell, or words of one: a time or date, an amount, a code or a text. */
export type CellPiece = {
  readonly kind: "when" | "amount" | "code" | "text";
  readonly text: string;
};

const languages = ["en", "cy", "ga", "gd", "fr", "de", "es", "it", "pl", "nl", "pt"] as const;
type Names = { readonly months: ReadonlySet<string>; readonly weekdays: ReadonlySet<string> };
let known: Names | undefined;

/** Months and weekdays, whole and as their first three or four letters. */
function names(): Names {
  known ??= {
    months: withShort(languages.flatMap(language => dateNames(language).months)),
    weekdays: withShort(languages.flatMap(language => dateNames(language).weekdays)),
  };
  return known;
}

const withShort = (words: readonly string[]): ReadonlySet<string> =>
  new Set(
    words
      .map(word => word.slice(word.lastIndexOf(" ") + 1))
      .flatMap(word => [word, word.slice(0, 3), word.slice(0, 4)]),
  );

const bare = (word: string | undefined): string =>
  (word ?? "").toLowerCase().replace(/^[(]|[.,;)]+$/g, "");
const isMonth = (word: string | undefined): boolean =>
  /^\p{L}{3}/u.test(word ?? "") && names().months.has(bare(word));
const isWeekday = (word: string | undefined): boolean =>
  /^\p{Lu}\p{L}{2}/u.test(word ?? "") && names().weekdays.has(bare(word));

const time =
  /^(?:\d{1,2}[:.h]\d{2}(?:[ap]m)?|\d{1,2}[ap]m)(?:[-–—](?:\d{1,2}[:.h]\d{2}(?:[ap]m)?|\d{1,2}[ap]m))?,?$/i;
const date = /^\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?$/;
const ofClock = /^(?:[ap]\.?m\.?|noon|uhr|h|hrs|o’clock|o'clock),?$/i;
const amount =
  /^(?:[([+−–-]?(?:\p{L}{0,3}[£$€¥₹]|Rs\.?|EUR|CHF|USD|GBP)?\d[\d.,]*(?:%|[£$€]|[kKmM])?[)\]]?|[–—-]|n\/?a|nil)$/iu;
const code = /^(?=.*\d)[\p{Lu}\d][\p{Lu}\d]*(?:[-/][\p{Lu}\d]+)+$/u;
const day = /^\d{1,2}(?:st|nd|rd|th|er|\.|º)?(?:[-–—]\d{1,2}(?:st|nd|rd|th)?)?$/;

/** How many words a date or a time at a place has; 0 if none is there. */
function whenAt(words: readonly string[], at: number): number {
  const [word = "", next, third] = words.slice(at, at + 3);
  if (isWeekday(word)) return 1;
  if (time.test(word) || date.test(word)) return ofClock.test(next ?? "") ? 2 : 1;
  const year = (place: number) => (/^\d{4},?$/.test(words[place] ?? "") ? 1 : 0);
  if (day.test(word)) {
    if (/^\d/.test(word) && ofClock.test(next ?? "")) return 2;
    if (word.length <= 7 && isMonth(next)) return 2 + year(at + 2);
    if (/^(?:of|de)$/.test(next ?? "") && isMonth(third)) return 3 + year(at + 3);
  }
  if (isMonth(word) && /^\d{4},?$/.test(next ?? "")) return 2;
  if (isMonth(word) && /^\d{1,2}(?:st|nd|rd|th)?,?$/.test(next ?? "")) return 2 + year(at + 2);
  return 0;
}

/**
 * Cuts a line into its dates, times, amounts, codes and the texts between them. "6.15am to about 10pm"
 * and "Friday, 9am" are one date each. `isName`: a bare number after a text belongs to it ("Room 1").
 */
export function piecesOf(text: string, isName: boolean): CellPiece[] {
  const words = text.split(" ");
  const pieces: { kind: CellPiece["kind"]; text: string }[] = [];
  for (let at = 0; at < words.length; ) {
    const last = pieces.at(-1);
    const length = whenAt(words, at);
    if (length > 0) {
      addWhen(pieces, words.slice(at, at + length).join(" "));
      at += length;
      continue;
    }
    const word = words[at++] ?? "";
    const isBare = /^\d{1,4}$/.test(word) && last?.kind === "text" && isName;
    const kind = isBare
      ? "text"
      : code.test(word)
        ? "code"
        : amount.test(word) && /\d|^\p{P}$|^n/iu.test(word)
          ? "amount"
          : "text";
    // "3 years" is one amount.
    const isUnit =
      last?.kind === "amount" && /\d/.test(last.text) && /^(?:\p{Ll}|[€£$%]$)/u.test(word);
    // "7 to 10" is one amount.
    const isRange =
      kind === "amount" &&
      last?.kind === "amount" &&
      /^\d{1,3} (?:\p{Ll}{1,3}|[-–])$/u.test(last.text);
    if (last !== undefined && ((kind === "text" && (last.kind === "text" || isUnit)) || isRange))
      last.text += ` ${word}`;
    else pieces.push({ kind, text: word });
  }
  return pieces;
}

/** Between two dates that are one: "to", "bis", "–", "to about". */
const link = /^(?:[-–—]|\p{Ll}{1,5}(?: \p{Ll}{1,6})?)$/u;
/** "1 to" in front of "18 December". */
const fromDay = /^(?:(.*\S) )?(\d{1,2}\.? (?:[-–—]|\p{Ll}{1,3}))$/u;

/** Adds a date: to the last one, if it goes on after a comma, a dash, or one or two small words. */
function addWhen(pieces: { kind: CellPiece["kind"]; text: string }[], own: string): void {
  const [before, last] = pieces.length > 1 ? pieces.slice(-2) : [undefined, pieces[0]];
  const [, name, from] = last?.kind === "when" ? [] : (fromDay.exec(last?.text ?? "") ?? []);
  if (last?.kind === "when" && (last.text.endsWith(",") || isWeekday(last.text)))
    last.text += ` ${own}`;
  else if (last !== undefined && before?.kind === "when" && link.test(last.text)) {
    pieces.pop();
    before.text += ` ${last.text} ${own}`;
  } else if (last !== undefined && from !== undefined) {
    pieces.pop();
    if (name !== undefined) pieces.push({ kind: last.kind, text: name });
    pieces.push({ kind: "when", text: `${from} ${own}` });
  } else pieces.push({ kind: "when", text: own });
}

/** What a whole cell is. */
export function kindOf(cell: string): CellPiece["kind"] {
  const [only, ...others] = piecesOf(cell, true);
  if (only === undefined || others.length > 0) return "text";
  // "2.24" may be a time or the number of a paragraph.
  return /^\d{1,2}\.\d{1,2}$/.test(only.text) ? "amount" : only.kind;
}
