import { beginsBelow } from "./below-signature.ts";
import type { BlockLines } from "./letter-lines.ts";
import { isGroup, isPost, isTitleCase, nameKind } from "./name-lines.ts";
import { isLabelledLine, isRoleLine } from "./signatures.ts";

/** A line of a block. */
export type LinePlace = { readonly block: number; readonly line: number };

/** Whether a line could be a sign-off of any wording: short, one phrase, no name of a person. */
function isPhrase(text: string): boolean {
  return (
    // "With love to you and to all who are dear to you,".
    text.length <= (/,$/.test(text) ? 70 : 60) &&
    text.split(" ").length <= (/,$/.test(text) ? 12 : 8) &&
    /^[\p{L}“"]/u.test(text) &&
    !/[:;?\d@]|\.$|[.!] /.test(text) &&
    nameKind(text) !== "title" &&
    !beginsBelow(text)
  );
}

/** Without the lists and tables below "Copy to:" at the very end. */
function withoutLists(blocks: readonly BlockLines[]): readonly BlockLines[] {
  let end = blocks.length;
  while (end > 1 && /^(?:bullets|numbers|table|rule)$/.test(blocks[end - 1]?.block.kind ?? ""))
    end--;
  const isBelow = end < blocks.length && beginsBelow(blocks[end - 1]?.words.at(-1) ?? "");
  return isBelow ? blocks.slice(0, end) : blocks;
}

/** "This email is for the intended recipient only. …" */
const isNotice = (words: readonly string[]): boolean =>
  beginsBelow(words[0] ?? "") &&
  /e-?mail|message|charity|registered|viruses/i.test(words.join(" "));

/** The end of a letter that has no known sign-off: the first line of the names below it. */
export type Shape = { readonly names: LinePlace; readonly signOff: LinePlace | undefined };

/**
 * Finds the end of a letter by its shape: at the very end, short lines with a name, perhaps below a
 * short phrase. The name is sure if it has a title, if a post follows it, or if a phrase with a comma
 * is above it.
 */
export function findShape(all: readonly BlockLines[]): Shape | undefined {
  const blocks = withoutLists(all);
  const isClosing = ({ block, words }: BlockLines) =>
    (block.kind === "paragraph" || block.kind === "heading") &&
    words.length > 0 &&
    (isNotice(words) ||
      (words.every(
        text =>
          isRoleLine(text) || ((beginsBelow(text) || isLabelledLine(text)) && text.length <= 80),
      ) &&
        words.join(" ").length <= 400));
  const first = Math.max(blocks.findLastIndex(block => !isClosing(block)) + 1, blocks.length - 12);
  const places = blocks
    .slice(first)
    .flatMap(({ words }, at) => words.map((text, line) => ({ block: first + at, line, text })));
  const spoken = findPhrase(blocks);
  if (spoken !== undefined && spoken.names.block >= first) return spoken;
  for (const [index, { block, line, text }] of places.entries()) {
    const [above, below] = [places[index - 1], places[index + 1]];
    if (beginsBelow(text)) continue;
    const kind = nameKind(text) ?? (isGroup(text) && line === 0 ? "name" : undefined);
    if (kind === undefined) continue;
    // In a script without capitals, a phrase looks like a name: its comma tells, above a name.
    if (/^\p{Lo}.*[,،]$/u.test(text) && nameKind(below?.text ?? "") !== undefined && index === 0)
      continue;
    const phrase = above !== undefined && isPhrase(above.text) ? above : undefined;
    const near = phrase !== undefined && (phrase.block === block || line === 0);
    const last = below === undefined || beginsBelow(below.text);
    const post = below !== undefined && (isPost(below.text) || isTitleCase(below.text));
    const ends = line === 0 && (last || post || nameKind(below?.text ?? "") !== undefined);
    const sure =
      (near && /[,،!]$/.test(phrase.text) && (last || post)) ||
      // Without blank lines: "Every blessing" / "+Miriam".
      (near && kind !== "word" && line === 1 && phrase.block === block && (last || post)) ||
      (kind === "word" ? near && last && phrase.text.split(" ").length <= 4 : ends);
    if (sure) return { names: { block, line }, signOff: near ? phrase : undefined };
  }
  // "Onwards and upwards," in any language, above whatever follows.
  const at = places.findIndex(({ text }) => /[,،]$/.test(text) && text.length <= 60);
  const [comma, names] = [places[at], places[at + 1]];
  return comma && names ? { names, signOff: comma } : findPhrase(blocks);
}

/** More may follow a name below a phrase with a comma than below other endings: a charity's number. */
const maxBlocksBelow = 4;

/** A short phrase with a comma in a paragraph of its own, and a name in the next line. */
function findPhrase(blocks: readonly BlockLines[]): Shape | undefined {
  for (
    let block = blocks.length - 1;
    block >= Math.max(0, blocks.length - maxBlocksBelow - 3);
    block--
  ) {
    const { words } = blocks[block] ?? { words: [] };
    const phrase = words[0] ?? "";
    const isSpoken = phrase.split(" ").length <= 12 && /[,،!]$/.test(phrase) && isPhrase(phrase);
    const names = words.length > 1 ? { block, line: 1 } : { block: block + 1, line: 0 };
    const name = blocks[names.block]?.words[names.line] ?? "";
    if (isSpoken && nameKind(name) !== undefined && words.length <= 6)
      return { names, signOff: { block, line: 0 } };
  }
  return undefined;
}
