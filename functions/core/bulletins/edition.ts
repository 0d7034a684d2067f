import { createHash } from "node:crypto";
import * as z from "zod";
import { fillPlaces, fillPlacesInHtml } from "../letter/fill-places.ts";
import { salutationFor } from "../letter/places.ts";
import { type Sender, senderSchema } from "../people/senders/sender.ts";
import { count, exactText, instant, itemId, type Read } from "../text/schema-parts.ts";
import { approvalSchema, proposalSchema } from "./approval/approval.ts";
import { bulletinId } from "./bulletin-id.ts";
import { correctionSchema } from "./correction/correction.ts";
import { editionReason } from "./reason.ts";
import { refusalRunSchema } from "./refusal-run.ts";
import { editionStatus, heldFromStatus } from "./status.ts";

/** A rendered letter in one language. Sentinels mark the per-person places in html and text. */
const letterContentSchema = z.object({
  subject: exactText,
  html: exactText,
  text: exactText,
  /** For colleagues without a salutation of their own. */
  salutation: exactText,
  language: z.string(),
  /** The languages of its further parts, if one letter has two languages or more as equals. */
  alsoIn: z.array(z.string()).min(1).optional(),
  /** The HTML with the whole entries, for the archive, if the letter shortens some. */
  whole: exactText.optional(),
});
export type LetterContent = Read<typeof letterContentSchema>;

/** The rendered entries of an edition. It never changes once stored. */
export const contentSchema = letterContentSchema.extend({
  /** The name of the bulletin, which mail programs show for its List-Id. */
  listName: exactText,
  /** The same letter for the people who chose another language (`languages/content-in.ts`). */
  variants: z.array(letterContentSchema).min(1).optional(),
});
export type FrozenContent = Read<typeof contentSchema>;

/** The leading batches of an edition, up to `batch`, with `through` people. */
const runSchema = z.object({ batch: z.string(), through: count });

/** An account without its ledger: see `steps/clock/end-ledgers.ts`. */
const figuresSchema = z.object({
  at: instant,
  audience: count,
  accepted: count,
  delivered: count,
  suppressed: count,
  rejected: count,
  uncertain: count,
  pending: count,
  bounced: count,
  deferred: count,
  complained: count,
  assumed: count,
  resent: count,
});

export const editionSchema = z.object({
  id: itemId,
  bulletin: bulletinId,
  /** When the edition is due. */
  slot: instant,
  status: editionStatus,
  reason: editionReason.optional(),
  /** The status that a held edition returns to when it is resumed, or in which it was stopped. */
  heldFrom: heldFromStatus.optional(),
  entries: z.array(itemId),
  lists: z.array(z.string()),
  sender: senderSchema,
  subject: exactText,
  /** The further languages of its letter (BCP 47). */
  languages: z.array(z.string()).min(1).optional(),
  /** The hash of the content (`contentHash`). Empty during composing. */
  hash: z.string(),
  /** People on the batches so far; final after addressing. */
  audience: count,
  /** The batches in which everybody is settled. The clock reads only the batches after them. */
  settled: runSchema.optional(),
  /** How often the edition was held. Operators get one notice for each hold. */
  holds: count.optional(),
  /** The batches in which everyone accepted has an event from SES. */
  heard: runSchema.optional(),
  /** Until when sending pauses, because SES's 24-hour quota is used up. */
  restUntil: instant.optional(),
  /**
   * When the clock first and last checked the edition's
   * bounces and complaints (epoch milliseconds).
   */
  returns: z.object({ began: z.number(), at: z.number() }).optional(),
  /**
   * The edition was held once for too many bounces or complaints. It is not held for them again.
   */
  broken: z.boolean().optional(),
  /** Equal refusals by SES, with nobody accepted since. `mark` changes with each write. */
  refusals: refusalRunSchema.extend({ mark: z.string() }).optional(),
  /** For an edition spread over days: the letters planned for each 24 hours from `from`. */
  plan: z.object({ from: instant, days: z.array(z.number()) }).optional(),
  /** How often the lists were read to the end. Each round adds people that no earlier round had. */
  rounds: count,
  /**
   * When addressing may start.
   * Until then an editor can stop the edition before anyone is mailed.
   */
  addressAfter: instant.optional(),
  /** The approval of its letter. A letter with another hash is not sent. */
  approval: approvalSchema.optional(),
  /** What its approvers are asked to approve. */
  proposal: proposalSchema.optional(),
  /** How often it was proposed. Each time has its own notices and links. */
  proposals: count.optional(),
  /** The sent edition whose letter this one corrects. */
  corrects: correctionSchema.optional(),
  /** The edition that corrects this one. From then on, nobody gets this letter any more. */
  correctedBy: itemId.optional(),
  /** The account when the ledger ended, at `at`. Nobody can be sent to again after that. */
  figures: figuresSchema.optional(),
  /** The version of the lists when they were last read, if it was known when the edition opened. */
  listVersion: z.string().optional(),
});
export type Edition = Read<typeof editionSchema>;

