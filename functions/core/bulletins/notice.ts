import { type ImportReason, importReasonInEnglish } from "../people/imports/import-reason.ts";
import { sayCount } from "../text/say-count.ts";
import { withoutAddresses } from "../text/without-addresses.ts";
import { restoredTodo, sayRestored } from "./approval/restored-mail.ts";
import type { Bulletin } from "./bulletin.ts";
import type { Edition } from "./edition.ts";
import type { EditionReason } from "./reason.ts";
import { reasonInEnglish } from "./reason-in-english.ts";

type OfEdition = {
  readonly bulletin: Pick<Bulletin, "name"> & Partial<Pick<Bulletin, "zone">>;
  readonly edition: Pick<Edition, "id" | "slot">;
};

/** A notice that operators get by email, once. */
export type Notice =
  | (OfEdition & { readonly kind: "edition-held"; readonly reason: EditionReason | undefined })
  | (OfEdition & { readonly kind: "events-silent"; readonly people: number })
  | { readonly kind: "restored"; readonly lastTick: number | undefined }
  | { readonly kind: "reconfirm-ended"; readonly list: string }
  | { readonly kind: "import-failed"; readonly list: string; readonly reason: ImportReason };

export type NoticeText = { readonly subject: string; readonly text: string };

/**
 * Returns which bulletin, what happened, and what to do, without any reader's address. SNS requires
 * a subject in ASCII, on one line, under 100 characters:
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export function writeNotice(notice: Notice, editorsUrl: string): NoticeText {
  const { about, what, todo } = wordsOf(notice, editorsUrl);
  const subject = plainAscii(`Dear Colleague: ${about}`).slice(0, 99).trimEnd();
  return {
    subject,
    text: `${[what, `What to do: ${todo}`, `More: docs/operating.md, "${notice.kind}".`].join("\n\n")}\n`,
  };
}

/** Of a reason in a notice. A service may answer with a long text. */
const maxLength = 1_000;

function wordsOf(
  notice: Notice,
  editorsUrl: string,
): { about: string; what: string; todo: string } {
  switch (notice.kind) {
    case "edition-held":
      return {
        about: `an edition of ${notice.bulletin.name} is held`,
        what: `${nameOf(notice)} is held. Nothing more is sent until you decide.\n\nWhy: ${withoutAddresses(reasonInEnglish(notice.reason), maxLength)}`,
        todo: `open the edition and fix the cause. Then resume the edition, or stop it permanently:\n${editorsUrl}/editions/${notice.edition.id}`,
      };
    case "events-silent":
      return {
        about: `no events for letters of ${notice.bulletin.name}`,
        what: `${nameOf(notice)}: SES accepted the letters of ${sayCount(notice.people, "person", "people")} at least 30 minutes ago, and has sent no event for them since. The letters may have arrived. But deliveries, bounces and complaints do not reach the pipeline.`,
        todo: `run the doctor (npm run doctor). It checks each part of the events' path. Do not send another edition until the path works: you would not see its bounces and complaints.\n${editorsUrl}/editions/${notice.edition.id}`,
      };
    case "restored":
      return {
        about: "nothing is sent, the data comes from a backup",
        what: sayRestored(notice.lastTick),
        todo: `${restoredTodo}\n${editorsUrl}/clock`,
      };
    case "reconfirm-ended":
      return {
        about: `the answers of the list ${notice.list} are in`,
        what: `People on the list "${notice.list}" were asked whether they still want its letters. Their time to answer is over.`,
        todo: `see who answered, and decide whether to remove the others:\n${editorsUrl}/lists/${notice.list}/reconfirm`,
      };
    case "import-failed":
      return {
        about: `the import of the list ${notice.list} failed`,
        what: `The import of the list "${notice.list}" stopped before its end. Some of its people may be stored.\n\nWhy: ${withoutAddresses(importReasonInEnglish(notice.reason), maxLength)}`,
        todo: "fix the cause, and import the same file again to complete the list. Do not send to the list before that.",
      };
  }
}

function nameOf({ bulletin, edition }: OfEdition): string {
  const timeZone = bulletin.zone ?? "UTC";
  const date = new Date(edition.slot).toLocaleString("en-GB", {
    timeZone,
    dateStyle: "long",
    timeStyle: "short",
  });
  return `${bulletin.name}: the edition of ${date} (${timeZone})`;
}

/** Returns the text without accents and without the characters that are still not ASCII. */
function plainAscii(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/ {2,}/g, " ");
}
