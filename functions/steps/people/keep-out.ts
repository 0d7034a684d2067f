import type { Actor } from "../../core/access/actor.ts";
import type { Deed, Differences } from "../../core/access/history-item.ts";
import type { Subscriber } from "../../core/people/subscriber.ts";
import { isOfMailbox, type Scope, type SuppressionReason } from "../../core/people/suppression.ts";
import { getSuppression } from "../../store/people/find-suppressions.ts";
import { changeSubscriber } from "../../store/people/projections.ts";
import { addressHash, findSubscriberIds, getSubscriber } from "../../store/people/subscribers.ts";
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

/**
 * Suppresses former addresses of a person. The page of suppressed people shows the current one. If
 * someone else has such an address by now, they get no letters either: it may be the same person, and
 * a lift brings the letters back.
 */
export async function suppressFormer(
  { table, now }: Pick<Pipeline, "table" | "now">,
  hashes: readonly string[],
  { reason, scope, edition }: Omit<KeptOut, "decided">,
): Promise<void> {
  const owners = await findSubscriberIds(table, hashes);
  for (const hash of hashes) {
    const subscriber = owners.get(hash);
    await suppress(table, hash, { reason, scope, edition, subscriber, now: new Date(now()) });
    const owner = subscriber && (await getSubscriber(table, subscriber));
    if (!owner) {
      await unlinkSuppression(table, hash);
      continue;
    }
    const change = { of: owner.email, suppression: await getSuppression(table, hash) };
    await changeSubscriber(table, owner, change, { now: new Date(now()) });
  }
}

/**
 * Marks the former addresses of a person as erased. If someone else has one by now, they get no
 * letters, but their data stays: it may be another person.
 */
export async function eraseFormer(
  pipeline: Pick<Pipeline, "table" | "now">,
  hashes: readonly string[],
): Promise<void> {
  const owners = await findSubscriberIds(pipeline.table, hashes);
  const isTaken = (hash: string) => owners.has(hash);
  await suppressFormer(pipeline, hashes.filter(isTaken), {
    reason: "unsubscribed",
    scope: "all-letters",
  });
  const free = hashes.filter(hash => !isTaken(hash));
  await suppressFormer(pipeline, free, { reason: "erased", scope: "everywhere" });
}
