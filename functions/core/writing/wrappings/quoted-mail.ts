/** A quotation of a quotation of … is unfolded so many times. */
const maxDepth = 5;

/**
 * Removes the ">" before the lines of a forwarded letter, if most of a text is quoted. The lines
 * keep their numbers.
 */
export function unquote(text: string): string {
  let lines = text.split("\n");
  for (let depth = 0; depth < maxDepth; depth++) {
    const quoted = lines.filter(line => /^ ?>/.test(line)).length;
    const words = lines.filter(line => line.trim() !== "").length;
    // An inset of Markdown is a part of a letter.
    if (quoted < 4 || quoted < words * 0.7) break;
    lines = lines.map(line => line.replace(/^ ?> ?/, ""));
  }
  return lines.join("\n");
}
