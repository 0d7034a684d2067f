import { type Actor, byline } from "../../core/access/actor.ts";
import { type Deed, type Differences, differencesOf } from "../../core/access/history-item.ts";
import { addressIdentity } from "../../core/people/mailbox.ts";
import type {
  Consent,
  Preferences,
  Subscriber,
  SubscriberChange,
} from "../../core/people/subscriber.ts";
import type { Scope } from "../../core/people/suppression.ts";
import { getSuppression } from "../../store/people/find-suppressions.ts";
import { changeSubscriber, changeSubscriberBy } from "../../store/people/projections.ts";
import { getSubscriber } from "../../store/people/subscribers.ts";
import { liftBy, suppressBy } from "../../store/people/suppressions.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";
import { hashesOf, suppressFormer } from "./keep-out.ts";

/** What a person changes about the letters that they get. Absent: it stays. */
export type LettersChange = {
  readonly leave?: readonly Scope[];
  /** Ends what the person left themself. Bounces, complaints and erasures stay. */
  readonly comeBack?: readonly Scope[];
  readonly join?: readonly { readonly list: string; readonly consent: Consent }[];
  readonly preferences?: Preferences | undefined;
  /** The edition whose link they used. */
  readonly edition?: string | undefined;
};

type World = Pick<Pipeline, "table" | "now" | "newId" | "addressKey" | "log">;

/**
 * Changes which letters a person gets, on every list, before it returns. Editions under way obey from
 * the next claim on. A repetition changes nothing. Returns the person, or undefined if they were
 * erased.
 */
export async function changeLetters(
  pipeline: World,
  subscriber: string,
  change: LettersChange,
  by: Actor,
): Promise<Subscriber | undefined> {
  for (;;) {
    const person = await getSubscriber(pipeline.table, subscriber);
    const changed = person && (await changePerson(pipeline, person, change, by));
    // The address was corrected in between: what the person left is stored under the new one too.
    if (!changed || isSameAddress(changed, person)) return changed;
  }
}

async function changePerson(
  pipeline: World,
  person: Subscriber,
  { leave = [], comeBack = [], join = [], preferences, edition }: LettersChange,
  by: Actor,
): Promise<Subscriber | undefined> {
  const { table } = pipeline;
  const [hash, ...former] = hashesOf(pipeline, person);
  const decided = (what: Deed, changes: Differences, personal?: Differences) =>
    decision(pipeline, { by, what, on: { kind: "subscriber", id: person.id }, changes, personal });
  // The record of the address comes first: an import that stores the person after this read finds it.
  // Leaving comes before coming back, so that coming back to one bulletin starts no other.
  for (const scope of leave) {
    const given = { reason: "unsubscribed", scope, edition, subscriber: person.id } as const;
    const history = decided("unsubscribed", {
      ...named(scope, "after"),
      ...(edition !== undefined && { edition: { after: edition } }),
    });
    if (await suppressBy(table, hash, given, history))
      pipeline.log("unsubscribed", { scope: nameOf(scope), by: byline(by) });
    await suppressFormer(pipeline, former, { reason: "unsubscribed", scope, edition });
  }
  for (const scope of comeBack) {
    const history = decided("came-back", named(scope, "before"));
    if (await liftBy(table, hash, { reasons: ["unsubscribed"], scope }, history))
      pipeline.log("came-back", { scope: nameOf(scope), by: byline(by) });
  }
  const suppression = await getSuppression(table, hash);
  const now = new Date(pipeline.now());
  let last = await changeSubscriber(table, person, { of: person.email, suppression }, { now });
  const changeWith = (what: Deed, changes: Differences, change: SubscriberChange) =>
    changeSubscriberBy(table, person.id, () => change, {
      now,
      history: before =>
        decided(
          what,
          changes,
          change.preferences && differencesOf(before.preferences ?? {}, change.preferences),
        ),
    });
  if (preferences) last = (await changeWith("preferences-changed", {}, { preferences }))?.after;
  for (const { list, consent } of join) {
    const change = { join: { list, consent, renews: true } };
    last = (await changeWith("joined", { list: { after: list } }, change))?.after;
  }
  return last;
}

/** { bulletin: { after: "care-weekly" } } */
function named(scope: Scope, when: "before" | "after"): Differences {
  return typeof scope === "string"
    ? { letters: { [when]: scope } }
    : Object.fromEntries(Object.entries(scope).map(([kind, id]) => [kind, { [when]: id }]));
}

/** "bulletin care-weekly" */
function nameOf(scope: Scope): string {
  return typeof scope === "string" ? scope : Object.entries(scope).flat().join(" ");
}

function isSameAddress(a: Subscriber, b: Subscriber): boolean {
  return addressIdentity(a.email) === addressIdentity(b.email);
}
