/** What stands where each person's own values go: the values themselves, or the sentinels that the composer splices at. */
export type Places = { readonly salutation: string; readonly viewUrl: string; readonly unsubscribeUrl: string };

// Control characters: content is cleaned of them, so no editor can type a sentinel.
const OPEN = "\u0001";
const CLOSE = "\u0002";

/** Places to render with when the persons' values are to be spliced in afterwards, at `splitAtPlaces`. */
export const sentinels: Places = {
  salutation: `${OPEN}salutation${CLOSE}`,
  viewUrl: `${OPEN}viewUrl${CLOSE}`,
  unsubscribeUrl: `${OPEN}unsubscribeUrl${CLOSE}`,
};

export type Piece = { readonly literal: string } | { readonly place: keyof Places };

const sentinel = new RegExp(`${OPEN}(salutation|viewUrl|unsubscribeUrl)${CLOSE}`);

/**
 * The text cut at its sentinels, in order; what is put in place of a sentinel in HTML has to be escaped for HTML.
 * Empty literals are left out.
 */
export function splitAtPlaces(text: string): Piece[] {
  return text.split(sentinel).flatMap((part, index): Piece[] => {
    if (index % 2 === 1) return [{ place: part as keyof Places }];
    return part === "" ? [] : [{ literal: part }];
  });
}
