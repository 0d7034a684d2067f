import pLimit, { type LimitFunction } from "p-limit";
import type { Actor } from "../core/access/actor.ts";
import type { NoticeText } from "../core/bulletins/notice.ts";
import type { UploadForm } from "../core/people/imports/upload-form.ts";
import type { LinkKeys } from "../core/people/link-token.ts";
import type { SendingStatus } from "../core/people/senders/sending-status.ts";
import type { SesListing } from "../core/people/ses-listing.ts";
import { fullShare, mostSubmissions, type Share } from "../core/sending/pace.ts";
import type { SubmitOutcome } from "../core/sending/sending-problem.ts";
import type { Quota, RawMessage } from "../mail/submit-message.ts";
import type { Table } from "../store/table.ts";
import type { Sightings } from "./sightings.ts";

/** Messages on the work queues. */
export type AddressEditionMessage = { readonly edition: string; readonly round: number };
/**
 * A lane: consecutive batches from `batch` to the one that ends at `through` people of the
 * audience. Without `through`, only `batch`.
 */
export type SendBatchMessage = {
  readonly edition: string;
  readonly batch: string;
  readonly through?: number | undefined;
};

/** An import to go on with. */
export type ImportListMessage = { readonly import: string };

/** Offers browsers a way to give files of imports to the bucket. */
export type Uploads = {
  /** The form is valid for an hour. Its action is the bucket. */
  readonly form: (wanted: {
    readonly id: string;
    readonly list: string;
    readonly by: Actor;
    readonly redirect: string;
    readonly now: Date;
  }) => UploadForm;
};

/** The files in the bucket. */
export type UploadedFiles = {
  /** Returns the list that a file is for, and who gave it; undefined if the file is gone. */
  readonly about: (
    key: string,
  ) => Promise<{ readonly list: string; readonly by: Actor } | undefined>;
  /** Writes a file to a path. Throws if it is gone. */
  readonly fetch: (key: string, path: string) => Promise<void>;
  /** Stores the file at a path under a key. */
  readonly store: (key: string, path: string) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
};

/**
 * Everything that the steps need from outside. Steps take time, randomness and ids only from here.
 */
export type Pipeline = {
  readonly table: Table;
  /**
   * The id of the table itself, as the service knows it: a table restored from a backup has another,
   * also under the same name.
   */
  readonly tableId: () => Promise<string>;
  readonly submit: (message: RawMessage) => Promise<SubmitOutcome>;
  /** The account's limits, at most 60 s old; at most 1 s old when the quota is nearly used up. */
  readonly quota: () => Promise<Quota>;
  /** The sending pace of this process. The steps update it. */
  readonly tempo: Tempo;
  /** Values that this process has seen unchanged. The steps update them. */
  readonly sightings: Sightings;
  readonly enqueue: {
    /**
     * SQS delays a message by at most 15 minutes; after that, the clock
     * queues the work again.
     */
    readonly addressEdition: (
      messages: readonly AddressEditionMessage[],
      delayMs?: number,
    ) => Promise<void>;
    readonly sendBatch: (messages: readonly SendBatchMessage[], delayMs?: number) => Promise<void>;
    readonly importList: (
      messages: readonly ImportListMessage[],
      delayMs?: number,
    ) => Promise<void>;
  };
  /** Forms for files of imports. Undefined if the function has no bucket. */
  readonly uploads?: Uploads | undefined;
  /** The files of imports. Undefined if the function reads none. */
  readonly files?: UploadedFiles | undefined;
  readonly feedback: {
    /** Checks whether SES's events still wait to be recorded. */
    readonly look: () => Promise<FeedbackState>;
  };
  /** What SES says about the account, and about the identity that an address sends by. */
  readonly sendingStatus: (address: string) => Promise<SendingStatus>;
  /** The suppression list of the account at SES. Never rejects. */
  readonly sesList: {
    readonly find: (email: string) => Promise<SesListing>;
    /** Removes an address. Returns what the list held; "unknown" if it may still hold that. */
    readonly remove: (email: string) => Promise<SesListing>;
  };
  /** Whether letters load their images from the readers' site, or carry them. */
  readonly images: "site" | "inline";
  /** Base URL of readers' links, without a trailing slash. */
  readonly siteUrl: string;
  /** Base URL of the editors' site, without a trailing slash. */
  readonly editorsUrl: string;
  /** Sends a notice to the operators. If absent, the notice is only in the log. */
  readonly tell?: ((notice: NoticeText) => Promise<void>) | undefined;
  /** Tells a watcher outside the account that the clock runs. Throws if it does not answer. */
  readonly pingWatcher?: (() => Promise<void>) | undefined;
  readonly configurationSet?: string | undefined;
  /** The only domain that this deployment may send from. Undefined: any, as on this machine. */
  readonly senderDomain?: string | undefined;
  /** Keys the hashes that stand for addresses. */
  readonly addressKey: string;
  readonly linkKeys: LinkKeys;
  readonly limits: Limits;
  /** How long a person who is on no list is kept after their last change. */
  readonly keepUnlistedDays: number;
  /**
   * True if SES never loses an event: a missing event then proves that SES has not taken the
   * message. Only the local SES can promise this.
   */
  readonly eventsAreCertain: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds since any start. Nobody can set this clock. */
  readonly monotonic: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** ULIDs, in ascending order. */
  readonly newId: () => string;
  readonly log: (
    event: string,
    fields: Readonly<Record<string, string | number | boolean>>,
  ) => void;
  readonly measure: (metric: Metric, value: number) => void;
};

