import type { Actor } from "../../core/access/actor.ts";
import type { Deed, Differences } from "../../core/access/history-item.ts";
import type { Subscriber } from "../../core/people/subscriber.ts";
import { isOfMailbox, type Scope, type SuppressionReason } from "../../core/people/suppression.ts";
import { getSuppression } from "../../store/people/find-suppressions.ts";
import { changeSubscriber } from "../../store/people/projections.ts";
import { addressHash } from "../../store/people/subscribers.ts";
import { suppress, suppressBy, unlinkSuppression } from "../../store/people/suppressions.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";

export type KeptOut = {
  readonly reason: SuppressionReason;
  readonly scope: Scope;
  readonly edition?: string | undefined;
  /** Who decided it, for the person's history. Events of SES have none: the ledger is their record. */
  readonly decided?: { readonly by: Actor; readonly what: Deed; readonly changes: Differences };
};

type World = Pick<Pipeline, "table" | "now" | "newId" | "addressKey">;

/** Returns the keyed hashes of all addresses that a person has and had, the current one first. */
export function hashesOf(
  { addressKey }: Pick<Pipeline, "addressKey">,
  { email, formerly = [] }: Subscriber,
): [string, ...string[]] {
  const current = addressHash(email, addressKey);
  return [current, ...formerly.filter(hash => hash !== current)];
}

/**
 * Keeps letters from a person within a scope, on every list that they are on. What a person decided
 * also applies to the addresses that they had before: no import of one brings them back. Repeating
 * this changes nothing. Returns undefined if the person was erased.
 */
export async function keepOut(
  pipeline: World,
  known: Subscriber,
  kept: KeptOut,
): Promise<Subscriber | undefined> {
  const { table } = pipeline;
  const isTheirs = !isOfMailbox(kept.reason);
  for (let person = known; ; ) {
    const [current, ...former] = hashesOf(pipeline, person);
    // The hashes are stored first: an import that stores the person after this read finds them.
    await suppressCurrent(pipeline, current, person.id, kept);
    if (isTheirs) await suppressFormer(pipeline, former, kept);
    const suppression = await getSuppression(table, current);
    const change = { of: person.email, suppression };
    const now = new Date(pipeline.now());
    const after = await changeSubscriber(table, person, change, { now });
    // With another address by now, what is about the former one no longer concerns them.
    if (!after || !isTheirs || hashesOf(pipeline, after)[0] === current) return after;
    person = after;
  }
}

async function suppressCurrent(
  pipeline: World,
  hash: string,
  subscriber: string,
  { reason, scope, edition, decided }: KeptOut,
): Promise<void> {
  const { table } = pipeline;
  const given = { reason, scope, edition, subscriber };
  if (!decided) return suppress(table, hash, { ...given, now: new Date(pipeline.now()) });
  const on = { kind: "subscriber", id: subscriber } as const;
  await suppressBy(table, hash, given, decision(pipeline, { ...decided, on }));
}

/** Suppresses former addresses of a person. The page of suppressed people shows the current one. */
export async function suppressFormer(
  { table, now }: Pick<Pipeline, "table" | "now">,
  hashes: readonly string[],
  { reason, scope, edition }: Omit<KeptOut, "decided">,
): Promise<void> {
  for (const hash of hashes) {
    await suppress(table, hash, { reason, scope, edition, now: new Date(now()) });
    await unlinkSuppression(table, hash);
  }
}
