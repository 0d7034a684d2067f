import { createHash } from "node:crypto";
import type { Sender } from "./bulletin.ts";
import type { RefusalRun } from "./refusal-run.ts";

/** What was made of the chosen entries; frozen once stored. The per-person places in html and text are sentinels. */
export type FrozenContent = {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** For those who have none of their own. */
  readonly salutation: string;
  readonly language: string;
};

export type EditionStatus =
  /** Entries are being bound and rendered. */
  | "composing"
  /** The audience is being cut into batches. */
  | "addressing"
  | "sending"
  /** Stopped by something a person must look at; `reason` says what. */
  | "held"
  /** Nothing is pending, nor uncertain. */
  | "finished"
  /** Stopped for good: nobody else is mailed, and the account says who was not. */
  | "stopped"
  /** No entry was due: nothing went out. */
  | "empty";

export type Edition = {
  readonly id: string;
  readonly bulletin: string;
  /** ISO 8601 instant that the edition was due. */
  readonly slot: string;
  readonly status: EditionStatus;
  readonly reason?: string | undefined;
  /** What a held edition goes on with when it is resumed. */
  readonly heldFrom?: EditionStatus | undefined;
  readonly entries: readonly string[];
  readonly lists: readonly string[];
  readonly sender: Sender;
  readonly subject: string;
  /** What was approved: see `contentHash`. Empty while composing. */
  readonly hash: string;
  /** People on the batches so far; final once addressing has ended. */
  readonly audience: number;
  /** The run of batches, from the first on, in which everybody is settled; the clock looks only at what comes after it. */
  readonly settled?: { readonly batch: string; readonly through: number } | undefined;
  /** How often it was held: each hold is told of once. */
  readonly holds?: number | undefined;
  /** The run of batches, from the first on, in which an event of SES has come for everyone accepted. */
  readonly heard?: { readonly batch: string; readonly through: number } | undefined;
  /** ISO 8601 instant until which nothing more is sent: SES's 24-hour quota is used up until then. */
  readonly restUntil?: string | undefined;
  /** When the clock began to look at what comes back of the edition, and when it last did (epoch milliseconds). */
  readonly returns?: { readonly began: number; readonly at: number } | undefined;
  /** Too many letters came back, and it was held for that once: who resumed it has looked. */
  readonly broken?: boolean | undefined;
  /** Equal refusals of SES, with nobody accepted since; `mark` changes with each change. */
  readonly refusals?: (RefusalRun & { readonly mark: string }) | undefined;
  /** Where the edition is spread over days: the letters of each 24 hours from an ISO 8601 instant on, as it was reckoned then. */
  readonly plan?: { readonly from: string; readonly days: readonly number[] } | undefined;
  /** How often the lists have been walked; each round adds those whom no earlier round had. */
  readonly rounds: number;
  /** ISO 8601 instant before which the edition is not addressed: until then an editor can stop it with nobody mailed. */
  readonly addressAfter?: string | undefined;
  /** The hash that was approved, where somebody approved one: nothing else may be frozen. */
  readonly approved?: string | undefined;
  /** Names the content of the lists as they were last walked, where whoever opened the edition knows it. */
  readonly listVersion?: string | undefined;
};

/**
 * The identity of an edition: bulletin and slot, so that two clocks open one. Within SES's alphabet for message tags.
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html
 */
export function editionId(bulletin: string, slot: Date): string {
  return `${bulletin}_${slot
    .toISOString()
    .replace(/[-:]|\.000/g, "")
    .replace(".", "-")}`;
}

/** Whether an edition is being addressed, or was when it was held or stopped. */
export function isAddressing({ status, heldFrom }: Pick<Edition, "status" | "heldFrom">): boolean {
  return (status === "held" || status === "stopped" ? heldFrom : status) === "addressing";
}

/** Whether it is being addressed for the first time, or was: then nobody can have been mailed. */
export function isBeforeSending(edition: Pick<Edition, "status" | "heldFrom" | "rounds">): boolean {
  return edition.rounds === 0 && isAddressing(edition);
}

/** Names what an approval approves: any change to what people receive, from whom, or who they are, gives another hash. */
export function contentHash(content: FrozenContent, sender: Sender, lists: readonly string[]): string {
  const { subject, html, text, salutation, language } = content;
  const named = JSON.stringify([subject, html, text, salutation, language, sender.from, sender.replyTo, [...lists].sort()]);
  return createHash("sha256").update(named).digest("hex");
}