/** The state of SES's events on their way to the ledger. */
export type FeedbackState =
  /** Some events wait, are being recorded, or are not published yet; or the state is unknown. */
  | "waiting"
  /** Some events could not be recorded and are in the queue of dead letters. */
  | "dead-letters"
  /**
   * All published events are recorded, but some were lost before. Only the local SES reports this,
   * when it simulates faults.
   */
  | "lossy"
  /** All published events are recorded. */
  | "drained";

/** How fast one process may send. */
export type Tempo = {
  /** The instant given to the latest submission, by the monotonic clock. */
  lastTurn: number;
  /** The share of the rate that this process may use. Its instants are of the monotonic clock. */
  share: Share;
  /**
   * Up to which place the calendar's latest page is known to be taken, and how this process last
   * reserved places after that.
   */
  taken: { readonly page: number; readonly upTo: number; readonly how: "followed" | "begun" };
  /** Limits the submissions in progress to the number of connections. */
  readonly atATime: LimitFunction;
  /** How late the latest sleep ended (milliseconds): a measure of how busy the process is. */
  lagMs: number;
};

export function newTempo(): Tempo {
  const taken = { page: 0, upTo: 0, how: "followed" } as const;
  return { lastTurn: 0, share: fullShare, taken, atATime: pLimit(mostSubmissions), lagMs: 0 };
}

/** The metrics for operators. */
export type Metric =
  /** People, counted when SES answers or an event arrives. */
  | "accepted"
  | "rejected"
  | "throttled"
  | "bounced"
  | "deferred"
  | "complained"
  /** Reports by receiving servers about the letter itself: failed authentication, or a virus. */
  | "letter-reported"
  /** People without an answer or an event from SES when the grace ends. */
  | "uncertain"
  /** People of an edition in progress who are still to be sent to, at each tick. */
  | "pending"
  /** Percent of the accepted letters of an edition in progress, at each tick. */
  | "bounce-percent"
  | "complaint-percent"
  /** The account's rate, in messages per second. */
  | "send-rate"
  /** Seconds from a slot until its edition opens. */
  | "slot-late"
  /** Editions that wait for a person, at each tick. */
  | "held"
  /** Editions that nobody approved by their date, or that were skipped, at each tick. */
  | "unapproved"
  /** 1 while the items come from a backup that no person has confirmed, at each tick. */
  | "restored"
  /** People without any event 30 minutes after SES accepted their letter, at each tick. */
  | "silent"
  /** Feeds of bulletins that could not be read several times in a row, at each reading. */
  | "feeds-failing"
  /** Imports of lists that failed. */
  | "import-failed"
  | "clock-tick";

/** How long what takes, in milliseconds. */
export type Limits = {
  /** The longest time for one submission. A lease lasts longer. */
  readonly submitTimeoutMs: number;
  /** How late a busy worker may start a submission. */
  readonly slackMs: number;
  /** How long a composed edition waits before addressing, so that an editor can still stop it. */
  readonly holdMs: number;
  /** How long to wait for SES's events before a claim without an answer is due for a decision. */
  readonly graceMs: number;
  /** How long an edition may make no progress before its work is queued again. */
  readonly stallMs: number;
  /**
   * How long an edition that is spread over days rests before it checks the 24-hour quota again.
   */
  readonly restMs: number;
};
