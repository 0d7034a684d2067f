import type { Block, Run } from "./content.ts";
import type { Letter, LetterPart } from "./letter.ts";
import { mapRuns } from "./map-runs.ts";

/** More addresses than this between the words make a text hard to read, and to listen to. */
const mostInline = 4;

/**
 * Gives numbers to the links of a letter, for plain text: the words of each get a number, and the
 * addresses are returned in the order of the numbers. A letter with few links, or with footnotes,
 * whose marks look the same, stays as it is.
 */
export function numberLinks(letter: Letter): {
  readonly letter: Letter;
  readonly addresses: readonly string[];
} {
  const addresses: string[] = [];
  let links = 0;
  let hasNotes = false;
  const number = (runs: readonly Run[]): readonly Run[] =>
    runs.map((run): Run => {
      if (run.kind === "mark") hasNotes = true;
      if ("runs" in run) return { ...run, runs: number(run.runs) };
      if (run.kind !== "link" || isBare(run)) return run;
      links++;
      if (!addresses.includes(run.href)) addresses.push(run.href);
      return { kind: "text", text: `${run.text} [${addresses.indexOf(run.href) + 1}]` };
    });
  const blocks = (given: readonly Block[]) => given.map(each => mapRuns(each, number));
  const part = <P extends LetterPart>(of: P): P => {
    const [preamble, body, postscript] = [of.preamble, of.body, of.postscript].map(blocks);
    return { ...of, preamble, body, postscript };
  };
  const numbered = part(letter);
  const translations = letter.translations.map(each => part(each));
  return links > mostInline && !hasNotes
    ? { letter: { ...numbered, translations }, addresses }
    : { letter, addresses: [] };
}

/** Whether a link's words are its address. */
export function isBare({ text, href }: Run & { kind: "link" }): boolean {
  return text === href || href === `mailto:${text}` || href === `tel:${text}`;
}
