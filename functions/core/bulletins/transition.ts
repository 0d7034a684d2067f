import {
  type EditionStatus,
  type HeldFrom,
  heldFromStatus,
  isFinished,
  isHeld,
  isProposed,
  underWay,
} from "./status.ts";

type Rule = {
  readonly from: readonly EditionStatus[];
  /** "same": only fields change. "heldFrom": the status in which the edition was held. */
  readonly to: EditionStatus | "same" | "heldFrom";
  /** The round must be the one seen: the edition returns to the same status in its next round. */
  readonly inRound?: boolean;
  /** The proposal must be the one seen: a change makes another of it. */
  readonly ofProposal?: boolean;
  /** The undo window must be the one seen, and still open: nobody is addressed yet. */
  readonly inWindow?: boolean;
  /** Nobody corrects the edition: a wrong letter is not sent again. */
  readonly uncorrected?: boolean;
  /** A held edition must have been held in composing: it has no letter. */
  readonly beforeLetter?: boolean;
  /** The edition's fields that the transition must write, and those that it may write. */
  readonly writes?: readonly string[];
  readonly mayWrite?: readonly string[];
  readonly removes?: readonly string[];
  /** The transition carries out a decision, so its history item is written with it. */
  readonly decided?: boolean;
};

/** What a proposal is: a letter for a date, and what it is made from. */
const proposed = [
  "proposal",
  "proposals",
  "entries",
  "lists",
  "sender",
  "subject",
  "hash",
] as const;

/** Everything that may happen to the status of a stored edition. */
export const transitions = {
  /** The letter of the date has changed: it is proposed again, and an approval ends. */
  revise: {
    from: ["waiting", "approved"],
    to: "waiting",
    ofProposal: true,
    writes: proposed,
    removes: ["approval"],
    decided: true,
  },
  /** The letter is the same, but what it is made from has changed. */
  "look-again": {
    from: ["waiting", "approved"],
    to: "same",
    ofProposal: true,
    writes: ["proposal"],
  },
  approve: {
    from: ["waiting"],
    to: "approved",
    ofProposal: true,
    writes: ["approval", "proposal"],
    decided: true,
  },
  "ask-for-changes": {
    from: ["waiting", "approved"],
    to: "waiting",
    ofProposal: true,
    writes: ["proposal", "proposals"],
    removes: ["approval"],
    decided: true,
  },
  begin: {
    from: ["waiting", "approved"],
    to: "composing",
    ofProposal: true,
    writes: ["entries", "lists", "sender"],
    mayWrite: ["approval"],
    decided: true,
  },
  /** It must not go out as it is, and nobody is addressed: it waits for an approval again. */
  return: {
    from: ["composing", "held"],
    to: "waiting",
    beforeLetter: true,
    writes: ["proposal", "proposals"],
    removes: ["approval", "reason", "heldFrom"],
    decided: true,
  },
  skip: {
    from: ["waiting", "approved"],
    to: "skipped",
    ofProposal: true,
    writes: ["reason"],
    decided: true,
  },
  /** It was not opened at its date. A person decides whether it is still sent. */
  "hold-late": {
    from: ["waiting", "approved"],
    to: "held",
    ofProposal: true,
    writes: ["reason"],
    decided: true,
  },
  compose: {
    from: ["composing"],
    to: "addressing",
    ofProposal: true,
    writes: ["entries", "subject", "hash"],
    mayWrite: ["addressAfter", "languages"],
    decided: true,
  },
  "leave-empty": {
    from: ["composing", "waiting", "approved"],
    to: "empty",
    ofProposal: true,
    writes: ["entries"],
    removes: ["approval"],
  },
  postpone: { from: ["addressing"], to: "same", inWindow: true, writes: ["addressAfter"] },
  /** Ends the undo window: from now on, people may be addressed. */
  "close-window": { from: ["addressing"], to: "same", inWindow: true, removes: ["addressAfter"] },
  undo: {
    from: ["addressing"],
    to: "waiting",
    inWindow: true,
    writes: ["proposal", "proposals"],
    removes: ["approval", "addressAfter"],
    decided: true,
  },
  /** An edition that needs no approval is held instead: a person decides whether it is still sent. */
  "undo-and-hold": {
    from: ["addressing"],
    to: "held",
    inWindow: true,
    writes: ["reason"],
    removes: ["addressAfter"],
    decided: true,
  },
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
    uncorrected: true,
    writes: ["listVersion"],
  },
  rest: { from: ["sending"], to: "same", writes: ["restUntil"] },
  "note-returns": { from: ["sending"], to: "same", writes: ["returns"] },
  finish: { from: ["sending"], to: "finished", inRound: true },
  /** Someone on a finished edition gets another copy, or their first. */
  reopen: { from: ["finished"], to: "sending", uncorrected: true },
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
    uncorrected: true,
    writes: ["reason", "refusals"],
    decided: true,
  },
  resume: { from: ["held"], to: "heldFrom", removes: ["reason", "heldFrom"], decided: true },
  stop: {
    from: ["waiting", "approved", "addressing", "sending", "held"],
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

type InStatus = { readonly status: EditionStatus };
type WithPast = InStatus & { readonly heldFrom?: HeldFrom | undefined };

/** Whether a transition carries out a decision. */
export type IsDecided<Kind extends TransitionKind> =
  RuleOf<Kind> extends { decided: true } ? true : false;

/** What a transition must know of the edition that it changes. */
export type SeenEdition<Kind extends TransitionKind> = {
  readonly id: string;
  readonly status: From<Kind>;
} & (RuleOf<Kind> extends { inRound: true } ? { readonly rounds: number } : unknown) &
  (RuleOf<Kind> extends { ofProposal: true }
    ? { readonly proposals?: number | undefined }
    : unknown) &
  (RuleOf<Kind> extends { inWindow: true }
    ? { readonly rounds: number; readonly addressAfter?: string | undefined }
    : unknown) &
  (RuleOf<Kind> extends { beforeLetter: true }
    ? { readonly heldFrom?: HeldFrom | undefined }
    : unknown) &
  (RuleOf<Kind> extends { to: "heldFrom" } ? { readonly heldFrom: HeldFrom } : unknown);

/** Returns what a stored edition must still be for a transition. */
export function expectedBy<Kind extends TransitionKind>(
  kind: Kind,
  seen: SeenEdition<Kind>,
): Record<string, unknown> {
  const { status, rounds, heldFrom, proposals, addressAfter }: Seen = seen;
  const rule: Rule = transitions[kind];
  if (rule.to === "heldFrom") return { status, heldFrom };
  if (rule.ofProposal) return { status, proposals };
  if (rule.inWindow) return { status, rounds, addressAfter };
  if (rule.beforeLetter && isHeld({ status })) return { status, heldFrom: "composing" };
  const expected: Record<string, unknown> = rule.inRound ? { status, rounds } : { status };
  return rule.uncorrected ? { ...expected, correctedBy: undefined } : expected;
}

type Seen = WithPast & {
  readonly rounds?: number;
  readonly proposals?: number | undefined;
  readonly addressAfter?: string | undefined;
};

/** Returns the fields that a transition removes from a stored edition. */
export function removedBy(kind: TransitionKind): readonly string[] {
  const { removes = [] }: Rule = transitions[kind];
  return removes;
}

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
  if (isFinished({ status })) return "sending";
  if (kind === "undo-and-hold") return "composing";
  if (isProposed({ status })) return to === "held" ? "composing" : undefined;
  return heldFromStatus.safeParse(status).data;
}
