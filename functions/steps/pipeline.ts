import pLimit, { type LimitFunction } from "p-limit";
import type { NoticeText } from "../core/bulletins/notice.ts";
import type { LinkKeys } from "../core/people/link-token.ts";
import { fullShare, mostSubmissions, type Share } from "../core/sending/pace.ts";
import type { SubmitOutcome } from "../core/sending/sending-problem.ts";
import type { Quota, RawMessage } from "../mail/submit-message.ts";
import type { Table } from "../store/table.ts";
import type { Sightings } from "./sightings.ts";

/** Work that waits for a worker. */
export type AddressEditionMessage = { readonly edition: string; readonly round: number };
/** A lane: the batches from one on, up to the one that reaches `through` people of the audience; without it, that batch alone. */
export type SendBatchMessage = { readonly edition: string; readonly batch: string; readonly through?: number | undefined };

/** All that the steps need of the world. Time, randomness and identity come in here, and nowhere else. */
export type Pipeline = {
  readonly table: Table;
  readonly submit: (message: RawMessage) => Promise<SubmitOutcome>;
  /** The account's limits, at most a minute old; of the last second when the quota runs out. */
  readonly quota: () => Promise<Quota>;
  /** How fast this process may go; kept by the steps. */
  readonly tempo: Tempo;
  /** What this process has seen unchanged; kept by the steps. */
  readonly sightings: Sightings;
  readonly enqueue: {
    /** `delay` in milliseconds; a queue waits at most 15 minutes, and the clock sees to the rest. */
    readonly addressEdition: (messages: readonly AddressEditionMessage[], delay?: number) => Promise<void>;
    readonly sendBatch: (messages: readonly SendBatchMessage[], delay?: number) => Promise<void>;
  };
  readonly feedback: {
    /** Looks at the way on which SES's events come. */
    readonly look: () => Promise<FeedbackState>;
  };
  /** Where readers' links lead; no slash at the end. */
  readonly siteUrl: string;
  /** Where editors sign in; no slash at the end. */
  readonly editorsUrl: string;
  /** Mails a notice to the people who operate the pipeline; absent where nobody is mailed (the log has it as well). */
  readonly tell?: ((notice: NoticeText) => Promise<void>) | undefined;
  readonly configurationSet?: string | undefined;
  /** Keys the hashes that stand for addresses. */
  readonly addressKey: string;
  readonly linkKeys: LinkKeys;
  readonly limits: Limits;
  /** Whether SES loses no event, so that the lack of one always means that it has not taken the message. True of the local SES alone. */
  readonly eventsAreCertain: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds of a clock that nobody can set, from any beginning. */
  readonly monotonic: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** ULIDs, each greater than the one before. */
  readonly newId: () => string;
  readonly log: (event: string, fields: Readonly<Record<string, string | number | boolean>>) => void;
  readonly measure: (metric: Metric, value: number) => void;
};

/** How it stands with SES's events on their way into the ledger. */
export type FeedbackState =
  /** Some wait to be recorded, are being recorded, or have not been published; or nobody can tell. */
  | "waiting"
  /** Some could not be recorded, and lie among the dead letters. */
  | "dead-letters"
  /** All that were published are recorded, but some were lost before. Only the local SES, told to misbehave, knows of this. */
  | "lossy"
  /** All that were published are recorded. */
  | "drained";

/** What a process knows of its own pace. */
export type Tempo = {
  /** When the latest submission had its turn, by the monotonic clock. */
  lastTurn: number;
  /** Its instants are of the monotonic clock. */
  share: Share;
  /** Up to where the calendar's latest page is known to be taken, and how places beyond what was known were last reserved. */
  taken: { readonly page: number; readonly upTo: number; readonly how: "followed" | "begun" };
  /** Lets as many submissions be under way as there are connections, and the others wait. */
  readonly atATime: LimitFunction;
  /** Milliseconds by which this process was late the last time that it had slept: how busy it is. */
  lag: number;
};

export function newTempo(): Tempo {
  const taken = { page: 0, upTo: 0, how: "followed" } as const;
  return { lastTurn: 0, share: fullShare, taken, atATime: pLimit(mostSubmissions), lag: 0 };
}

/** What is counted and timed for whoever watches over the sending. */
export type Metric =
  /** People, as SES answers or its events come. */
  | "accepted"
  | "rejected"
  | "throttled"
  | "bounced"
  | "deferred"
  | "complained"
  /** Reports of receiving servers about the letter itself: its authentication failed, or a virus. */
  | "letter-reported"
  /** People whom SES's events have not named within the grace. */
  | "uncertain"
  /** People of an edition under way who are still to be sent to, at each tick. */
  | "pending"
  /** Of those accepted of an edition under way, at each tick. */
  | "bounce-percent"
  | "complaint-percent"
  /** The account's rate, in messages a second. */
  | "send-rate"
  /** Seconds between a slot and its edition's opening. */
  | "slot-late"
  /** Editions that wait for a person, at each tick. */
  | "held"
  /** People whose letters SES accepted half an hour ago and has told nothing of since, at each tick. */
  | "silent"
  /** Imports of lists that failed. */
  | "import-failed"
  | "clock-tick";

/** Milliseconds. */
export type Limits = {
  /** The longest that one submission may take: a lease outlives it. */
  readonly submitTimeout: number;
  /** How late a busy worker may be with a submission. */
  readonly slack: number;
  /** How long a composed edition waits to be addressed, so that an editor can still stop it. */
  readonly hold: number;
  /** How long SES's events are waited for before a claim without an answer counts as lost. */
  readonly grace: number;
  /** How long an edition may stand still before its work is queued again. */
  readonly stall: number;
  /** How long an edition that is spread over days waits before it looks again whether the 24-hour quota has room. */
  readonly rest: number;
};
