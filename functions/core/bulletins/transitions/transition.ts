import {
  type EditionStatus,
  type HeldFrom,
  heldFromStatus,
  isFinished,
  isHeld,
  isProposed,
} from "../status.ts";
import { type TransitionRule, transitions } from "./transitions.ts";

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
  const rule: TransitionRule = transitions[kind];
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
  const { removes = [] }: TransitionRule = transitions[kind];
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
