/**
 * Returns a test for people whose name or address contains every word of a text, whatever its case
 * and accents: "sian obr" finds "Siân O’Brien".
 */
export function matcherOf(
  text: string,
): (person: { readonly email: string; readonly name?: string | undefined }) => boolean {
  const words = folded(text)
    .split(" ")
    .filter(word => word !== "");
  return ({ email, name = "" }) => {
    const searched = folded(`${name} ${email}`);
    return words.every(word => searched.includes(word));
  };
}

/** Without accents, apostrophes and case. */
function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}'’ʼ]/gu, "")
    .replace(/\s+/g, " ")
    .toLowerCase()
    .trim();
}
