/**
 * Whether a line ends a sentence or a point.
 * Closing quotes, brackets and a footnote's number may follow the stop.
 */
export function endsStop(text: string): boolean {
  return /[.!?…:;؟۔。](?:["'”’»)\]]|\s|\[\d{1,3}\])*$|\p{L}{3}[.!?]["”’)]?\d{1,2}$/u.test(
    text.slice(-8),
  );
}

/** Whether a line ends a sentence or a point of a list: "…; and" does. */
export function endsPoint(text: string): boolean {
  return endsStop(text) || /[;,] (?:and|or|a|ac|neu|et|ou|und|oder|y|o|e|i|oraz|en)$/.test(text);
}

/** Whether a line begins in lower case: the rest of a sentence, or a point of a list. */
export function startsLower(text: string): boolean {
  return /^["'“‘«(]?\p{Ll}/u.test(text.slice(0, 4));
}

/** Words that never end a sentence. */
const openWords = new Set(
  `the a an of and or our your their its his her my by from with at as that which who whose where than
   le la les un une de des du et ou au aux der die das den dem des ein eine einen einem einer eines unser unsere unserer unserem unseren ihre ihrer ihren ihrem seine im am zum zur vom
   beim für durch sowie und oder von zu mit notre votre nos vos leurs nuestro nuestra su sus del al nostro nostra della degli het een onze el los las y o il lo gli di e da yr y a'r i'r`.split(
    /\s+/,
  ),
);

/** "Tuesday 12 May" / "2026 at noon" is one sentence. */
export function partsDate(text: string, next: string): boolean {
  return (
    /^\d{4}\b/.test(next) &&
    /\d (?:january|february|march|april|may|june|july|august|september|october|november|december)$/i.test(
      text.slice(-13),
    )
  );
}

/**
 * Whether a line ends in a comma or in a word that never ends a sentence,
 * so that the next line continues it.
 */
export function endsOpen(text: string): boolean {
  return (
    text.endsWith(",") ||
    openWords.has(
      text
        .slice(text.lastIndexOf(" ") + 1)
        .toLowerCase()
        .replace("’", "'"),
    )
  );
}

/** Whether a line begins with a character that is always a bullet. */
export const startsWithGlyph = (text: string): boolean => sureBullet.test(text);

/** Whether a line may begin with a bullet or with the number of a point. */
export const startsPoint = (text: string): boolean =>
  startsWithGlyph(text) || /^(?:\(?\w{1,3}[.)]|\d+\.\d+|[*o-])\s/.test(text);

/** Characters that are always bullets, also without a blank after them. */
export const sureBullet =
  /^[\u2022\u2023\u2043\u204c\u204d\u2219\u25a0-\u25ff\u2605\u2606\u2610-\u2612\u2666\u2713-\u2718\u271b-\u271f\u2721-\u2729\u2736\u274c-\u2752\u2756\u2794\u2798-\u27af\u27b1-\u27be\u29bf\u29be\u2b1b-\u2b1f\u2b25-\u2b2b\u2b24\u2b50\u2b58\u2b9a-\u2b9f\u2705\u{1f534}-\u{1f53b}\u{1f538}\u{1f539}\u{1f7e0}-\u{1f7eb}\u{1f449}\uf020-\uf0ff]\ufe0f?/u;
