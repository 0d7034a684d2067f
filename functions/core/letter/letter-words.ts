import { type Block, plainWords, type Run } from "./content.ts";
import type { Letter, LetterPart } from "./letter.ts";

/**
 * Returns the words of a letter in the order in which they are read, without the headings, which a
 * template places, the first salutation, which is each person's own, and the addresses of links.
 */
export function letterWords(letter: Letter): string[] {
  const parts = [
    ...letter.preamble.flatMap(wordsIn),
    ...rest(letter),
    ...letter.translations.flatMap(part => [
      ...part.preamble.flatMap(wordsIn),
      part.salutation,
      ...rest(part),
    ]),
  ];
  return parts.flatMap(words => words.split(/\s+/).filter(Boolean));
}

function rest({ body, signOff, signatories, postscript }: LetterPart): string[] {
  return [
    ...body.flatMap(wordsIn),
    signOff,
    ...signatories.flatMap(({ mark = "", name, postNominals, role }) =>
      name === "" ? [] : [mark, name, postNominals, ...role],
    ),
    ...postscript.flatMap(wordsIn),
  ];
}

function wordsIn(block: Block): string[] {
  switch (block.kind) {
    case "heading":
    case "paragraph":
      return lines(block.runs);
    case "bullets":
    case "numbers":
      return block.items.flatMap(({ runs, blocks }) => [
        ...lines(runs),
        ...blocks.flatMap(wordsIn),
      ]);
    case "table":
      return [block.head, ...block.rows].flat().flatMap(lines);
    case "inset":
    case "section":
      return block.blocks.flatMap(wordsIn);
    case "notes":
      return block.notes.flatMap(({ label, runs }) => [label, ...lines(runs)]);
    case "rule":
      return [];
  }
}

/** Each run apart: a template may put markup between them. */
function lines(runs: readonly Run[]): string[] {
  return runs.flatMap(run => ("runs" in run ? lines(run.runs) : [plainWords([run])]));
}
