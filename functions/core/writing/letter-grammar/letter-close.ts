import type { Block } from "../../letter/content.ts";
import type { Signatory } from "../../letter/letter.ts";
import { beginsBelow } from "./below-signature.ts";
import { findShape, type LinePlace, type Shape } from "./close-shape.ts";
import { type BlockLines, blockOfLines, dropCharacters, linesOfBlock } from "./letter-lines.ts";
import { isPost, nameKind, namesRole } from "./name-lines.ts";
import { pageFootTest } from "./page-feet.ts";
import { isSignOff, splitSignOff } from "./sign-offs.ts";
import { isOnBehalf, isRoleLine, readSignatures } from "./signatures.ts";

export type Close = {
  readonly body: Block[];
  readonly signOff: string | undefined;
  /** Empty if nobody signs. */
  readonly signatories: readonly Signatory[];
  readonly postscript: Block[];
};

/** Whether the lines of a paragraph are one text, and no names and roles. */
function isProse(part: BlockLines | undefined): boolean {
  const text = part?.soft ? part.words.join(" ") : "";
  return text.length >= 60 && /[.!?…]$/.test(text) && !beginsBelow(text);
}

/**
 * Whether a place can be the sign-off:
 * a name, a "P.S." or the like, a rule, or nothing follows it, and no prose.
 */
function isClose(blocks: readonly BlockLines[], { block, line }: LinePlace): boolean {
  const below = blocks[block]?.words[line + 1] ?? blocks[block + 1]?.words[0];
  if (blocks[block]?.words[line + 1] === undefined && isProse(blocks[block + 1])) return false;
  // "Thank you for everything." is not the sign-off if "Ever onwards," follows it.
  if (below?.endsWith(",") && /[.!]$/.test(blocks[block]?.words[line] ?? "")) return false;
  return below === undefined || isRoleLine(below) || beginsBelow(below);
}

/**
 * Returns the last line that is a sign-off or starts with one ("Yours sincerely, Jane Smith").
 * Only short lines may follow it in its paragraph.
 */
