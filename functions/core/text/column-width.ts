/** Characters that take two columns in a font of fixed width (Unicode's East Asian Width W and F). */
const wide =
  /[\u1100-\u115f\u231a\u231b\u2329\u232a\u23e9-\u23ec\u23f0\u23f3\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1aff0}-\u{1b2fb}\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{1fa70}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
/** Characters that take none: marks on others, and what only formats. */
const without = /^[\p{Mn}\p{Me}\p{Cf}]*$/u;

let graphemes: Intl.Segmenter | undefined;

/** Returns how many columns a line takes in a font of fixed width. */
export function columnWidth(text: string): number {
  // Most texts are of letters that take one column each.
  if (/^[\x20-\x7e\u00a0-\u00ff\u2010-\u201f]*$/.test(text)) return text.length;
  // Made with the first such text: it takes longer than a page.
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  let width = 0;
  for (const { segment } of graphemes.segment(text))
    width += without.test(segment) ? 0 : wide.test(segment) ? 2 : 1;
  return width;
}
