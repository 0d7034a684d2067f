import type { Bulletin } from "../bulletins/bulletin.ts";
import type { Correction } from "../bulletins/correction/correction.ts";
import type { Entry } from "../bulletins/entry.ts";
import type { MissingPart } from "../bulletins/reason.ts";
import { digestSubject } from "../bulletins/subject-pattern.ts";
import { type Block, plainWords } from "../letter/content.ts";
import { type Letter, type LetterPart, signedNames } from "../letter/letter.ts";
import { typeset } from "../letter/typography/typeset.ts";
import { cleanLine } from "../text/clean-text.ts";
import { cutText } from "../text/cut-text.ts";
import { wordsIn } from "../text/words/catalogue.ts";
import { withNote } from "./correction-note.ts";
import { digestSections } from "./digest-sections.ts";
import { directionOf } from "./languages/guess-language.ts";
import { splitTranslations } from "./languages/split-translations.ts";
import { liftLetter } from "./letter-grammar/letter-grammar.ts";
import { readSubjectLine } from "./letter-grammar/subject-line.ts";
import { findTitle, withSubjectAsTitle, withTitle } from "./letter-grammar/title/letter-title.ts";
import { mergeEnding, paragraphOf, sameWords } from "./merge-fields.ts";
import { readBody } from "./read-body.ts";

export type Composed =
  | { readonly kind: "letter"; readonly letter: Letter }
  | { readonly kind: "incomplete"; readonly missing: readonly MissingPart[] };

export type DigestForm = {
  /** Where the archive shows the edition. Without it, a digest has no links to its entries. */
  readonly address?: string | undefined;
  /** Shortens no entry: the letter as the archive shows it. */
  readonly isWhole?: boolean;
  readonly correction?: Correction | undefined;
};

/** Composes the letter of an edition from its entries, in their order. */
export function composeLetter(
  bulletin: Bulletin,
  entries: readonly Entry[],
  slot: Date,
  composing: DigestForm = {},
): Composed {
  const [first, ...others] = entries;
  if (!first) return { kind: "incomplete", missing: ["words"] };
  const { correction } = composing;
  const parts =
    bulletin.composition === "letter" && others.length === 0
      ? wholeLetter(bulletin, first)
      : digest(bulletin, [first, ...others], dayOf(slot, correction), composing);
  const missing: MissingPart[] = [];
  if (parts.subject === "") missing.push("subject");
  if (parts.signatories.length === 0) missing.push("signatory");
  if (parts.body.length === 0) missing.push("words");
  if (missing.length > 0) return { kind: "incomplete", missing };
  return {
    kind: "letter",
    letter: typeset({
      ...(correction?.isSaid ? withNote(parts, correction, bulletin.zone) : parts),
      preheader: first.preheader ?? opening(parts),
    }),
  };
}

/** A correction has the subject of the letter that it corrects. */
function dayOf(slot: Date, correction: Correction | undefined): Date {
  return correction ? new Date(correction.slot) : slot;
}

type Parts = Omit<Letter, "preheader">;

/** Composes an entry that is a complete letter, or the same letter in several languages. */
function wholeLetter(bulletin: Bulletin, entry: Entry): Parts {
  const translated = splitTranslations(entry.body);
  if (translated === undefined) {
    const part = letterPart(bulletin, entry, entry.language ?? bulletin.language);
    return { ...part, translations: [] };
  }
  const [first, ...others] = translated.map(({ text, language }, at) => {
    const { title, salutation, signOff, signatories, ...own } = entry;
    // The fields are of the first letter: the others have their own words.
    const fields = at === 0 ? { title, salutation, signOff, signatories } : { title: "" };
    const letter = { ...own, ...fields, body: text };
    return letterPart(bulletin, letter, language, `${language}-`);
  });
  if (first === undefined) throw new Error("A text was split into no letters.");
  const titles = [first, ...others].map(part => part.subject).filter(Boolean);
  const subject = entry.title ? first.subject : titles.join(" / ");
  return { ...first, subject: cutText(cleanLine(subject), 200), translations: others };
}

