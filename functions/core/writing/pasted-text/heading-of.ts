import type { Block, Run } from "../../letter/content.ts";
import { type DraftBlock, finishBlock } from "./draft-blocks.ts";
import type { PastedLetter } from "./line-meeting.ts";
import { headingLevel, isCapitals, isHeading, isPlainHeading } from "./pasted-headings.ts";
import { endsStop, startsLower } from "./pasted-lines.ts";

/**
 * Whether the text above has ended, so that a heading can follow.
 * "fully": with a full stop, or there is no text.
 */
function endAbove(letter: PastedLetter, above: DraftBlock): "no" | "perhaps" | "fully" {
  if (above.kind !== "paragraph" || above.firstLine === letter.salutationAt) return "fully";
  const text = above.text.toString();
  if (/[:,;]$/.test(text)) return "no";
  return endsStop(text) ? "fully" : "perhaps";
}

/** Whether the block below can follow a heading: prose, a lead-in, a list, or another heading. */
function canHead(heading: string, below: DraftBlock): "no" | "title" | "any" {
  if (below.kind === "rule") return "no";
  if (below.kind === "table") return "any";
  if (below.kind !== "paragraph") {
    const point = below.items[0]?.text.toString() ?? "";
    return !startsLower(point) && endsStop(point) ? "any" : "title";
  }
  const text = below.text.toString();
  if (text.endsWith(":") || text.length >= Math.max(60, heading.length)) return "any";
  return text.length >= 60 || text.endsWith(".") || isHeading(text) || isPlainHeading(text)
    ? "title"
    : "no";
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
  const text = draft.text.toString();
  if (draft.text.lines === 2 && !isCapitals(text)) return undefined;
  const [end, heads] = [endAbove(letter, above), canHead(text, below)];
  if (end === "no" || heads === "no") return undefined;
  const plain = end === "fully" && heads === "any" && isPlainHeading(text);
  if (!plain && !isHeading(text)) return undefined;
  return finishBlock(draft, inline).flatMap(block =>
    block.kind === "paragraph" ? [{ ...block, kind: "heading", level: headingLevel(text) }] : [],
  );
}
