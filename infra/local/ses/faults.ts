import * as z from "zod";

const often = { probability: z.number().min(0).max(1).optional(), count: z.int().min(0).optional() };
const chance = z
  .union([z.literal(true), z.strictObject(often)])
  .transform(given => (given === true ? {} : given))
  .optional();
const delay = z
  .union([z.number().min(0), z.strictObject({ ms: z.number().min(0), ...often })])
  .transform(given => (typeof given === "number" ? { ms: given } : given))
  .optional();

/**
 * What the local SES does wrong on purpose. Each fault happens with a `probability`, or for the next `count` times, or both;
 * with neither (or as `true`, or a delay as a bare number of milliseconds) it happens always.
 */
export const faultsSchema = z.strictObject({
  /** Answers Throttling and accepts nothing. */
  throttle: chance,
  /** Answers MessageRejected. */
  refuse: chance,
  /** Sending is paused: AccountSendingPausedException, and GetAccountSendingEnabled says false. */
  accountPaused: chance,
  resetBeforeAccept: chance,
  /** Accepts, then closes the connection without an answer. */
  resetAfterAccept: chance,
  /** Answers 500 and accepts nothing. */
  serverError: chance,
  /** Accepts, then answers 500. */
  errorAfterAccept: chance,
  /** Accepts, then answers so much later. */
  delayMs: delay,
  /** Never publishes an event. */
  loseEvents: chance,
  /** Publishes an event twice. */
  doubleEvents: chance,
  /** Publishes a message's events so much later. */
  delayEventsMs: delay,
  /** Publishes Reject in place of what would follow Send, as for a virus. */
  rejectContent: chance,
  /** Publishes DeliveryDelay before what follows Send. */
  deliveryDelay: chance,
});

export type FaultSettings = z.input<typeof faultsSchema>;
type Settings = z.output<typeof faultsSchema>;
export type FaultName = keyof Settings;

export type Faults = {
  /** What is set now, counts as far as they are not used up. */
  get(): FaultSettings;
  /** Replaces all that was set; `{}` mends everything. Throws a ZodError for what is no fault. */
  set(settings: unknown): void;
  /** Whether this fault strikes now; uses up its count. */
  strikes(name: FaultName): boolean;
  /** Like `strikes`, for the two delays: milliseconds, 0 if it does not. */
  delay(name: "delayMs" | "delayEventsMs"): number;
  /** Whether this fault may strike, its count left alone. */
  isSet(name: FaultName): boolean;
};

/** `random` gives numbers from 0 to below 1. */
export function createFaults(random: () => number): Faults {
  let settings: Settings = {};
  const strikes = (name: FaultName): boolean => {
    const fault = settings[name];
    if (!fault || fault.count === 0 || (fault.probability !== undefined && random() >= fault.probability)) return false;
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
    isSet: name => {
      const fault = settings[name];
      return fault !== undefined && fault.count !== 0 && fault.probability !== 0;
    },
  };
}
