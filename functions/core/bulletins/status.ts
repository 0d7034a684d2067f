import * as z from "zod";

/**
 * Every status of an edition and of an entry, the transitions between them, and the questions that
 * steps, pages and commands ask about them. No other file compares a status.
 */

/** An editor's mark on an entry. An entry of an edition keeps the mark that it had. */
export const entryStatus = z.enum(
  [
    "draft",
    "ready",
    /** Taken out of the next editions; an editor can mark it again. */
    "withdrawn",
  ],
  'must be "draft", "ready" or "withdrawn"',
);

/** Whether an entry may go into the next edition. A form may hold any text, or none. */
export function isReady({ status }: { readonly status?: string | undefined }): boolean {
  return status === "ready";
}

/** Whether an editor has taken the entry out of the next editions. */
export function isWithdrawn({ status }: { readonly status?: string | undefined }): boolean {
  return status === "withdrawn";
}

/** Whether an edition contains the entry. Nobody can change the entry then. */
export function isBound<E extends { readonly edition?: string | undefined }>(
  entry: E,
): entry is E & { readonly edition: string } {
  return entry.edition !== undefined;
}

export const editionStatus = z.enum([
  /** The pipeline binds and renders the entries. */
  "composing",
  /** The pipeline cuts the audience into batches. */
  "addressing",
  "sending",
  /** Waits for a person; `reason` is why. Pages call it "Paused". */
  "held",
  /** Nobody is pending or uncertain. */
  "finished",
  /** Stopped permanently: nobody else is mailed. The account counts them as pending. */
  "stopped",
  /** No entry was due, so nothing was sent. */
  "empty",
]);
export type EditionStatus = z.infer<typeof editionStatus>;

/** The statuses of an edition under way: it can be held in each, and returns to it. */
const underWay = ["composing", "addressing", "sending"] as const;
export const heldFromStatus = z.enum(underWay);
export type HeldFrom = z.infer<typeof heldFromStatus>;

type Rule = {
  readonly from: readonly EditionStatus[];
  /** "same": only fields change. "heldFrom": the status in which the edition was held. */
  readonly to: EditionStatus | "same" | "heldFrom";
  /** The round must be the one seen: the edition returns to the same status in its next round. */
  readonly inRound?: boolean;
  /** The edition's fields that the transition must write, and those that it may write. */
  readonly writes?: readonly string[];
  readonly mayWrite?: readonly string[];
  readonly removes?: readonly string[];
  /** The transition carries out a decision, so its history item is written with it. */
  readonly decided?: boolean;
};

/** Everything that may happen to the status of a stored edition. */
export const transitions = {
  compose: {
    from: ["composing"],
    to: "addressing",
    writes: ["entries", "subject", "hash"],
    mayWrite: ["addressAfter"],
    decided: true,
  },
  "leave-empty": { from: ["composing"], to: "empty", writes: ["entries"] },
  postpone: { from: ["addressing"], to: "same", writes: ["addressAfter"] },
  address: {
    from: ["addressing"],
    to: "sending",
    inRound: true,
    writes: ["audience", "rounds"],
    mayWrite: ["plan"],
  },
  "address-again": {
    from: ["sending", "finished"],
    to: "addressing",
    inRound: true,
    writes: ["listVersion"],
  },
  rest: { from: ["sending"], to: "same", writes: ["restUntil"] },
  "note-returns": { from: ["sending"], to: "same", writes: ["returns"] },
  finish: { from: ["sending"], to: "finished", inRound: true },
  /** Someone on a finished edition gets another copy, or their first. */
  reopen: { from: ["finished"], to: "sending" },
  hold: {
    from: underWay,
    to: "held",
    writes: ["reason"],
    mayWrite: ["returns", "broken"],
    decided: true,
  },
  /** The clock may have finished the edition before the refused people were pending again. */
  "hold-refused": {
    from: ["sending", "finished"],
    to: "held",
    writes: ["reason", "refusals"],
    decided: true,
  },
  resume: { from: ["held"], to: "heldFrom", removes: ["reason", "heldFrom"], decided: true },
  stop: {
    from: ["addressing", "sending", "held"],
    to: "stopped",
    writes: ["reason"],
    decided: true,
  },
} as const satisfies Record<string, Rule>;

export type TransitionKind = keyof typeof transitions;
type RuleOf<Kind extends TransitionKind> = (typeof transitions)[Kind];
/** The statuses from which a transition may start. */
export type From<Kind extends TransitionKind> = RuleOf<Kind>["from"][number];
/** The fields that a transition must write, and those that it may write. */
export type Written<Kind extends TransitionKind> =
  RuleOf<Kind> extends { writes: readonly (infer Field)[] } ? Field : never;
export type MayWrite<Kind extends TransitionKind> =
  RuleOf<Kind> extends { mayWrite: readonly (infer Field)[] } ? Field : never;

/** Whether a transition carries out a decision. */
export type IsDecided<Kind extends TransitionKind> =
  RuleOf<Kind> extends { decided: true } ? true : false;

/** What a transition must know of the edition that it changes. */
export type SeenEdition<Kind extends TransitionKind> = {
  readonly id: string;
  readonly status: From<Kind>;
} & (RuleOf<Kind> extends { inRound: true } ? { readonly rounds: number } : unknown) &
  (RuleOf<Kind> extends { to: "heldFrom" } ? { readonly heldFrom: HeldFrom } : unknown);