function findSignOff(blocks: readonly BlockLines[]): LinePlace | undefined {
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

/** A whole paragraph that closes a letter: "Veuillez agréer …", "Con i migliori saluti …". */
const formula =
  /^(?:(?:nous |je )?(?:vous )?(?:prie|prions|veuillez|vous prie|recevez|croyez)[^.]{0,40}(?:agréer|recevoir|croire|accepter|l['’]expression|l['’]assurance)|(?:quedo|quedamos|le saluda|les saluda|sin otro particular|reciba)|(?:distinti|cordiali) saluti|voglia(?:te)? gradire|in attesa|z (?:wyrazami|poważaniem)|łączę|وتفضلوا|تفضلوا)/iu;

function isFormula({ block, words }: BlockLines): boolean {
  const text = words.join(" ");
  return (
    (block.kind === "paragraph" || block.kind === "heading") &&
    text.length <= 300 &&
    formula.test(text)
  );
}

/** The last paragraph that is a closing formula, if only short lines follow it. */
function findFormula(blocks: readonly BlockLines[]): number | undefined {
  const at = blocks.findLastIndex(isFormula);
  const below = blocks[at + 1]?.words[0];
  return at === -1 || (below !== undefined && !isRoleLine(below) && !beginsBelow(below))
    ? undefined
    : at;
}

/** Splits the blocks after the salutation into body, sign-off, signatories and postscript. */
export function readClose(blocks: readonly Block[]): Close {
  const all = blocks.map(linesOfBlock);
  const place = findSignOff(all);
  if (place !== undefined) return closeAt(all, place);
  const formulaAt = findFormula(all);
  if (formulaAt !== undefined) {
    const signOff = all[formulaAt]?.words.join(" ");
    return finish(all, {
      body: blocks.slice(0, formulaAt),
      signOff,
      below: blocks.slice(formulaAt + 1),
    });
  }
  const shape = findShape(all);
  if (shape === undefined)
    return { body: [...blocks], signOff: undefined, signatories: [], postscript: [] };
  const { names, signOff } = withPost(all, shape);
  const top = signOff ?? names;
  return finish(all, {
    body: [...blocks.slice(0, top.block), ...linesBefore(all, top)],
    signOff: signOff === undefined ? undefined : all[signOff.block]?.words[signOff.line],
    below: [...linesFrom(all, names), ...blocks.slice(names.block + 1)],
  });
}

/** "Le directeur départemental," above a name is that person's post, and no sign-off. */
function withPost(all: readonly BlockLines[], { names, signOff }: Shape): Shape {
  const words = signOff === undefined ? "" : (all[signOff.block]?.words[signOff.line] ?? "");
  return signOff !== undefined && namesRole(words) && !isOnBehalf(words)
    ? { names: signOff, signOff: undefined }
    : { names, signOff };
}

function linesBefore(all: readonly BlockLines[], { block, line }: LinePlace): Block[] {
  const part = all[block];
  return part === undefined ? [] : blockOfLines(part.lines.slice(0, line), part.soft);
}

function linesFrom(all: readonly BlockLines[], { block, line }: LinePlace): Block[] {
  const part = all[block];
  return part === undefined ? [] : blockOfLines(part.lines.slice(line), part.soft);
}

/** Reads a letter whose sign-off is a known one. Words on its line below it may be the name. */
function closeAt(all: readonly BlockLines[], place: LinePlace): Close {
  const closing = all[place.block];
  const line = closing?.lines[place.line] ?? [];
  const words = closing?.words[place.line] ?? "";
  const split = isSignOff(words) ? undefined : splitSignOff(words);
  // A formula may run over its line: "… l’expression de mes sentiments les / meilleurs."
  const rest =
    split === undefined && closing && isFormula(closing) ? restOfFormula(closing, place.line) : 0;
  const sameLine =
    split === undefined ? [] : blockOfLines([dropCharacters(line, split.signOff.length)]);
  const source = all.map(part => part.block);
  return finish(all, {
    body: [...source.slice(0, place.block), ...linesBefore(all, place)],
    signOff: [
      split?.signOff ?? words,
      ...(closing?.words.slice(place.line + 1, place.line + 1 + rest) ?? []),
    ].join(" "),
    below: [
      ...sameLine,
      ...linesFrom(all, { block: place.block, line: place.line + 1 + rest }),
      ...source.slice(place.block + 1),
    ],
  });
}

/** The number of lines below a formula's first line that go on with its sentence. */
function restOfFormula({ words }: BlockLines, first: number): number {
  let at = first;
  while (!/[.,،]$/.test(words[at] ?? ".") && /^\p{Ll}/u.test(words[at + 1] ?? "")) at++;
  return at - first;
}

/** "DISTRICT DIRECTOR" below a name looks like a heading. */
function asSigned(part: BlockLines): BlockLines {
  const { block, words } = part;
  const text = words.join(" ");
  const isSigned =
    block.kind === "heading" && block.level !== 1 && (isPost(text) || nameKind(text) !== undefined);
  return isSigned ? linesOfBlock({ kind: "paragraph", runs: block.runs }) : part;
}

type Found = {
  readonly body: readonly Block[];
  readonly signOff: string | undefined;
  readonly below: readonly Block[];
};

function finish(all: readonly BlockLines[], { body, signOff, below }: Found): Close {
  const isPageFoot = pageFootTest(all);
  const parts = below.map(linesOfBlock);
  const first = Math.max(
    0,
    parts.findIndex(part => !isPageFoot(part)),
  );
  const rest = parts.slice(first).map(asSigned);
  // A heading, a list, a table or a rule ends the signatures.
  const end = rest.findIndex(part => part.block.kind !== "paragraph" || isPageFoot(part));
  const paragraphs = rest.slice(0, end === -1 ? rest.length : end);
  const { signatories, taken } = readSignatures(paragraphs.map(part => part.words));
  const left = rest.flatMap((part, index) => {
    const count = taken[index] ?? 0;
    return count === 0 ? [part.block] : blockOfLines(part.lines.slice(count), part.soft);
  });
  return {
    body: [...body],
    signOff,
    signatories,
    postscript: [...parts.slice(0, first).map(part => part.block), ...left],
  };
}
