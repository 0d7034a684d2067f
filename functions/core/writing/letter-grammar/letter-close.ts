import type { Block } from "../../letter/content.ts";
import type { Signatory } from "../../letter/letter.ts";
import { type BlockLines, blockOfLines, dropCharacters, linesOfBlock } from "./letter-lines.ts";
import { pageFootTest } from "./page-feet.ts";
import { readNameLine } from "./post-nominals.ts";
import { isSignOff, splitSignOff } from "./sign-offs.ts";

export type Close = {
  readonly body: Block[];
  readonly signOff: string | undefined;
  /** Empty if nobody signs. */
  readonly signatories: readonly Signatory[];
  readonly postscript: Block[];
};

type Place = { readonly block: number; readonly line: number };

/** A longer line is prose, not the name or role of a signatory. */
const maxRoleCharacters = 100;

const follows =
  /^(?:p\.? ?p?\.? ?s\b|p\.s|cc\b|c\.c|bcc\b|copy to|copied to|copi\b|enc\b|encl|enclosures?\b|atodiad|annex|attach|anlagen?\b|notes?\b|o\.n\b|[-_–—]{2,}$|(?:page )?\d{1,3}(?: of \d{1,3})?$)/i;

/**
 * Whether a line belongs to a signatory block:
 * short, and neither a sentence nor "cc", "Enc", "P.S.".
 */
function isRoleLine(words: string): boolean {
  return (
    words !== "" &&
    words.length <= maxRoleCharacters &&
    !follows.test(words) &&
    !(words.length > 60 && /[.!?]$/.test(words))
  );
}

/**
 * Whether a place can be the sign-off:
 * a name, a "P.S." or the like, a rule, or nothing follows it, and no prose.
 */
function isClose(blocks: readonly BlockLines[], { block, line }: Place): boolean {
  const below = blocks[block]?.words[line + 1] ?? blocks[block + 1]?.words[0];
  // "Thank you for everything." is not the sign-off if "Ever onwards," follows it.
  if (below?.endsWith(",") && /[.!]$/.test(blocks[block]?.words[line] ?? "")) return false;
  return below === undefined || isRoleLine(below) || follows.test(below);
}

/**
 * Returns the last line that is a sign-off or starts with one ("Yours sincerely, Jane Smith").
 * Only short lines may follow it in its paragraph.
 */
function findSignOff(blocks: readonly BlockLines[]): Place | undefined {
  for (let block = blocks.length - 1; block >= 0; block--) {
    const { words } = blocks[block] ?? { words: [] };
    const end = words.findLastIndex(text => !isRoleLine(text));
    const line = words.findLastIndex(
      (text, at) => at >= end && (isSignOff(text) || splitSignOff(text) !== undefined),
    );
    // "regards" in lower case is the end of a sentence, unless it is the first line.
    // "Thank you." may belong to the body.
    const late = block >= blocks.length - 6 || !/[.!]$/.test(words[line] ?? "");
    if (
      line !== -1 &&
      late &&
      (line === 0 || !/^\p{Ll}/u.test(words[line] ?? "")) &&
      isClose(blocks, { block, line })
    )
      return { block, line };
  }
  return undefined;
}

/**
 * Without a known sign-off,
 * returns the first line that ends in a comma among the short lines at the very end.
 */
function guessSignOff(blocks: readonly BlockLines[]): Place | undefined {
  const isClosing = ({ words }: BlockLines) =>
    words.length > 0 && words.every(text => isRoleLine(text) && !/[.!?:;]$/.test(text));
  const first = blocks.findLastIndex(block => !isClosing(block)) + 1;
  for (let block = Math.max(first, blocks.length - 10); block < blocks.length; block++) {
    const words = blocks[block]?.words ?? [];
    const line = words.findIndex(text => /[,،]$/.test(text) && text.length <= 60);
    if (line !== -1 && (line + 1 < words.length || block + 1 < blocks.length))
      return { block, line };
  }
  return undefined;
}

/**
 * Whether a line replaces a handwritten signature: "(signed)", "[signature]", "/s/".
 * It belongs to the sign-off.
 */
const isInk = (words: string): boolean =>
  /^[([](?:e-?)?(?:signed|signature|sgd|llofnodwyd|gez\.?|signé)[^)\]]*[)\]]$|^\/s\/$/i.test(words);

function readSignatories(lines: readonly string[]): Signatory[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  const { name, postNominals, role } = readNameLine(first);
  return [{ name, postNominals, role: [...role, ...rest] }];
}

/**
 * Takes the signatory's lines from the top of the blocks below the sign-off.
 * The rest, and page feet, are postscript.
 */
function takeSigning(
  below: readonly BlockLines[],
  isPageFoot: (part: BlockLines) => boolean,
): { signing: string[]; postscript: Block[] } {
  const signing: string[] = [];
  const first = below.findIndex(part => !isPageFoot(part));
  const feet = below.slice(0, Math.max(0, first)).map(part => part.block);
  const rest = below.slice(feet.length);
  for (const [index, part] of rest.entries()) {
    const { block, lines, words, soft } = part;
    const end = words.findIndex(text => !isRoleLine(text));
    const own =
      block.kind !== "paragraph" || isPageFoot(part) ? 0 : end === -1 ? words.length : end;
    for (const text of words.slice(0, own)) signing.push(text);
    if (own > 0 && own === words.length) continue;
    const left = own === 0 ? [block] : blockOfLines(lines.slice(own), soft);
    return {
      signing,
      postscript: [...feet, ...left, ...rest.slice(index + 1).map(other => other.block)],
    };
  }
  return { signing, postscript: feet };
}

/** Splits the blocks after the salutation into body, sign-off, signatory and postscript. */
export function readClose(blocks: readonly Block[]): Close {
  const all = blocks.map(linesOfBlock);
  const place = findSignOff(all) ?? guessSignOff(all);
  const closing = all[place?.block ?? -1];
  const line = closing?.lines[place?.line ?? -1];
  const words = closing?.words[place?.line ?? -1];
  if (place === undefined || closing === undefined || line === undefined || words === undefined) {
    return { body: [...blocks], signOff: undefined, signatories: [], postscript: [] };
  }
  const split = isSignOff(words) ? undefined : splitSignOff(words);
  const sameLine =
    split === undefined ? [] : blockOfLines([dropCharacters(line, split.signOff.length)]);
  const below = [
    ...sameLine,
    ...blockOfLines(closing.lines.slice(place.line + 1), closing.soft),
    ...blocks.slice(place.block + 1),
  ].map(linesOfBlock);
  const { signing, postscript } = takeSigning(below, pageFootTest(all));
  const ink = isInk(signing[0] ?? "") ? signing.splice(0, 1) : [];
  return {
    body: [
      ...blocks.slice(0, place.block),
      ...blockOfLines(closing.lines.slice(0, place.line), closing.soft),
    ],
    signOff: [split?.signOff ?? words, ...ink].join(" "),
    signatories: readSignatories(signing),
    postscript,
  };
}
