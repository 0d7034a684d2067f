import type { Bulletin } from "../bulletins/bulletin.ts";
import type { Entry } from "../bulletins/entry.ts";
import type { MissingPart } from "../bulletins/reason.ts";
import { digestSubject } from "../bulletins/subject-pattern.ts";
import { type Block, plainWords } from "../letter/content.ts";
import { type Letter, signedNames } from "../letter/letter.ts";
import { typeset } from "../letter/typography/typeset.ts";
import { cleanLine } from "../text/clean-text.ts";
import { digestSections } from "./digest-sections.ts";
import { liftLetter } from "./letter-grammar/letter-grammar.ts";
import { parseMarkdown } from "./markdown.ts";
import { mergeEnding, paragraphOf, sameWords } from "./merge-fields.ts";
import { readPastedText } from "./pasted-text/pasted-text.ts";

export type Composed =
  | { readonly kind: "letter"; readonly letter: Letter }
  | { readonly kind: "incomplete"; readonly missing: readonly MissingPart[] };

/** Composes the letter of an edition from its entries, in their order. */
export function composeLetter(bulletin: Bulletin, entries: readonly Entry[], slot: Date): Composed {
  const [first, ...others] = entries;
  if (!first) return { kind: "incomplete", missing: ["words"] };
  const parts =
    bulletin.composition === "letter" && others.length === 0
      ? wholeLetter(bulletin, first)
      : digest(bulletin, [first, ...others], slot);
  const missing: MissingPart[] = [];
  if (parts.subject === "") missing.push("subject");
  if (parts.signatories.length === 0) missing.push("signatory");
  if (parts.body.length === 0) missing.push("words");
  if (missing.length > 0) return { kind: "incomplete", missing };
  const language = first.language ?? bulletin.language;
  return {
    kind: "letter",
    letter: typeset({
      ...parts,
      preheader: first.preheader ?? opening(parts),
      language,
      direction: directionOf(language),
    }),
  };
}

export function readBody(entry: Pick<Entry, "format" | "body">): Block[] {
  return entry.format === "pasted" ? readPastedText(entry.body) : parseMarkdown(entry.body);
}

type Parts = Omit<Letter, "preheader" | "language" | "direction">;

/**
 * Composes an entry that is a complete letter.
 * The prose supplies the parts that the entry's fields lack.
 */
function wholeLetter(bulletin: Bulletin, entry: Entry): Parts {
  const lifted = liftLetter(readBody(entry));
  const ending = mergeEnding(entry, lifted);
  const signatories = ending.signatories?.length ? ending.signatories : bulletin.signatories;
  const language = entry.language ?? bulletin.language;
  const isOtherSalutation =
    entry.salutation !== undefined &&
    lifted.salutation !== undefined &&
    !sameWords(entry.salutation, lifted.salutation);
  const title = cleanLine(entry.title || lifted.subject || "");
  const repeatsTitle = (block: Block) =>
    block.kind === "heading" && sameWords(plainWords(block.runs), title);
  return {
    subject:
      title ||
      (entry.format === "pasted" && signatories.length > 0
        ? `A letter from ${signedNames(signatories, language)}`
        : ""),
    // A "Subject:" line stays in its place and serves as the heading.
    heading: sameWords(lifted.subject, title) ? "" : title,
    preamble: lifted.preamble.filter(block => !repeatsTitle(block)),
    salutation: entry.salutation ?? lifted.salutation ?? bulletin.salutation,
    body: [
      ...(isOtherSalutation ? [paragraphOf(lifted.salutation ?? "")] : []),
      ...withoutFirst(lifted.body, repeatsTitle),
      ...ending.spare,
    ],
    signOff: ending.signOff ?? bulletin.signOff,
    signatories,
    postscript: lifted.postscript,
    translations: [],
  };
}

function withoutFirst(blocks: readonly Block[], test: (block: Block) => boolean): readonly Block[] {
  return blocks[0] && test(blocks[0]) ? blocks.slice(1) : blocks;
}

/** Composes entries as sections, with the bulletin's salutation and sign-off. */
function digest(bulletin: Bulletin, entries: readonly [Entry, ...Entry[]], slot: Date): Parts {
  const subject = digestSubject(bulletin, slot);
  return {
    subject,
    heading: subject,
    preamble: [],
    salutation: bulletin.salutation,
    body: digestSections(entries, readBody),
    signOff: bulletin.signOff,
    signatories: bulletin.signatories,
    postscript: [],
    translations: [],
  };
}

/** Returns the first words that do not repeat the subject: as many as an inbox shows. */
function opening({ body, subject }: Pick<Letter, "body" | "subject">): string {
  const paragraphs = body.flatMap(block =>
    block.kind === "paragraph" ? [plainWords(block.runs).replace(/\s+/g, " ").trim()] : [],
  );
  const words = paragraphs.find(paragraph => !sameWords(paragraph, subject)) ?? "";
  return words.length <= 140 ? words : `${words.slice(0, 139).replace(/\s+\S*$|\p{Cs}$/u, "")}…`;
}

/** Languages written from right to left, by their primary subtag. */
const rightToLeft = new Set([
  "ar",
  "arc",
  "ckb",
  "dv",
  "fa",
  "he",
  "ps",
  "sd",
  "syr",
  "ug",
  "ur",
  "yi",
]);

function directionOf(language: string): "ltr" | "rtl" {
  return rightToLeft.has(language.toLowerCase().split("-")[0] ?? "") ? "rtl" : "ltr";
}