/**
 * Composes a letter in one language. The prose supplies the parts that the entry's fields lack.
 * `notes` begins the ids of its footnotes.
 */
function letterPart(
  bulletin: Bulletin,
  entry: Entry,
  language: string,
  notes = "",
): LetterPart & { readonly subject: string } {
  const reading = readBody(entry, notes);
  const lifted = liftLetter(reading.blocks);
  const ending = mergeEnding(entry, lifted);
  const signatories = ending.signatories?.length ? ending.signatories : bulletin.signatories;
  const isOtherSalutation =
    entry.salutation !== undefined &&
    lifted.salutation !== undefined &&
    !sameWords(entry.salutation, lifted.salutation);
  const given = readSubjectLine(entry.title) ?? entry.title;
  const own = cleanLine(given || lifted.subject || "");
  const found =
    own === ""
      ? findTitle(lifted.preamble, lifted.body)
      : withTitle(own, lifted.preamble, withSubjectAsTitle(lifted.body));
  const title = own || cleanLine(found.title ?? "") || cleanLine(reading.subject ?? "");
  const isInPlace = own === "" || found.title !== undefined || sameWords(lifted.subject, title);
  const repeatsTitle = (block: Block) =>
    block.kind === "heading" && block.level !== 1 && sameWords(plainWords(block.runs), title);
  return {
    subject: title || letterFrom(signatories, bulletin.organisation, language),
    // A title line or a "Subject:" line stays in its place and serves as the heading.
    heading: isInPlace && (own !== "" || found.title !== undefined) ? "" : title,
    language,
    direction: directionOf(language),
    preamble: found.preamble.filter(block => !repeatsTitle(block)),
    salutation: entry.salutation ?? lifted.salutation ?? bulletin.salutation,
    body: [
      ...(isOtherSalutation ? [paragraphOf(lifted.salutation ?? "")] : []),
      ...found.body,
      ...ending.spare,
    ],
    signOff: ending.signOff ?? bulletin.signOff,
    signatories,
    postscript: lifted.postscript,
  };
}

/** A notice that nobody signs is from its organisation. */
function letterFrom(
  signatories: LetterPart["signatories"],
  organisation: string,
  language: string,
): string {
  if (signatories.length === 0) return "";
  return wordsIn(language).letter.from(signedNames(signatories, language) || organisation);
}

/** Composes entries as sections, with the bulletin's salutation and sign-off. */
function digest(
  bulletin: Bulletin,
  entries: readonly [Entry, ...Entry[]],
  slot: Date,
  { address, isWhole = false }: DigestForm,
): Parts {
  const subject = digestSubject(bulletin, slot);
  const language = entries[0].language ?? bulletin.language;
  return {
    subject,
    heading: subject,
    preamble: [],
    salutation: bulletin.salutation,
    body: digestSections(entries, {
      words: wordsIn(language),
      language,
      read: entry => readBody(entry, `${entry.id}-`).blocks,
      address,
      isAddressSecret: bulletin.archive !== "public",
      summaryWords: isWhole ? undefined : bulletin.summaryWords,
    }),
    language,
    direction: directionOf(language),
    signOff: bulletin.signOff,
    signatories: bulletin.signatories,
    postscript: [],
    translations: [],
  };
}

function paragraphsIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap(block => {
    if (block.kind === "section") return paragraphsIn(block.blocks);
    if (block.kind !== "paragraph" || block.runs.every(run => run.kind === "image")) return [];
    return [plainWords(block.runs).replace(/\s+/g, " ").trim()];
  });
}

/** Returns the first words that do not repeat the subject: as many as an inbox shows. */
function opening({ body, subject }: Pick<Letter, "body" | "subject">): string {
  const paragraphs = paragraphsIn(body);
  const words = paragraphs.find(paragraph => !sameWords(paragraph, subject)) ?? "";
  return words.length <= 140 ? words : `${cutText(words, 139).replace(/\s+\S*$/, "")}…`;
}
