import type { Block, Run } from "../../letter/content.ts";
import { beginsBelow } from "../letter-grammar/below-signature.ts";
import { isSignOff } from "../letter-grammar/sign-offs.ts";
import { type DraftBlock, finishBlock } from "./draft-blocks.ts";
import type { PastedLetter } from "./line-meeting.ts";
import { endsStop, startsLower } from "./lines/line-ends.ts";
import {
  headingLevel,
  isCapitals,
  isHeading,
  isNumberedHeading,
  isPlainHeading,
} from "./pasted-headings.ts";

/**
 * Whether the text above has ended, so that a heading can follow.
 * "fully": with a full stop, or there is no text.
 */
function endAbove(letter: PastedLetter, above: DraftBlock): "no" | "perhaps" | "fully" {
  if (above.kind !== "paragraph" || above.firstLine === letter.salutationAt) return "fully";
  const text = above.text.toString();
  if (/[:,;]$/.test(text)) return "no";
  // "Out of hours: 0300 555 0199".
  if (/(?:^|\n)\p{Lu}[\p{L} ]{2,30}: \S[^\n]*$|\S@\S+$|\d{3}$/u.test(text)) return "fully";
  return endsStop(text) ? "fully" : "perhaps";
}

/** "Site manager: Paul Dempsey". */
const isLabelled = (text: string): boolean => /^\p{Lu}[\p{L} ]{2,30}: \S/u.test(text);

const wordsOf = (draft: DraftBlock): string =>
  draft.kind === "paragraph" ? draft.text.toString() : "";

/** Below "Thank you" as a sign-off is a name, and no prose. */
function isLongProse(below: DraftBlock): boolean {
  const text = wordsOf(below);
  return text.length >= 80 && !beginsBelow(text);
}

/** Whether the block below can follow a heading: prose, a lead-in, a list, or another heading. */
function canHead(heading: string, below: DraftBlock): "no" | "title" | "any" {
  if (below.kind === "rule") return "no";
  if (below.kind === "table") return "any";
  if (below.kind !== "paragraph") {
    const point = below.items[0]?.text.toString() ?? "";
    // A longer question leads to its list.
    if (heading.endsWith("?")) return heading.length <= 28 ? "any" : "no";
    const isShort = heading.split(" ").length <= 6 && !/[:,;]$/.test(heading);
    return !startsLower(point) && (endsStop(point) || isShort) ? "any" : "title";
  }
  const text = below.text.toString();
  if (text.endsWith(":") || text.length >= Math.max(60, heading.length)) return "any";
  if (text.length >= (heading.endsWith("?") ? 20 : 40) && /[.!?]$/.test(text)) return "any";
  if (isLabelled(text) || isNumberedHeading(text)) return "any";
  return text.length >= 60 || text.endsWith(".") || isHeading(text) || isPlainHeading(text)
    ? "title"
    : "no";
}

/** Headings are looked for among so many drafts above and below. */
const nearDrafts = 12;

/** Whether a draft is surely a heading, so that "Thank you" can be one too. */
function isSection(
  { salutationAt, signOffAt }: PastedLetter,
  draft: DraftBlock,
  below: DraftBlock | undefined,
): boolean {
  const text = wordsOf(draft);
  const line = draft.kind === "paragraph" ? draft.firstLine : -1;
  if (line <= salutationAt || (signOffAt !== -1 && line >= signOffAt)) return false;
  return below !== undefined && isPlainHeading(text) && !isSignOff(text) && isLongProse(below);
}

/**
 * Returns the heading if a draft is one: alone on its line (two lines if in capitals), between the
 * salutation and the sign-off, with suitable text above and below.
 */
export function headingOf(
  letter: PastedLetter,
  drafts: readonly DraftBlock[],
  index: number,
  inline: (text: string) => Run[],
): Block[] | undefined {
  const { salutationAt, signOffAt } = letter;
  const [above, draft, below] = [drafts[index - 1], drafts[index], drafts[index + 1]];
  if (draft?.kind !== "paragraph" || above === undefined || below === undefined) return undefined;
  if (
    draft.firstLine <= salutationAt ||
    (signOffAt !== -1 && draft.firstLine >= signOffAt) ||
    draft.text.lines > 2
  )
    return undefined;
  const text = withoutStars(draft.text.toString());
  const isStarred = text !== draft.text.toString();
  if (isStarred && text.length <= 120 && !/[.,;:]$/.test(text) && !isLabelled(text))
    return asHeading(draft, text, inline);
  if (draft.text.lines === 2 && !isCapitals(text)) return undefined;
  const [end, heads] = [endAbove(letter, above), canHead(text, below)];
  if (end === "no" || heads === "no") return undefined;
  if (isLabelled(text) && (isLabelled(wordsOf(above)) || isLabelled(wordsOf(below))))
    return undefined;
  const thanks =
    isSignOff(text) &&
    !/[,.!]$/.test(text) &&
    isLongProse(below) &&
    drafts
      .slice(Math.max(0, index - nearDrafts), index + nearDrafts)
      .some((draft, at, near) => isSection(letter, draft, near[at + 1]));
  const plain = end === "fully" && heads === "any" && (thanks || isPlainHeading(text));
  if (!plain && !isHeading(text)) return undefined;
  return asHeading(draft, text, inline);
}

/** A paragraph of bold words alone: "*Three models*", as Gmail has it, or "**Three models**". */
const withoutStars = (text: string): string =>
  /^(\*\*?)(?=\S)([^*]+)(?<=\S)\1$/.exec(text)?.[2] ?? text;

const asHeading = (
  draft: DraftBlock & { kind: "paragraph" },
  text: string,
  inline: (text: string) => Run[],
): Block[] =>
  finishBlock(draft, each => inline(withoutStars(each))).flatMap(block =>
    block.kind === "paragraph" ? [{ ...block, kind: "heading", level: headingLevel(text) }] : [],
  );
