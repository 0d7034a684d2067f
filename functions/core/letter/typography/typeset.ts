import type { Block, ContentsPoint, Run } from "../content.ts";
import type { Letter, LetterPart, Signatory } from "../letter.ts";
import { mapRuns } from "../map-runs.ts";
import { printedMarks } from "./printed-marks.ts";

/**
 * Returns the letter with the marks that its language prints: quotation marks, apostrophes, dashes,
 * an ellipsis, and blanks that no line break may split. Links, addresses and code stay as they are,
 * and so do all words.
 */
export function typeset(letter: Letter): Letter {
  return { ...letter, ...typesetPart(letter), translations: letter.translations.map(typesetPart) };
}

function typesetPart<Part extends LetterPart>(part: Part): Part {
  const { language } = part;
  const line = (text: string) => typesetLine(text, language);
  const blocks = (given: readonly Block[]) => given.map(each => typesetBlock(each, language));
  return {
    ...part,
    heading: line(part.heading),
    preamble: blocks(part.preamble),
    salutation: line(part.salutation),
    body: blocks(part.body),
    signOff: line(part.signOff),
    signatories: part.signatories.map(
      (signatory): Signatory => ({
        ...signatory,
        name: line(signatory.name),
        role: signatory.role.map(line),
      }),
    ),
    postscript: blocks(part.postscript),
  };
}

/** Returns a line of plain text with the marks that a language prints. */
export function typesetLine(text: string, language: string): string {
  return printedMarks(text, language).join("");
}

function typesetBlock(of: Block, language: string): Block {
  if (of.kind === "contents") {
    const points = (given: readonly ContentsPoint[]): ContentsPoint[] =>
      given.map(point => ({
        ...point,
        title: typesetLine(point.title, language),
        points: points(point.points),
      }));
    return { ...of, points: points(of.points) };
  }
  return mapRuns(of, (runs, place) =>
    place === "cell" ? withoutNoBreaks(typesetRuns(runs, language)) : typesetRuns(runs, language),
  );
}

/** Columns are narrow on a phone: their lines may break at blanks, except in "1 pm". */
function withoutNoBreaks(runs: readonly Run[]): Run[] {
  return runs.map((run): Run => {
    if (run.kind === "text")
      return { ...run, text: run.text.replace(/\S+(?:\u00a0\S+)+/g, loosened) };
    return "runs" in run ? { ...run, runs: withoutNoBreaks(run.runs) } : run;
  });
}

/** A phone's column of four has space for so many characters. */
const shortest = 8;

function loosened(words: string): string {
  return words.length <= shortest ? words : words.replaceAll("\u00a0", " ");
}

/** For private use, so no text has it: stands for a run that stays as it is. */
const keptRun = "\ue000";

/** Typesets the texts of a line as one: a quotation may begin in one run and end in another. */
function typesetRuns(runs: readonly Run[], language: string): Run[] {
  const printed = printedMarks(textsOf(runs).join(""), language);
  let at = 0;
  const next = (length: number) => {
    at += length;
    return printed.slice(at - length, at).join("");
  };
  const withPrinted = (given: readonly Run[]): Run[] =>
    given.map((run): Run => {
      if (run.kind === "text") return { ...run, text: next(run.text.length) };
      if ("runs" in run) return { ...run, runs: withPrinted(run.runs) };
      next(1);
      return run;
    });
  return withPrinted(runs);
}

function textsOf(runs: readonly Run[]): string[] {
  return runs.flatMap(run => {
    if (run.kind === "text") return [run.text];
    return "runs" in run ? textsOf(run.runs) : [run.kind === "break" ? "\n" : keptRun];
  });
}