/**
 * Returns the id of an edition. Bulletin and slot determine the id, so two clocks open the same
 * edition. All characters are valid in SES message tags:
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html
 */
export function editionId(bulletin: string, slot: Date): string {
  return `${bulletin}_${slot
    .toISOString()
    .replace(/[-:]|\.000/g, "")
    .replace(".", "-")}`;
}

/** Returns the bulletin of an edition by the edition's id: a bulletin's id has no underscore. */
export function bulletinIn(editionId: string): string {
  return editionId.split("_", 1)[0] ?? "";
}

const trialPrefix = "doctor_";

/**
 * Returns the id of the edition that a trial of the event path uses. Such an edition has no items
 * but its progress. `random`: 16 hexadecimal digits.
 */
export function trialEditionId(random: string): string {
  return `${trialPrefix}${random}`;
}

/** Whether an id is of a trial. The editions of a bulletin "doctor" have a slot after the prefix. */
export function isTrialEdition(id: string): boolean {
  return id.startsWith(trialPrefix) && /^[0-9a-f]{16}$/.test(id.slice(trialPrefix.length));
}

/**
 * Returns the SHA-256 that an approval names.
 * Any change to content, in any of its languages, to sender or lists changes the hash.
 */
export function contentHash(
  content: FrozenContent,
  sender: Sender,
  lists: readonly string[],
): string {
  const named = JSON.stringify([
    ...fieldsOf(content),
    sender.from,
    sender.replyTo,
    [...lists].sort(),
    ...(content.variants ?? []).map(fieldsOf),
  ]);
  return createHash("sha256").update(named).digest("hex");
}

function fieldsOf({ subject, html, text, salutation, language, alsoIn, whole }: LetterContent) {
  return [subject, html, text, salutation, language, alsoIn, whole];
}

/** Returns the HTML of a letter with its whole entries: what pages show, and the archive. */
export function wholeOf({ html, whole = html }: Pick<LetterContent, "html" | "whole">): string {
  return whole;
}

/**
 * Returns the letter for a preview: with the general salutation, or one person's `own`, and without
 * personal links. `whole` is the HTML with the whole entries.
 */
export function previewOf(
  content: LetterContent,
  own?: string,
): { readonly html: string; readonly text: string; readonly whole: string } {
  const salutation = salutationFor(content, own);
  const ownLink = "[each colleague's own link]";
  const places = { salutation, viewUrl: "#", manageUrl: "#", unsubscribeUrl: "#" };
  const inText = { salutation, viewUrl: ownLink, manageUrl: ownLink, unsubscribeUrl: ownLink };
  return {
    html: fillPlacesInHtml(content.html, places),
    text: fillPlaces(content.text, inText),
    whole: fillPlacesInHtml(wholeOf(content), places),
  };
}
