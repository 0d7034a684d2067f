import type { Block } from "../../letter/content.ts";
import { type DraftBlock, finishBlock } from "./draft-blocks.ts";
import type { PastedLetter } from "./line-meeting.ts";
import { headingLevel, isCapitals, isHeading, isPlainHeading } from "./pasted-headings.ts";
import { endsStop, startsLower } from "./pasted-lines.ts";

function belongsToPage({ furniture }: PastedLetter, draft: DraftBlock | undefined): boolean {
  return draft?.kind === "paragraph" && furniture.has(draft.firstLine);
}

/** Whether the text above has come to an end, so that a heading can stand below it; "fully" is at a full stop, or at no text at all. */
function endAbove(letter: PastedLetter, above: DraftBlock): "no" | "perhaps" | "fully" {
  if (above.kind !== "paragraph" || above.firstLine === letter.salutationAt || belongsToPage(letter, above)) return "fully";
  const text = above.text.toString();
  if (/[:,;]$/.test(text)) return "no";
  return endsStop(text) ? "fully" : "perhaps";
}

/** Whether what stands below can have `heading` above it: prose, a lead-in, a list, or a heading of its own. */
function canHead(heading: string, below: DraftBlock): "no" | "title" | "any" {
  if (below.kind === "rule") return "no";
  if (below.kind !== "paragraph") {
    const point = below.items[0]?.text.toString() ?? "";
    return !startsLower(point) && endsStop(point) ? "any" : "title";
  }
  const text = below.text.toString();
  if (text.endsWith(":") || text.length >= Math.max(60, heading.length)) return "any";
  return text.length >= 60 || text.endsWith(".") || isHeading(text) || isPlainHeading(text) ? "title" : "no";
}

/** The heading that a draft is: alone on its line (in capitals, on two), between the salutation and the sign-off, with text above and below that allows it. */
export function headingOf(letter: PastedLetter, drafts: readonly DraftBlock[], index: number): Block[] | undefined {
  const { salutationAt, signOffAt } = letter;
  const [above, draft, next] = [drafts[index - 1], drafts[index], drafts[index + 1]];
  const below = belongsToPage(letter, next) ? drafts[index + 2] : next;
  if (draft?.kind !== "paragraph" || above === undefined || below === undefined || belongsToPage(letter, draft)) return undefined;
  if (draft.firstLine <= salutationAt || (signOffAt !== -1 && draft.firstLine >= signOffAt) || draft.text.lines > 2)
    return undefined;
  const text = draft.text.toString();
  if (draft.text.lines === 2 && !isCapitals(text)) return undefined;
  const [end, heads] = [endAbove(letter, above), canHead(text, below)];
  if (end === "no" || heads === "no") return undefined;
  const plain = end === "fully" && heads === "any" && isPlainHeading(text);
  if (!plain && !isHeading(text)) return undefined;
  return finishBlock(draft).flatMap(block =>
    block.kind === "paragraph" ? [{ ...block, kind: "heading", level: headingLevel(text) }] : [],
  );
}
