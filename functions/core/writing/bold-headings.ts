import { type Block, plainWords, type Run } from "../letter/content.ts";
import { nameKind } from "./letter-grammar/name-lines.ts";
import { isClearSalutation } from "./letter-grammar/salutations.ts";
import { isSignOff } from "./letter-grammar/sign-offs.ts";

/**
 * Makes the paragraphs of Markdown that are bold words alone into headings: authors mark them so in
 * Word. Above the salutation they may be the sender, and below the sign-off a name.
 */
export function headBoldLines(blocks: readonly Block[]): readonly Block[] {
  const salutation = blocks.findIndex(block => isClearSalutation(wordsOf(block)));
  const signOff = blocks.findLastIndex(block => isSignOff(wordsOf(block)));
  const end = signOff > salutation ? signOff : blocks.length - 1;
  return blocks.map((block, at) => {
    const words = at > salutation && at < end ? boldWords(block) : undefined;
    const below = blocks[at + 1]?.kind;
    return words === undefined || below === undefined || below === "rule"
      ? block
      : { kind: "heading", level: 2, runs: words };
  });
}

const wordsOf = (block: Block): string =>
  block.kind === "paragraph" ? plainWords(block.runs).replaceAll("\n", " ") : "";

function boldWords(block: Block): readonly Run[] | undefined {
  const [only, ...others] = block.kind === "paragraph" ? block.runs : [];
  if (only?.kind !== "strong" || others.length > 0) return undefined;
  const text = wordsOf(block);
  // A link in bold is a button.
  if (only.runs.some(run => run.kind !== "text" && run.kind !== "emphasis")) return undefined;
  return text.length <= 120 && !/[.,;:]$/.test(text) && nameKind(text) !== "title"
    ? only.runs
    : undefined;
}
