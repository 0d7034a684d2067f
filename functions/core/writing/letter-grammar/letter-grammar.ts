import type { Block } from "../../letter/content.ts";
import { plainWords } from "../../letter/content.ts";
import type { Signatory } from "../../letter/letter.ts";
import { readClose } from "./letter-close.ts";
import {
  type BlockLines,
  blockOfLines,
  dropCharacters,
  hardenShortLines,
  linesOfBlock,
} from "./letter-lines.ts";
import { nameKind } from "./name-lines.ts";
import { readNameLine } from "./post-nominals.ts";
import { isClearSalutation, isSalutation, splitSalutation } from "./salutations.ts";
import { isSignOff } from "./sign-offs.ts";
import { readSubjectLine } from "./subject-line.ts";

type Opening = {
  readonly preamble: Block[];
  readonly salutation: string | undefined;
  readonly rest: readonly Block[];
};

/** A salutation after more blocks than this does not count. */
const maxPreambleBlocks = 25;

/** Below prose, "Dear friends," is part of the text and not the salutation. */
const isProse = (words: string): boolean => words.length > 160;

/**
 * Whether a line looks like a salutation in an unknown language:
 * short, ends in a comma, right above the first prose.
 */
function isUnknownSalutation(blocks: readonly BlockLines[], block: number, line: number): boolean {
  const words = blocks[block]?.words ?? [];
  const text = words[line] ?? "";
  const next = words[line + 1] ?? blocks[block + 1]?.words.join(" ") ?? "";
  return (
    /^\p{L}.*[,،]$/u.test(text) &&
    !/^\p{Ll}/u.test(text) &&
    text.length <= 50 &&
    (line === 0 || (line === words.length - 1 && text.split(" ").length <= 4)) &&
    next.length >= 80
  );
}

/** Finds the salutation with `test` in the blocks above the first prose. */
function findOpening(
  blocks: readonly BlockLines[],
  test: (words: string, block: number, line: number) => string | undefined,
): Opening | undefined {
  for (const [block, { words, lines, soft }] of blocks.slice(0, maxPreambleBlocks).entries()) {
    for (const [line, text] of words.entries()) {
      const salutation = test(text, block, line);
      if (salutation !== undefined) {
        const source = (index: number) => blocks.slice(index).map(part => part.block);
        const sameLine = dropCharacters(lines[line] ?? [], Math.max(salutation.length, 1)).filter(
          run => plainWords([run]).trim() !== "",
        );
        const rest = blockOfLines(
          [sameLine, ...lines.slice(line + 1)].filter(runs => runs.length > 0),
          soft,
        );
        return {
          preamble: [
            ...source(0).slice(0, block),
            ...blockOfLines(lines.slice(0, line), soft),
          ].flatMap(hardenShortLines),
          salutation,
          rest: [...rest, ...source(block + 1)],
        };
      }
      if (isProse(text)) return undefined;
    }
  }
  return undefined;
}

function readOpening(blocks: readonly Block[]): Opening {
  const all = blocks.slice(0, maxPreambleBlocks + 1).map(linesOfBlock);
  const found =
    findOpening(all, words => (isClearSalutation(words) ? words : undefined)) ??
    findOpening(all, (words, _, line) =>
      line === 0 ? splitSalutation(words)?.salutation : undefined,
    ) ??
    findOpening(all, words => (isSalutation(words) ? words : undefined)) ??
    findOpening(all, (words, block, line) =>
      isUnknownSalutation(all, block, line) ? words : undefined,
    );
  if (found !== undefined) return { ...found, rest: [...found.rest, ...blocks.slice(all.length)] };
  const headed = all.findIndex(({ block, words }) => !isHead(block, words));
  const end = headed === -1 ? 0 : headed;
  return { preamble: blocks.slice(0, end), salutation: undefined, rest: blocks.slice(end) };
}

/** Above a text without a salutation: short lines, or a subject. */
function isHead(block: Block, words: readonly string[]): boolean {
  if (block.kind !== "paragraph" && block.kind !== "heading") return false;
  const text = words.join(" ");
  if (words.some(isSignOff)) return false;
  return (
    words.some(line => readSubjectLine(line) !== undefined) ||
    (words.every(line => line.length <= 100 && !/[.!?…:;]$/.test(line)) && text.length <= 300)
  );
}

function findSubject(preamble: readonly Block[], rest: readonly Block[]): string | undefined {
  // British letters have the subject line below the salutation.
  const lines = [...preamble, ...rest.slice(0, 1)].flatMap(block => subjectLines(block));
  return lines.map(readSubjectLine).find(subject => subject !== undefined);
}

/** "Label: words", the next line of a letterhead. */
const labelled = /^\p{L}[\p{L} ]{1,20}\s?:/u;

/** The lines of a block. A subject that Markdown has wrapped is one. */
function subjectLines(block: Block): readonly string[] {
  const { words, soft } = linesOfBlock(block);
  const at = words.findIndex(text => readSubjectLine(text) !== undefined);
  const isTwo = at === 0 && words.length === 2 && words.every(text => !/[.!?:;]$/.test(text));
  if (at === -1 || !(soft || isTwo)) return words;
  const end = words.findIndex((text, line) => line > at && labelled.test(text));
  return [words.slice(at, end === -1 ? words.length : end).join(" ")];
}

/** A memorandum is not signed: "From: Ada King, Provost" above it says whose it is. */
function senderOf(preamble: readonly Block[]): readonly Signatory[] {
  const lines = preamble.flatMap(block => linesOfBlock(block).words);
  const [, from] = lines.flatMap(line => /^from\s?:\s*(\S.*)$/i.exec(line) ?? []);
  return from === undefined || nameKind(from) === undefined ? [] : [readNameLine(from)];
}

/**
 * Finds the parts of a letter in its blocks. `subject` comes from a "Subject:" or "Re:" line; the
 * line also stays in its place, so no word is lost. A part that is not found is undefined, and its
 * words stay in the body.
 */
export function liftLetter(blocks: readonly Block[]): {
  preamble: Block[];
  salutation: string | undefined;
  body: Block[];
  signOff: string | undefined;
  signatories: readonly Signatory[];
  postscript: Block[];
  subject: string | undefined;
} {
  const { preamble, salutation, rest } = readOpening(blocks);
  const close = readClose(rest);
  const signatories = close.signatories.length > 0 ? close.signatories : senderOf(preamble);
  return { preamble, salutation, ...close, signatories, subject: findSubject(preamble, rest) };
}
