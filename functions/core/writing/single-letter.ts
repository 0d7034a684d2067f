import { createHash } from "node:crypto";
import type { Bulletin } from "../bulletins/bulletin.ts";
import { slugOf } from "../bulletins/bulletin-id.ts";
import type { Entry } from "../bulletins/entry.ts";
import type { Variant } from "../bulletins/languages/letter-text.ts";
import { type Letter, type Signatory, signedNames } from "../letter/letter.ts";
import { wordsIn } from "../text/words/catalogue.ts";
import { type Composed, composeLetter } from "./compose-letter.ts";
import type { LetterFile } from "./letter-file.ts";
import { linesOfBlock } from "./letter-grammar/letter-lines.ts";

/** One letter from a file, as a bulletin's edition with one entry. */
export type SingleLetter = {
  readonly bulletin: Bulletin;
  readonly entry: Entry;
  readonly editionId: string;
};

/**
 * Returns the bulletin and the entry of a letter file. A hash of both identifies the edition, so
 * the same letter is always the same edition. Each letter has its own list, named after the
 * edition: another letter cannot change its recipients. `variants`: the letter in other languages.
 */
export function singleLetter(
  file: LetterFile,
  now: Date,
  variants: readonly LetterFile[] = [],
): SingleLetter {
  const name = file.bulletin ?? file.organisation ?? senderName(file.from) ?? "Letters";
  const id = slug(name);
  const preview = composeLetter(
    bulletinOf(file, { id, name, organisation: name, signed: "", signatories: [nobody] }, []),
    [entryOf(file, id, "preview", now)],
    now,
  );
  const letter = preview.kind === "letter" ? preview.letter : undefined;
  const names = letter === undefined ? name : signedNames(letter.signatories, letter.language);
  const organisation = file.organisation ?? senderName(file.from) ?? findOrganisation(letter);
  const isUnsigned = names === "" && organisation !== "";
  const publisher = {
    id,
    name,
    organisation,
    signed: file.organisation ?? (isUnsigned ? organisation : names),
    signatories: isUnsigned ? [nobody] : [],
  };
  const hash = identityOf([file, ...variants], bulletinOf(file, publisher, []));
  const editionId = `${id}_${hash}`;
  return {
    bulletin: bulletinOf(file, publisher, [editionId]),
    entry: {
      ...entryOf(file, id, hash, now),
      ...(variants.length > 0 && { variants: variants.map(variantOf) }),
    },
    editionId,
  };
}

/** In place of the people who sign a notice: the letter comes from its organisation, which signs nothing. */
const nobody: Signatory = { name: "", postNominals: "", role: [] };

/** The name in a sender's mailbox: "Harbour Trust <letters@example.org>". */
function senderName(from: string | undefined): string | undefined {
  const name = /^\s*"?([^"<]+?)"?\s*</.exec(from ?? "")?.[1];
  return name === "" ? undefined : name;
}

const isOrganisation = (line: string): boolean =>
  line.length <= 80 &&
  /\b(?:trust|university|council|college|school|hospital|department|ministry|academy|institute|foundation|association|society|authority|commission|agency|diocese|ltd|limited|plc|inc|nhs|prifysgol|cyngor|bwrdd iechyd|université|ministère|académie|universität|ministerium|gmbh|universidad|ministerio|università|ministero|universiteit|uniwersytet)\b/i.test(
    line,
  ) &&
  !/\b(?:director|officer|head|chair|manager|secretary|minister|dean|president|registrar|professor|lead|chief|of staff)\b/i.test(
    line,
  ) &&
  !/[.!?:;@]$|^\d|^(?:to|dear|all)\b/i.test(line);

/**
 * The organisation in the letterhead or below a name; empty if the letter names none. A signatory is
 * a person, and never the organisation whose list a colleague is on.
 */
function findOrganisation(letter: Letter | undefined): string {
  if (letter === undefined) return "";
  const wordsOf = (blocks: Letter["preamble"]) =>
    blocks.flatMap(block => ("runs" in block ? linesOfBlock(block).words : []));
  const roles = letter.signatories.flatMap(signatory => signatory.role);
  const all = [...wordsOf(letter.preamble), ...roles, ...wordsOf(letter.postscript)];
  return all.find(isOrganisation) ?? "";
}

/** Returns the composed letter, or its missing parts. */
export function previewLetter({ bulletin, entry }: SingleLetter): Composed {
  return composeLetter(bulletin, [entry], new Date(entry.updatedAt));
}

/**
 * Returns the hash of letter, variants and bulletin, without the bulletin's list and rules. A change of what
 * is hashed would send a letter again that an earlier version sent in part.
 */
function identityOf(files: readonly LetterFile[], bulletin: Bulletin): string {
  const { id, name, organisation, composition, language, salutation, signOff, sender } = bulletin;
  const first = {
    id,
    name,
    organisation,
    lists: [id],
    composition,
    language,
    salutation,
    signOff,
    sender,
    uncertain: "resend",
  };
  return createHash("sha256")
    .update(JSON.stringify([...files, first]))
    .digest("hex")
    .slice(0, 20);
}

type Publisher = Pick<Bulletin, "id" | "name" | "organisation" | "signatories"> & {
  /** The sender's name, if the letter has no "from". */
  readonly signed: string;
};

function bulletinOf(
  file: LetterFile,
  { id, name, organisation, signed, signatories }: Publisher,
  lists: readonly string[],
): Bulletin {
  return {
    id,
    name,
    organisation,
    lists,
    composition: "letter",
    language: file.language,
    salutation: wordsIn(file.language).letter.salutation,
    signOff: "",
    signatories,
    sender: {
      from: file.from ?? `"${signed.replace(/["\\]/g, "")}" <letters@example.org>`,
      replyTo: file.replyTo,
    },
    uncertain: "hold",
    zone: "UTC",
    approval: "none",
  };
}

function entryOf(file: LetterFile, bulletin: string, id: string, now: Date): Entry {
  const { format, body, salutation, signOff, signatories, preheader, language } = file;
  return {
    id,
    bulletin,
    title: file.subject,
    body,
    format,
    status: "ready",
    version: 1,
    updatedAt: now.toISOString(),
    salutation,
    signOff,
    signatories,
    preheader,
    language,
  };
}

function variantOf(file: LetterFile): Variant {
  const { format, body, subject, salutation, signOff, signatories, preheader, language } = file;
  return { title: subject, body, format, salutation, signOff, signatories, preheader, language };
}

function slug(name: string): string {
  const plain = slugOf(name);
  return plain.length >= 2
    ? plain
    : `letters-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
}
