import { type EditionStatus, underWay } from "../status.ts";

/** What a transition needs of an edition, and what it does to it. */
export type TransitionRule = {
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
} as const satisfies Record<string, TransitionRule>;
