import type { Item, Meant, Part } from "./read-letters.ts";
import type { Way } from "./ways.ts";

/** The text of a letter as a program gives it. `front`: lines of front matter above it. */
export function extract(letter: Meant, way: Way, front: boolean): string {
  const { margin = "", blank = " ", newline = "\n", prefix = "" } = way;
  const subject = letter.title?.subject ?? "Fwd: a letter";
  const body = [...(way.head?.(subject) ?? []), ...paged(groupsOf(letter, way), way)].map(line =>
    line.startsWith("\f") || line === ""
      ? prefix.trimEnd() + line
      : prefix + margin + line.replaceAll(" ", blank),
  );
  const head = front
    ? ["---", `language: ${letter.language}`, "organisation: Northmere Trust", "---"]
    : [];
  const text = [...head, ...body].join(newline);
  return way.hasLigatures
    ? text.replaceAll("ffi", "ﬃ").replaceAll("fi", "ﬁ").replaceAll("fl", "ﬂ")
    : text;
}

function paged(groups: readonly (readonly string[])[], way: Way): string[] {
  const { gap, spacing = 0, pageLines = 0 } = way;
  const furniture = way.furniture ?? (page => ["", `Page ${page} of 9`, ""]);
  const text: string[] = [];
  let count = 0;
  for (const lines of groups) {
    for (const line of lines) {
      text.push(line);
      for (let each = 0; each < spacing; each++) text.push("");
      count++;
      if (pageLines > 0 && count % pageLines === 0) text.push(...furniture(count / pageLines));
    }
    for (let each = spacing; each < gap; each++) text.push("");
  }
  return text;
}

function groupsOf(letter: Meant, way: Way): string[][] {
  const { above, title, salutation, parts, signOff, mark, signed, below } = letter;
  const titles = title === undefined ? [] : [way.isMarkdown ? `**${title.shown}**` : title.shown];
  const lines = (group: readonly string[]) => hardLines(group, way);
  return [
    ...above.map((group, index) =>
      way.hasLayout && index === 0 ? group.map(line => " ".repeat(48) + line) : lines(group),
    ),
    ...(title?.isAbove ? [titles] : []),
    [salutation],
    ...(title?.isAbove === false ? [titles] : []),
    ...parts.flatMap(part => groupsOfPart(part, way)),
    ...(signOff === "" ? [] : [wrap(signOff, way)]),
    ...(mark === "" ? [] : [[mark]]),
    ...(way.hasLayout && letter.inColumns ? inTwo(signed) : signed.map(lines)),
    ...below.map(group => lines(group.flatMap(line => wrap(line, way)))),
  ];
}

/** pandoc ends a line that is kept with a backslash. */
const hardLines = (group: readonly string[], way: Way): string[] =>
  group.map((line, index) => (way.isMarkdown && index < group.length - 1 ? `${line}\\` : line));

function inTwo(signed: Meant["signed"]): string[][] {
  const rows: string[][] = [];
  for (let at = 0; at < signed.length; at += 2) {
    const [left = [], right = []] = signed.slice(at, at + 2);
    const length = Math.max(left.length, right.length);
    rows.push(
      Array.from({ length }, (_, row) =>
        `${(left[row] ?? "").padEnd(46)}${right[row] ?? ""}`.trimEnd(),
      ),
    );
  }
  return rows;
}

function groupsOfPart(part: Part, way: Way): string[][] {
  if (part.kind === "paragraph") return [wrap(part.text, way)];
  if (part.kind === "heading") return [[way.isMarkdown ? `## ${part.text}` : part.text]];
  if (part.kind === "list") return [part.items.flatMap(item => linesOfItem(item, way))];
  if (way.table === "lines") return part.rows.map(row => [...row]);
  const widths = part.rows[0]?.map((_, column) =>
    Math.max(...part.rows.map(row => row[column]?.length ?? 0)),
  );
  const padded = part.rows.map(row => row.map((cell, at) => cell.padEnd(widths?.[at] ?? 0)));
  if (way.table === "tabs") return [part.rows.map(row => row.join("\t"))];
  if (way.table === "aligned") return [padded.map(row => row.join("    ").trimEnd())];
  const rule = widths?.map(width => "-".repeat(width)) ?? [];
  const [first = [], ...others] = padded;
  return [[first, rule, ...others].map(row => `| ${row.join(" | ")} |`)];
}

function linesOfItem({ label, text, level }: Item, way: Way): string[] {
  const { bullet, innerBullet = `   ${bullet}`, hanging = 0 } = way;
  const isBullet = label === "•";
  const mark = isBullet ? (level === 0 ? bullet : innerBullet) : `${"   ".repeat(level)}${label} `;
  if (isBullet && way.hasLoneBullets) return [mark.trimEnd(), ...wrap(text, way)];
  const under = hanging === 0 ? 0 : isBullet ? hanging + (level > 0 ? 3 : 0) : mark.length;
  return wrap(mark + text, way, under);
}

function wrap(text: string, { column, hyphen }: Way, hanging = 0): string[] {
  if (column === undefined) return [text];
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    const room = column - (last?.length ?? 0) - 1;
    const cut = hyphen === undefined ? 0 : placeToPart(word, room);
    if (last !== undefined && word.length <= room) lines[lines.length - 1] = `${last} ${word}`;
    else if (last !== undefined && cut > 0) {
      lines[lines.length - 1] = `${last} ${word.slice(0, cut)}${hyphen}`;
      lines.push(" ".repeat(hanging) + word.slice(cut));
    } else lines.push(last === undefined ? word : " ".repeat(hanging) + word);
  }
  return lines;
}

/** Where a word of at least eight small letters can be parted within the room; 0: nowhere. */
function placeToPart(word: string, room: number): number {
  if (!/^[a-zà-ÿ]{8,}[,.;:]?$/.test(word)) return 0;
  for (let at = Math.min(room - 1, word.length - 4); at >= 3; at--)
    if (/[aeiouyà-ÿ][^aeiouyà-ÿ]$/.test(word.slice(0, at)) && /^[^aeiouy,.;]/.test(word.slice(at)))
      return at;
  return 0;
}
