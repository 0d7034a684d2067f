import { greetingLanguage } from "./greeting-language.ts";

/**
 * The values at the per-person places:
 * a person's own values, or the sentinels that the composer replaces.
 */
export type Places = {
  readonly salutation: string;
  readonly viewUrl: string;
  /** The page where the person chooses their letters. */
  readonly manageUrl: string;
  readonly unsubscribeUrl: string;
};

// Cleaning removes control characters from content, so no editor can type a sentinel.
const OPEN = "\u0001";
const CLOSE = "\u0002";

/** Render with these to insert each person's values later, at `splitAtPlaces`. */
export const sentinels: Places = {
  salutation: `${OPEN}salutation${CLOSE}`,
  viewUrl: `${OPEN}viewUrl${CLOSE}`,
  manageUrl: `${OPEN}manageUrl${CLOSE}`,
  unsubscribeUrl: `${OPEN}unsubscribeUrl${CLOSE}`,
};

export type Piece = { readonly literal: string } | { readonly place: keyof Places };

const sentinel = new RegExp(`${OPEN}(salutation|viewUrl|manageUrl|unsubscribeUrl)${CLOSE}`);

/**
 * Cuts a text at its sentinels; returns the pieces in order, without empty literals.
 * Callers must escape the values that they insert into HTML.
 */
export function splitAtPlaces(text: string): Piece[] {
  return text.split(sentinel).flatMap((part, index): Piece[] => {
    if (index % 2 === 1) return [{ place: part as keyof Places }];
    return part === "" ? [] : [{ literal: part }];
  });
}

/**
 * Adds the letter's closing mark to a colleague's own salutation:
 * "Dear Dr Okafor" gets the comma of "Dear colleague,".
 */
export function closeSalutation(own: string, letters: string): string {
  // A full stop is part of a word: "Dear J. Smith Jr."
  return /[,:;!،]$/u.test(own) ? own : own + (/[,:;.!،]$/u.exec(letters)?.[0] ?? "");
}

/** A letter's general salutation, in its first language, and the other languages that it is also in. */
export type Greeting = {
  readonly salutation: string;
  readonly alsoIn?: readonly string[] | undefined;
};

/**
 * Returns the salutation of one person's copy. In a letter in two languages, a colleague's own
 * salutation does not stand above the part in the other language: "Dear Dr Okafor" above Welsh.
 */
export function salutationFor(letter: Greeting, own: string | undefined): string {
  const { salutation, alsoIn = [] } = letter;
  if (own === undefined) return salutation;
  const [ofOwn, ofLetter] = [greetingLanguage(own), greetingLanguage(salutation)];
  const isOther = ofOwn !== undefined && ofLetter !== undefined && ofOwn !== ofLetter;
  return alsoIn.length > 0 && isOther ? salutation : closeSalutation(own, salutation);
}
