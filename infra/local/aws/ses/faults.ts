import * as z from "zod";
import { type ToldEvent, toldEventSchema } from "./events/told-events.ts";

const often = {
  probability: z.number().min(0).max(1).optional(),
  count: z.int().min(0).optional(),
};
const chance = z
  .union([z.literal(true), z.strictObject(often)])
  .transform(given => (given === true ? {} : given))
  .optional();
const delay = z
  .union([z.number().min(0), z.strictObject({ ms: z.number().min(0), ...often })])
  .transform(given => (typeof given === "number" ? { ms: given } : given))
  .optional();

/** Only for messages to this address. */
const to = z.string().optional();
const oneOrMore = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .union([schema, z.array(schema)])
    .transform((given): z.output<Schema>[] => [given].flat(1) as z.output<Schema>[])
    .optional();

/**
 * A refusal as SES words it: `{"code":"MessageRejected","message":"Sending suspended for this
 * account."}`.
 */
const answer = z.strictObject({
  code: z.string().regex(/^[A-Za-z.]+$/),
  message: z.string(),
  status: z.int().min(400).max(599).default(400),
  to,
  ...often,
});
const toldEvent = z.strictObject({ event: toldEventSchema, to, ...often });

/**
 * Deliberate faults of the local SES. A fault happens with a `probability`, or for the next `count`
 * times, or both. Without these, it always happens: also given as `true`, or for a delay as a
 * number of milliseconds.
 */
export const faultsSchema = z.strictObject({
  /** Answers Throttling and accepts nothing. */
  throttle: chance,
  /** Answers MessageRejected. */
  refuse: chance,
  /**
   * Sending is paused: answers AccountSendingPausedException; GetAccountSendingEnabled answers
   * false.
   */
  accountPaused: chance,
  resetBeforeAccept: chance,
  /** Accepts, then closes the connection without an answer. */
  resetAfterAccept: chance,
  /** Answers 500 and accepts nothing. */
  serverError: chance,
  /** Accepts, then answers 500. */
  errorAfterAccept: chance,
  /** Accepts, then answers after this time. */
  delayMs: delay,
  /** Never publishes an event. */
  loseEvents: chance,
  /** Publishes an event twice. */
  doubleEvents: chance,
  /** Publishes a message's events after this time. */
  delayEventsMs: delay,
  /** After Send, publishes Reject instead of the usual events, as for a virus. */
  rejectContent: chance,
  /** After Send, publishes DeliveryDelay before the usual events. */
  deliveryDelay: chance,
  /** Answers with any error, and accepts nothing. Of several errors, the first that strikes. */
  answer: oneOrMore(answer),
  /**
   * Publishes any events beside or instead of a delivery (`told-events.ts`). Of several events, all
   * that strike.
   */
  tell: oneOrMore(toldEvent),
});

export type FaultSettings = z.input<typeof faultsSchema>;
type Settings = z.output<typeof faultsSchema>;
type Often = { probability?: number | undefined; count?: number | undefined };
export type FaultName = Exclude<keyof Settings, "answer" | "tell">;
export type GivenError = {
  readonly code: string;
  readonly message: string;
  readonly status: number;
};

export type Faults = {
  /** Returns the current settings; each `count` is what is left of it. */
  get(): FaultSettings;
  /** Replaces all settings; `{}` removes every fault. Throws a ZodError for invalid settings. */
  set(settings: unknown): void;
  /** Whether this fault strikes now; uses up its count. */
  strikes(name: FaultName): boolean;
  /** Like `strikes`, for the two delays. Returns milliseconds; 0 if the fault does not strike. */
  delay(name: "delayMs" | "delayEventsMs"): number;
  /** Returns the error to answer a message to these addresses with, if any. Uses up its count. */
  answerTo(addresses: readonly string[]): GivenError | undefined;
  /** Returns the given events about a message to these addresses. Uses up their counts. */
  eventsFor(addresses: readonly string[]): { to: string | undefined; event: ToldEvent }[];
  /** Whether this fault may strike. Its count stays. */
  isSet(name: FaultName): boolean;
};

/** `random` returns numbers from 0 to below 1. */
export function createFaults(random: () => number): Faults {
  let settings: Settings = {};
  const strikes = (name: FaultName): boolean => happens(settings[name]);
  const happens = (fault: Often | undefined): boolean => {
    if (
      !fault ||
      fault.count === 0 ||
      (fault.probability !== undefined && random() >= fault.probability)
    )
      return false;
    if (fault.count !== undefined) fault.count--;
    return true;
  };
  return {
    get: () => structuredClone(settings),
    set: given => {
      settings = faultsSchema.parse(given);
    },
    strikes,
    delay: name => {
      const ms = settings[name]?.ms ?? 0;
      return strikes(name) ? ms : 0;
    },
    answerTo: addresses => settings.answer?.find(each => isTo(each.to, addresses) && happens(each)),
    eventsFor: addresses =>
      (settings.tell ?? [])
        .filter(each => isTo(each.to, addresses) && happens(each))
        .map(({ event, to }) => ({ event, to })),
    isSet: name => {
      const fault = settings[name];
      return fault !== undefined && fault.count !== 0 && fault.probability !== 0;
    },
  };
}

function isTo(to: string | undefined, addresses: readonly string[]): boolean {
  return to === undefined || addresses.some(address => address.toLowerCase() === to.toLowerCase());
}
