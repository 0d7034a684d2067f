import { type Actor, byline } from "../../../core/access/actor.ts";
import { newSubscriber, type Profile } from "../../../core/people/subscriber.ts";
import {
  activeReason,
  hasLeftList,
  type Scope,
  type SuppressionReason,
} from "../../../core/people/suppression.ts";
import { historyWrite } from "../../../store/history/histories.ts";
import { getSuppression } from "../../../store/people/find-suppressions.ts";
import { getList } from "../../../store/people/lists.ts";
import { changeSubscriber, changeSubscriberBy } from "../../../store/people/projections.ts";
import {
  addressHash,
  findSubscriberIds,
  getSubscriber,
  newSubscriberWrites,
} from "../../../store/people/subscribers.ts";
import { transact } from "../../../store/transact.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";

export type AddedPerson =
  /** `isNew`: nobody had the address. Otherwise their details stay as they were. */
  | { readonly kind: "added"; readonly subscriber: string; readonly isNew: boolean }
  | { readonly kind: "already-on"; readonly subscriber: string }
  /** Only lifting the suppression brings the person back. */
  | {
      readonly kind: "suppressed";
      readonly subscriber: string | undefined;
      readonly reason: SuppressionReason;
      readonly scope: Scope;
    }
  | { readonly kind: "archived" | "no-list" };

type World = Pick<Pipeline, "table" | "now" | "newId" | "addressKey" | "log">;

/**
 * Puts one person on a list. Someone who is suppressed, erased or has left the list is not put on it.
 */
export async function addPerson(
  pipeline: World,
  list: string,
  person: Profile,
  by: Actor,
): Promise<AddedPerson> {
  const { table } = pipeline;
  const stored = await getList(table, list);
  if (!stored) return { kind: "no-list" };
  if (stored.archivedAt !== undefined) return { kind: "archived" };
  const hash = addressHash(person.email, pipeline.addressKey);
  for (;;) {
    const [ids, suppression] = await Promise.all([
      findSubscriberIds(table, [hash]),
      getSuppression(table, hash),
    ]);
    const owner = ids.get(hash);
    const { everywhere, allLetters, lists } = suppression;
    for (const [scope, since] of [
      ["everywhere", everywhere],
      ["all-letters", allLetters],
      [{ list }, lists?.[list]],
    ] as const) {
      const reason = activeReason(since);
      if (reason) return { kind: "suppressed", subscriber: owner, reason, scope };
    }
    const now = new Date(pipeline.now());
    const id = owner ?? pipeline.newId();
    const history = decision(pipeline, {
      by,
      what: "person-added",
      on: { kind: "subscriber", id },
      changes: { list: { after: list } },
    });
    const consent = { at: history.at, how: "added", source: history.id } as const;
    const added = (isNew: boolean): AddedPerson => {
      pipeline.log("person-added", { list, subscriber: id, by: byline(by) });
      return { kind: "added", subscriber: id, isNew };
    };
    const known = owner === undefined ? undefined : await getSubscriber(table, owner);
    if (owner !== undefined && known) {
      const change = () => ({ of: person.email, suppression, join: { list, consent } });
      const step = await changeSubscriberBy(table, owner, change, { now, history: () => history });
      // They were erased, or got another address: look again.
      if (!step || (step.after === step.before && !step.before.lists[list])) continue;
      return step.after === step.before && !hasLeftList(step.after.suppression, list)
        ? { kind: "already-on", subscriber: owner }
        : added(false);
    }
    const fresh = newSubscriber({ id, person, suppression, list, consent });
    // An import that died may have left an address without its person.
    const [address, item] = newSubscriberWrites(hash, fresh);
    const writes = [...(owner === undefined ? [address] : []), item, historyWrite(history)];
    if ((await transact(table, writes, history.id)).kind === "conflict") continue;
    // As an import does: a suppression that came in between finds the person, or is found here.
    const since = await getSuppression(table, hash);
    await changeSubscriber(table, fresh, { of: person.email, suppression: since }, { now, list });
    return added(true);
  }
}
