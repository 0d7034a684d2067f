import type { Block } from "../../../letter/content.ts";
import { isCapitals } from "../../pasted-text/pasted-headings.ts";
import { beginsBelow } from "../below-signature.ts";
import { blockOfLines, linesOfBlock } from "../letter-lines.ts";
import { nameKind } from "../name-lines.ts";
import {
  isBody,
  isDate,
  isLabelled,
  isSentence,
  likeliestTitle,
  notTitle,
  strongScore,
} from "./title-score.ts";

/** Whether a block can only be a title: a heading, or a paragraph of bold words alone. */
export function isMarked(block: Block): boolean {
  return (
    block.kind === "heading" ||
    (block.kind === "paragraph" && block.runs.length === 1 && block.runs[0]?.kind === "strong")
  );
}

/** Makes a block the letter's heading. */
export function asTitle(block: Block): Block {
  if (block.kind !== "paragraph" && block.kind !== "heading") return block;
  const [only] = block.runs;
  const runs = block.runs.length === 1 && only?.kind === "strong" ? only.runs : block.runs;
  return { kind: "heading", level: 1, runs };
}

export type TitleAbove = {
  readonly title: string;
  readonly preamble: readonly Block[];
  /** It is right above the salutation, and surely a title. */
  readonly isStrong: boolean;
};

/** The title among the lines above a salutation. The line becomes the letter's heading in its place. */
export function titleAbove(preamble: readonly Block[]): TitleAbove | undefined {
  const only = onlyLine(preamble);
  if (only !== undefined) return { title: only, preamble: preamble.map(asTitle), isStrong: true };
  const lines = preamble.flatMap((each, block) => {
    if (each.kind !== "paragraph" && each.kind !== "heading") return [];
    const { words } = linesOfBlock(each);
    const addressee = words.findIndex(text => addressed.test(text));
    return words.map((text, line) => {
      const below = words[line + 1];
      const isWrapped = wrapsInto(text, below) || (words.length === 2 && isTwoLines(text, below));
      const end = line + (isWrapped ? 2 : 1);
      return {
        text: isWrapped ? `${text} ${below}` : text,
        block,
        line,
        end,
        isFirst: block === 0 && line === 0,
        isLast: block === preamble.length - 1 && words.slice(end).every(isBeside),
        isAlone: end - line === words.length,
        isMarked: isMarked(each),
        isBelowDate: isDate(words[line - 1] ?? lastWords(preamble[block - 1])),
        isBelowAddressee: addressee !== -1 && line > addressee,
      };
    });
  });
  const found = likeliestTitle(lines);
  if (found === undefined) return undefined;
  const { text, block, line, end } = found.line;
  const { lines: runs, soft } = linesOfBlock(preamble[block] ?? { kind: "rule" });
  const own = runs.slice(line, end);
  const title: Block = {
    kind: "heading",
    level: 1,
    runs: own.flatMap((each, at) => (at === 0 ? each : [{ kind: "text", text: " " }, ...each])),
  };
  return {
    title: text,
    isStrong: found.line.isLast && found.score >= strongScore,
    preamble: [
      ...preamble.slice(0, block),
      ...blockOfLines(runs.slice(0, line), soft),
      title,
      ...blockOfLines(runs.slice(end), soft),
      ...preamble.slice(block + 1),
    ],
  };
}

/** A title in capitals fills its line, and goes on in the next one. */
const wrapsInto = (text: string, below: string | undefined): boolean =>
  below !== undefined &&
  text.length >= 45 &&
  below.length < text.length &&
  isCapitals(text) &&
  isCapitals(below) &&
  !addressed.test(text);

/** Two lines are one title if the first is full and the second goes on. */
const isTwoLines = (text: string, below: string | undefined): boolean =>
  below !== undefined &&
  text.length >= 45 &&
  !isLabelled(below) &&
  !isDate(below) &&
  isSentence(`${text} ${below}`);

const lastWords = (block: Block | undefined): string =>
  block === undefined ? "" : (linesOfBlock(block).words.at(-1) ?? "");

/** "Car park B": the one line above a salutation, which names no sender, place or day. */
function onlyLine(preamble: readonly Block[]): string | undefined {
  const [block, ...others] = preamble;
  if (block?.kind !== "paragraph" || others.length > 0) return undefined;
  const [text = "", ...more] = linesOfBlock(block).words;
  const isSpoken = / \p{Ll}{3,}/u.test(text) && text.split(" ").length <= 10;
  const isSender = isBody.test(text) || nameKind(text) !== undefined;
  return more.length === 0 && isSpoken && !isSender && !/[.,;:]$/.test(text) && !isAside(text)
    ? text
    : undefined;
}

/** A date or a reference to another letter, below a title. */
const isBeside = (text: string): boolean => isDate(text) || isLabelled(text);

const isAside = (text: string): boolean =>
  isDate(text) || notTitle.test(text) || beginsBelow(text) || /\d{4}$/.test(text);

/** "To:", "At: Benaethiaid pob ysgol": the lines of the block say who gets the letter. */
const addressed =
  /^(?:to|at|an|à|para|aan|do|till|copy to|cc|ref(?:erence)?s?)(?:\s?:|$)|^to (?:all|the|every)\b/i;
