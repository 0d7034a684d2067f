import { createHash } from "node:crypto";
import type { Bulletin } from "./bulletin.ts";
import { type Composed, composeLetter } from "./compose-letter.ts";
import type { Entry } from "./entry.ts";
import type { LetterFile } from "./letter-file.ts";

/** One letter from a file, as the pipeline knows it: a bulletin's edition of one entry. */
export type SingleLetter = { readonly bulletin: Bulletin; readonly entry: Entry; readonly editionId: string };

/** Makes the bulletin and the entry of a letter file. The edition's identity is the hash of both: the same letter is the same edition. */
export function singleLetter(file: LetterFile, now: Date): SingleLetter {
  const name = file.bulletin ?? file.organisation ?? "Letters";
  const id = slug(name);
  const preview = composeLetter(bulletinOf(file, id, name, name), [entryOf(file, id, "preview", now)], now);
  const organisation =
    file.organisation ??
    (preview.kind === "letter" ? `${preview.letter.signatory.name} ${preview.letter.signatory.postNominals}`.trim() : name);
  const bulletin = bulletinOf(file, id, name, organisation);
  const hash = createHash("sha256")
    .update(JSON.stringify([file, bulletin]))
    .digest("hex")
    .slice(0, 20);
  return { bulletin, entry: entryOf(file, id, hash, now), editionId: `${id}_${hash}` };
}

/** The letter as it will be, or what it lacks. */
export function previewLetter({ bulletin, entry }: SingleLetter): Composed {
  return composeLetter(bulletin, [entry], new Date(entry.updatedAt));
}

function bulletinOf(file: LetterFile, id: string, name: string, organisation: string): Bulletin {
  return {
    ...{
      id,
      name,
      organisation,
      lists: [id],
      composition: "letter",
      language: file.language,
      salutation: "Dear colleague,",
      signOff: "",
    },
    sender: { from: file.from ?? `"${organisation.replace(/["\\]/g, "")}" <letters@example.org>`, replyTo: file.replyTo },
    uncertain: "hold",
  };
}

function entryOf(file: LetterFile, bulletin: string, id: string, now: Date): Entry {
  const { format, body, salutation, signOff, signatory, preheader, language } = file;
  return {
    ...{ id, bulletin, title: file.subject, body, format, status: "ready", version: 1, updatedAt: now.toISOString() },
    ...{ salutation, signOff, signatory, preheader, language },
  };
}

/** "NHS Somewhere: letters" → "nhs-somewhere-letters" */
function slug(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  return plain.length >= 2 ? plain : `letters-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
}
