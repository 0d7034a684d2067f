import { type Block, type ContentsPoint, plainWords, type Run } from "./content.ts";
import type { Letter, LetterPart } from "./letter.ts";

/**
 * Returns the words of a letter in the order in which they are read, without the headings, which a
 * template places, the first salutation, which is each person's own, and the addresses of links.
 */
export function letterWords(letter: Letter): string[] {
  const parts = [
    ...letter.preamble.flatMap(textsIn),
    ...rest(letter),
    ...letter.translations.flatMap(part => [
      ...part.preamble.flatMap(textsIn),
      part.salutation,
      ...rest(part),
    ]),
  ];
  return parts.flatMap(words => words.split(/\s+/).filter(Boolean));
}

function rest({ body, signOff, signatories, postscript }: LetterPart): string[] {
  return [
    ...body.flatMap(textsIn),
    signOff,
    ...signatories.flatMap(({ mark = "", name, postNominals, role }) =>
      name === "" ? [] : [mark, name, postNominals, ...role],
    ),
    ...postscript.flatMap(textsIn),
  ];
}

/** Returns the texts of a block in their order. */
export function textsIn(block: Block): string[] {
  switch (block.kind) {
    case "heading":
    case "paragraph":
      return lines(block.runs);
    case "bullets":
    case "numbers":
      return block.items.flatMap(({ runs, blocks }) => [
        ...lines(runs),
        ...blocks.flatMap(textsIn),
      ]);
    case "table":
      return [block.head, ...block.rows].flat().flatMap(lines);
    case "inset":
    case "section":
      return block.blocks.flatMap(textsIn);
    case "notes":
      return block.notes.flatMap(({ label, runs }) => [label, ...lines(runs)]);
    case "contents":
      return [block.title, ...titlesOf(block.points)];
    case "rule":
      return [];
  }
}

function titlesOf(points: readonly ContentsPoint[]): string[] {
  return points.flatMap(({ title, points: within }) => [title, ...titlesOf(within)]);
}

/** Each run apart: a template may put markup between them. */
function lines(runs: readonly Run[]): string[] {
  return runs.flatMap(run => ("runs" in run ? lines(run.runs) : [plainWords([run])]));
}
