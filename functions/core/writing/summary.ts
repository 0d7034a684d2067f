import { type Block, type Note, plainWords, type Run } from "../letter/content.ts";
import { textsIn } from "../letter/letter-words.ts";
import { mapRuns } from "../letter/map-runs.ts";

/**
 * Returns the beginning of a text, of about `maxWords` words: whole blocks, or the first sentences of
 * a long first paragraph. Undefined if the text is not longer, so that nothing would be left out.
 */
export function summaryOf(blocks: readonly Block[], maxWords: number): Block[] | undefined {
  const notes = blocks.flatMap(block => (block.kind === "notes" ? block.notes : []));
  const text = blocks.filter(block => block.kind !== "notes");
  if (countWords(text) <= maxWords) return undefined;
  const kept = leading(text, maxWords);
  const [first] = kept;
  if (kept.length === 1 && first?.kind === "paragraph" && countWords(kept) > maxWords) {
    const runs = firstSentences(first.runs, maxWords);
    // A link alone cannot be cut.
    if (plainWords(runs).trim() !== "") return withNotes([{ ...first, runs }], notes);
  }
  return kept.length === text.length ? undefined : withNotes(kept, notes);
}

/** Returns the first blocks, without a heading or a lead-in at their end. */
function leading(blocks: readonly Block[], maxWords: number): Block[] {
  let words = 0;
  let end = 0;
  for (const [index, block] of blocks.entries()) {
    const before = words;
    words += countWords([block]);
    if (before > 0 && words > maxWords) break;
    end = index + 1;
  }
  while (leadsIn(blocks[end - 1]) && countWords(blocks.slice(0, end - 1)) > 0) end--;
  // A lead-in alone says nothing: what it introduces follows, as long as it is.
  while (end < blocks.length && leadsIn(blocks[end - 1])) end++;
  return blocks.slice(0, end);
}

function leadsIn(block: Block | undefined): boolean {
  return (
    block?.kind === "heading" ||
    (block?.kind === "paragraph" && plainWords(block.runs).trimEnd().endsWith(":"))
  );
}

function countWords(blocks: readonly Block[]): number {
  return blocks.flatMap(textsIn).reduce((sum, text) => sum + wordsOf(text).length, 0);
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

/** Returns the sentences of a paragraph that fit, or as many words of a longer first sentence. */
function firstSentences(runs: readonly Run[], maxWords: number): Run[] {
  const text = plainWords(runs);
  let words = 0;
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter(undefined, {
    granularity: "sentence",
  }).segment(text)) {
    words += wordsOf(segment).length;
    if (words > maxWords) break;
    // "a.b" is no end of a sentence.
    if (/[\s。！？]$/u.test(segment)) end = index + segment.length;
  }
  if (end > 0) return cutRuns(runs, text.slice(0, end).trimEnd().length);
  const cut = new RegExp(`^\\s*(?:\\S+\\s+){0,${maxWords - 1}}\\S+`).exec(text)?.[0] ?? "";
  const kept = cutRuns(runs, cut.length);
  return plainWords(kept).trim() === "" ? [] : [...kept, { kind: "text", text: " …" }];
}

/** Returns the first `length` characters of a line. A link that does not fit is left out. */
function cutRuns(runs: readonly Run[], length: number): Run[] {
  const kept: Run[] = [];
  let left = length;
  for (const run of runs) {
    if (left <= 0) break;
    const size = plainWords([run]).length;
    if (size <= left) kept.push(run);
    else if (run.kind === "text") kept.push({ ...run, text: run.text.slice(0, left) });
    else if ("runs" in run) kept.push({ ...run, runs: cutRuns(run.runs, left) });
    left -= size;
  }
  return kept;
}

/** Adds the footnotes that a text refers to. */
function withNotes(blocks: readonly Block[], notes: readonly Note[]): Block[] {
  const marks = new Set(blocks.flatMap(marksIn));
  const used = notes.filter(({ id }) => marks.has(id));
  return used.length === 0 ? [...blocks] : [...blocks, { kind: "notes", notes: used }];
}

function marksIn(block: Block): string[] {
  const found: string[] = [];
  const look = (runs: readonly Run[]): readonly Run[] => {
    for (const run of runs) {
      if (run.kind === "mark") found.push(run.note);
      if ("runs" in run) look(run.runs);
    }
    return runs;
  };
  mapRuns(block, look);
  return found;
}
