/** "-- wages" */
const dashed = /^(\s*)--\s+(\S.*)$/;
const underline = /^\s*(?:-{3,}|={3,}|_{3,}|~{3,}|\*{3,})\s*$/;

/**
 * Returns lines typed by hand as a program would write them: points begin with a dash and a blank,
 * and headings are not underlined. The lines keep their numbers.
 */
export function plainMarks(lines: readonly string[]): string[] {
  return lines.map((line, at) => {
    if (isUnderline(lines, at)) return "";
    const [, inset = "", text] = dashed.exec(line) ?? [];
    return text !== undefined && isAmongPoints(lines, at) ? `${inset}- ${text}` : line;
  });
}

/** Whether a line of dashes is about as long as the words above it, which stand alone. */
function isUnderline(lines: readonly string[], at: number): boolean {
  const rule = lines[at] ?? "";
  const title = (lines[at - 1] ?? "").trim();
  if (!underline.test(rule) || title === "" || (lines[at - 2] ?? "").trim() !== "") return false;
  return title.length <= 80 && Math.abs(title.length - rule.trim().length) <= 2;
}

/** Whether the next line above or below is such a point too: a lone dash may be a part of a sentence. */
function isAmongPoints(lines: readonly string[], at: number): boolean {
  const next = (step: 1 | -1) =>
    (lines[at + step] ?? "").trim() === "" ? lines[at + 2 * step] : lines[at + step];
  return [next(-1), next(1)].some(line => line !== undefined && dashed.test(line));
}
