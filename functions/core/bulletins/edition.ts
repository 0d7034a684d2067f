import { createHash } from "node:crypto";
import { fillPlaces, fillPlacesInHtml } from "../letter/fill-places.ts";
import type { Sender } from "./bulletin.ts";
import type { RefusalRun } from "./refusal-run.ts";
import type { EditionStatus, HeldFrom } from "./status.ts";

/**
 * The rendered entries of an edition. It never changes once stored.
 * Sentinels mark the per-person places in html and text.
 */
export type FrozenContent = {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** For colleagues without a salutation of their own. */
  readonly salutation: string;
  readonly language: string;
};

export type Edition = {
  readonly id: string;
  readonly bulletin: string;
  /** ISO 8601 instant at which the edition is due. */
  readonly slot: string;
  readonly status: EditionStatus;
  readonly reason?: string | undefined;
  /** The status that a held edition returns to when it is resumed, or in which it was stopped. */
  readonly heldFrom?: HeldFrom | undefined;
  readonly entries: readonly string[];
  readonly lists: readonly string[];
  readonly sender: Sender;
  readonly subject: string;
  /** The hash of the content (`contentHash`). Empty during composing. */
  readonly hash: string;
  /** People on the batches so far; final after addressing. */
  readonly audience: number;
  /**
   * The leading batches in which everybody is settled. The clock reads only the batches after them.
   */
  readonly settled?: { readonly batch: string; readonly through: number } | undefined;
  /** How often the edition was held. Operators get one notice for each hold. */
  readonly holds?: number | undefined;
  /** The leading batches in which everyone accepted has an event from SES. */
  readonly heard?: { readonly batch: string; readonly through: number } | undefined;
  /** ISO 8601 instant until which sending pauses, because SES's 24-hour quota is used up. */
  readonly restUntil?: string | undefined;
  /**
   * When the clock first and last checked the edition's
   * bounces and complaints (epoch milliseconds).
   */
  readonly returns?: { readonly began: number; readonly at: number } | undefined;
  /**
   * The edition was held once for too many bounces or complaints. It is not held for them again.
   */
  readonly broken?: boolean | undefined;
  /** Equal refusals by SES, with nobody accepted since. `mark` changes with each write. */
  readonly refusals?: (RefusalRun & { readonly mark: string }) | undefined;
  /**
   * For an edition spread over days: the letters planned for each 24 hours from `from` (ISO 8601).
   */
  readonly plan?: { readonly from: string; readonly days: readonly number[] } | undefined;
  /** How often the lists were read to the end. Each round adds people that no earlier round had. */
  readonly rounds: number;
  /**
   * ISO 8601 instant at which addressing may start.
   * Until then an editor can stop the edition before anyone is mailed.
   */
  readonly addressAfter?: string | undefined;
  /**
   * The approved hash, if the edition was approved. Content with another hash must not be stored.
   */
  readonly approved?: string | undefined;
  /** The version of the lists when they were last read, if it was known when the edition opened. */
  readonly listVersion?: string | undefined;
};

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
 * Any change to content, sender or lists changes the hash.
 */
export function contentHash(
  content: FrozenContent,
  sender: Sender,
  lists: readonly string[],
): string {
  const { subject, html, text, salutation, language } = content;
  const named = JSON.stringify([
    subject,
    html,
    text,
    salutation,
    language,
    sender.from,
    sender.replyTo,
    [...lists].sort(),
  ]);
  return createHash("sha256").update(named).digest("hex");
}

/** Returns the letter for a preview: with the general salutation, and without personal links. */
export function previewOf(content: FrozenContent): {
  readonly html: string;
  readonly text: string;
} {
  const places = { salutation: content.salutation, viewUrl: "#", unsubscribeUrl: "#" };
  const inText = {
    ...places,
    viewUrl: "[each colleague's own link]",
    unsubscribeUrl: "[each colleague's own link]",
  };
  return { html: fillPlacesInHtml(content.html, places), text: fillPlaces(content.text, inText) };
}