/** Returns what a stored edition must still be for a transition. */
export function expectedBy<Kind extends TransitionKind>(
  kind: Kind,
  seen: SeenEdition<Kind>,
): Record<string, unknown> {
  const { status, rounds, heldFrom }: WithPast & { rounds?: number } = seen;
  const { to, inRound = false }: Rule = transitions[kind];
  if (to === "heldFrom") return { status, heldFrom };
  return inRound ? { status, rounds } : { status };
}

/** Returns the fields that a transition removes from a stored edition. */
export function removedBy(kind: TransitionKind): readonly string[] {
  const { removes = [] }: Rule = transitions[kind];
  return removes;
}

type InStatus = { readonly status: EditionStatus };
type WithPast = InStatus & { readonly heldFrom?: HeldFrom | undefined };

/** Whether the edition's status allows a transition. */
export function allows<Kind extends TransitionKind, E extends InStatus>(
  kind: Kind,
  edition: E,
): edition is E & { readonly status: From<Kind> } {
  return transitions[kind].from.some(status => status === edition.status);
}

/** Returns the status after a transition; undefined if the transition changes only fields. */
export function statusAfter(
  kind: TransitionKind,
  { heldFrom }: WithPast,
): EditionStatus | undefined {
  const { to } = transitions[kind];
  if (to === "same") return undefined;
  return to === "heldFrom" ? heldFrom : to;
}

/**
 * Returns the status to remember when an edition is held or stopped: the one to return to, or the
 * one in which it was stopped. Undefined if there is nothing new to remember.
 */
export function rememberedStatus(kind: TransitionKind, { status }: InStatus): HeldFrom | undefined {
  const { to } = transitions[kind];
  if (to !== "held" && to !== "stopped") return undefined;
  if (status === "finished") return "sending";
  return heldFromStatus.safeParse(status).data;
}

/**
 * An edition's key in the index "due": EDITION is under way, HELD waits for a person, EVENTS is
 * over and may still get events from SES. An edition with nothing to wait for is not in the index.
 */
export type DueKey = "EDITION" | "HELD" | "EVENTS";

export function dueKeyOf(edition: InStatus): DueKey | undefined {
  if (isUnderWay(edition)) return "EDITION";
  if (isHeld(edition)) return "HELD";
  return isOver(edition) ? "EVENTS" : undefined;
}

/** Returns a question about the status, which narrows an edition's type. */
function is<Status extends EditionStatus>(...statuses: readonly Status[]) {
  return <E extends InStatus>(edition: E): edition is E & { readonly status: Status } =>
    statuses.some(status => status === edition.status);
}

export const isUnderWay = is(...underWay);
export const isComposing = is("composing");
/** Whether the lists are being read now. `isAddressing` also asks about the past. */
export const isAddressingNow = is("addressing");
export const isSending = is("sending");
export const isHeld = is("held");
export const isFinished = is("finished");
export const isStopped = is("stopped");
export const isEmpty = is("empty");
/** Whether the edition has ended after its letters were addressed. SES may still report on them. */
export const isOver = is("finished", "stopped");
/** Whether the number of people is still being counted. */
export const isBeingCounted = is("composing", "addressing");
/** Whether the account can have uncertain people. */
export const mayHaveUncertain = is("addressing", "sending", "held", "stopped");
/** Whether the letters that are still pending will never be sent. */
export const leavesPending = is("stopped");
/** Whether an editor may decide about uncertain people. During sending, events may still come. */
export const awaitsDecision = is("held", "finished", "stopped");

/** Whether a held edition goes back to composing when it is resumed. */
export function isHeldInComposing(edition: WithPast): boolean {
  return isHeld(edition) && edition.heldFrom === "composing";
}

/** Whether a held edition goes back to sending when it is resumed. */
export function isHeldInSending(edition: WithPast): boolean {
  return isHeld(edition) && edition.heldFrom === "sending";
}

/** Whether people without a confirmed letter may be sent to again. */
export function mayBeSentAgain(edition: WithPast): boolean {
  return isFinished(edition) || isHeldInSending(edition);
}

/** Whether an edition is in addressing, or was when it was held or stopped. */
export function isAddressing(edition: WithPast): boolean {
  return isHeld(edition) || isStopped(edition)
    ? edition.heldFrom === "addressing"
    : isAddressingNow(edition);
}

/**
 * Whether it is, or was when held or stopped, in composing or its first addressing. Nobody can have
 * a letter.
 */
export function isBeforeSending(edition: WithPast & { readonly rounds: number }): boolean {
  const isPast = isHeld(edition) || isStopped(edition);
  const wasComposing = isPast ? edition.heldFrom === "composing" : isComposing(edition);
  return edition.rounds === 0 && (wasComposing || isAddressing(edition));
}

/**
 * Whether the entries of an edition stay in it. Once its first addressing is over, people may have
 * the letter, so no later change returns an entry to the editors.
 */
export function keepsEntries({ rounds }: { readonly rounds: number }): boolean {
  return rounds > 0;
}

/** Returns for how long the edition still waits for an instant before it goes on; 0 if it does not. */
export function waitsMs(
  edition: InStatus & {
    readonly restUntil?: string | undefined;
    readonly addressAfter?: string | undefined;
  },
  nowMs: number,
): number {
  const until = isSending(edition)
    ? edition.restUntil
    : isAddressingNow(edition)
      ? edition.addressAfter
      : undefined;
  return until === undefined ? 0 : Math.max(0, Date.parse(until) - nowMs);
}

/** Whether sending pauses until `restUntil`, because SES's 24-hour quota is used up. */
export function isResting<E extends Parameters<typeof waitsMs>[0]>(
  edition: E,
  nowMs: number,
): edition is E & { readonly restUntil: string } {
  return isSending(edition) && waitsMs(edition, nowMs) > 0;
}
