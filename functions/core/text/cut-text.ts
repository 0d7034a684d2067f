const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * Returns the beginning of a text of at most `maxLength` UTF-16 units. A character that people see as
 * one (an accented letter, a flag, a family) is whole or left out.
 */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // A little more, so that the last character is seen whole.
  const near = text.slice(0, maxLength + 100);
  let end = 0;
  for (const { index, segment } of graphemes.segment(near)) {
    if (index + segment.length > maxLength) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
