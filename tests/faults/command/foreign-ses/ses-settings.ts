/** What an SES that is not ours does wrong; each from 0 to 1 but where it says otherwise. */
export type SesWeather = {
  /** Closes the connection, and has accepted nothing. */
  readonly cutBefore: number;
  /** Accepts, and closes the connection. */
  readonly cutAfter: number;
  /** Answers 500, and has accepted nothing. */
  readonly errorBefore: number;
  /** Accepts, and answers 500. */
  readonly errorAfter: number;
  readonly throttle: number;
  readonly slow: number;
  /** Milliseconds until a slow answer. */
  readonly slowMs: number;
  /** How many times GetSendQuota first answers 500, and then as often NaN. */
  readonly quotaFailures: number;
};

/** What becomes of its events. */
export type SesEvents = {
  readonly lost: number;
  readonly doubled: number;
  readonly late: number;
  /** Milliseconds that a late one is late. */
  readonly lateMs: number;
  /** Delay in milliseconds of the events of letters without an answer to their submission. */
  readonly unansweredLateMs: number;
};

export type SesSettings = {
  readonly seed: number;
  /** Where each acceptance is noted. */
  readonly log: string;
  readonly worldFile: string;
  /** Directories with an `endpoints.json` that names the queue for events; the first that answers gets them. */
  readonly directories: readonly string[];
  readonly maxSendRate: number;
  readonly weather: SesWeather;
  readonly events: SesEvents;
};

export const fairWeather: SesWeather = {
  cutBefore: 0,
  cutAfter: 0,
  errorBefore: 0,
  errorAfter: 0,
  throttle: 0,
  slow: 0,
  slowMs: 0,
  quotaFailures: 0,
};

export const allEvents: SesEvents = {
  lost: 0,
  doubled: 0,
  late: 0,
  lateMs: 0,
  unansweredLateMs: 0,
};

/** A line of the log: SES has accepted a letter. */
export type Acceptance = {
  /** Epoch milliseconds by the world's clock. */
  readonly at: number;
  readonly address: string;
  readonly edition: string;
  readonly place: string;
  readonly answered: boolean;
};

/** What the campaign tells the SES: the settings of a round, or those that change; none where the round is over. */
export type ToSes = { readonly round: string; readonly settings?: Partial<SesSettings> };

/** What the SES tells the campaign: a round's acceptances so far, or by how many milliseconds it was late at worst since it last said so. */
export type FromSes =
  | { readonly round: string; readonly accepted: number }
  | { readonly lagMs: number };
