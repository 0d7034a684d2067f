import { createHash } from "node:crypto";
import type { Bulletin } from "../bulletins/bulletin.ts";
import { slugOf } from "../bulletins/bulletin-id.ts";
import type { Entry } from "../bulletins/entry.ts";
import { signedNames } from "../letter/letter.ts";
import { type Composed, composeLetter } from "./compose-letter.ts";
import type { LetterFile } from "./letter-file.ts";

/** One letter from a file, as a bulletin's edition with one entry. */
export type SingleLetter = {
  readonly bulletin: Bulletin;
  readonly entry: Entry;
  readonly editionId: string;
};

/**
 * Returns the bulletin and the entry of a letter file. A hash of both identifies the edition, so
 * the same letter is always the same edition. Each letter has its own list, named after the
 * edition: another letter cannot change its recipients.
 */
export function singleLetter(file: LetterFile, now: Date): SingleLetter {
  const name = file.bulletin ?? file.organisation ?? "Letters";
  const id = slug(name);
  const preview = composeLetter(
    bulletinOf(file, { id, name, organisation: name }, []),
    [entryOf(file, id, "preview", now)],
    now,
  );
  const organisation =
    file.organisation ??
    (preview.kind === "letter"
      ? signedNames(preview.letter.signatories, preview.letter.language)
      : name);
  const publisher = { id, name, organisation };
  const hash = identityOf(file, bulletinOf(file, publisher, []));
  const editionId = `${id}_${hash}`;
  return {
    bulletin: bulletinOf(file, publisher, [editionId]),
    entry: entryOf(file, id, hash, now),
    editionId,
  };
}

/** Returns the composed letter, or its missing parts. */
export function previewLetter({ bulletin, entry }: SingleLetter): Composed {
  return composeLetter(bulletin, [entry], new Date(entry.updatedAt));
}

/**
 * Returns the hash of letter and bulletin, without the bulletin's list and rules. The fixed values
 * are those of the first version: so a letter that an earlier version sent in part keeps its
 * edition, and nobody gets it twice.
 */
function identityOf(file: LetterFile, bulletin: Bulletin): string {
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
    .update(JSON.stringify([file, first]))
    .digest("hex")
    .slice(0, 20);
}

type Publisher = Pick<Bulletin, "id" | "name" | "organisation">;

function bulletinOf(
  file: LetterFile,
  { id, name, organisation }: Publisher,
  lists: readonly string[],
): Bulletin {
  return {
    id,
    name,
    organisation,
    lists,
    composition: "letter",
    language: file.language,
    salutation: "Dear colleague,",
    signOff: "",
    signatories: [],
    sender: {
      from: file.from ?? `"${organisation.replace(/["\\]/g, "")}" <letters@example.org>`,
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

function slug(name: string): string {
  const plain = slugOf(name);
  return plain.length >= 2
    ? plain
    : `letters-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
}
