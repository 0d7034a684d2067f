import { type Actor, byline } from "../../../core/access/actor.ts";
import { differencesOf } from "../../../core/access/history-item.ts";
import { addressIdentity } from "../../../core/people/mailbox.ts";
import {
  changed,
  type Profile,
  profileOf,
  type Subscriber,
} from "../../../core/people/subscriber.ts";
import { carriedOver } from "../../../core/people/suppression.ts";
import { historyWrite } from "../../../store/history/histories.ts";
import { projectTo } from "../../../store/people/projections.ts";
import {
  addressHash,
  claimWrite,
  findSubscriberIds,
  getSubscriber,
  releaseWrite,
  subscriberWrite,
} from "../../../store/people/subscribers.ts";
import { readSuppressionRecord } from "../../../store/people/suppression-item.ts";
import { suppressionsWrite, unlinkSuppression } from "../../../store/people/suppressions.ts";
import { transact, type Write } from "../../../store/transact.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";

export type ChangedPerson =
  | { readonly kind: "changed" | "unchanged"; readonly person: Subscriber }
  /** Someone else has the address. */
  | { readonly kind: "taken"; readonly subscriber: string }
  /** The new address is of a person who was erased. */
  | { readonly kind: "erased" | "unknown" };

type World = Pick<Pipeline, "table" | "now" | "newId" | "addressKey" | "log">;

/**
 * Changes a person's name, salutation, address or language, on every list. With a new address, what
 * the person wants goes along: the bulletins and lists that they have left, and a complaint. What was
 * about the old mailbox does not: a bounce.
 */
export async function changePerson(
  pipeline: World,
  subscriber: string,
  profile: Profile,
  by: Actor,
): Promise<ChangedPerson> {
  const { table } = pipeline;
  const now = new Date(pipeline.now());
  for (;;) {
    const before = await getSubscriber(table, subscriber);
    if (!before) return { kind: "unknown" };
    const personal = differencesOf(profileOf(before), profileOf(profile));
    const history = decision(pipeline, {
      by,
      what: "person-changed",
      on: { kind: "subscriber", id: subscriber },
      personal,
    });
    const isOther = addressIdentity(before.email) !== addressIdentity(profile.email);
    const move = isOther ? await moveOf(pipeline, before, profile) : undefined;
    if (move && move.kind !== "move") return move;
    const after = changed(move?.before ?? before, { profile });
    if (Object.keys(personal).length > 0) {
      const writes: Write[] = [
        subscriberWrite(after, before, now),
        historyWrite(history),
        ...(move?.writes ?? []),
      ];
      // Another change came first: all again.
      if ((await transact(table, writes, history.id)).kind === "conflict") continue;
      pipeline.log("person-changed", { subscriber, by: byline(by) });
    }
    if (move) await unlinkSuppression(table, move.from);
    // Also if nothing has changed now: an earlier attempt may have died before this.
    await projectTo(table, after, Object.keys(after.lists), now);
    return { kind: Object.keys(personal).length > 0 ? "changed" : "unchanged", person: after };
  }
}

/** Returns what a new address needs: the person ready for it, and the writes besides theirs. */
async function moveOf(pipeline: World, before: Subscriber, { email }: Profile) {
  const { table, addressKey } = pipeline;
  const [from, to] = [before.email, email].map(each => addressHash(each, addressKey));
  if (from === undefined || to === undefined) throw new Error("no hash of an address");
  const [owners, known] = await Promise.all([
    findSubscriberIds(table, [from, to]),
    readSuppressionRecord(table, to),
  ]);
  const owner = owners.get(to);
  if (owner !== undefined && owner !== before.id)
    return { kind: "taken", subscriber: owner } as const;
  if (known.suppression.everywhere?.reason === "erased") return { kind: "erased" } as const;
  const suppression = carriedOver(before.suppression, known.suppression);
  const writes: Write[] = [claimWrite(to, before.id)];
  if (owners.get(from) === before.id) writes.push(releaseWrite(from, before.id));
  if (suppression !== known.suppression)
    writes.push(suppressionsWrite({ hash: to, subscriber: before.id }, known, suppression));
  const formerly = [...new Set([...(before.formerly ?? []), from])];
  return { kind: "move", from, before: { ...before, suppression, formerly }, writes } as const;
}
