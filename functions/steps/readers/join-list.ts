import { readerOf } from "../../core/access/actor.ts";
import { type Consent, newSubscriber, type Subscriber } from "../../core/people/subscriber.ts";
import { activeReason, hasLeftList, type Scope } from "../../core/people/suppression.ts";
import { listBulletins } from "../../store/bulletins/bulletins.ts";
import { historyWrite } from "../../store/history/histories.ts";
import { getSuppression } from "../../store/people/find-suppressions.ts";
import {
  addressHash,
  findSubscriberIds,
  getSubscriber,
  newSubscriberWrites,
} from "../../store/people/subscribers.ts";
import { transact } from "../../store/transact.ts";
import { decision } from "../decision.ts";
import { changeLetters } from "../people/change-letters.ts";
import type { Pipeline } from "../pipeline.ts";

export type Joining = {
  readonly email: string;
  readonly language: string;
  readonly bulletin: string;
  readonly list: string;
  readonly consent: Consent;
};

export type Joined =
  /** `isNew`: they were not on the list, or had left it. */
  | { readonly kind: "joined"; readonly person: Subscriber; readonly isNew: boolean }
  /** Their letters came back, they reported spam, or they were erased: only the senders can help. */
  | { readonly kind: "refused" };

/**
 * Puts a person on a list by their own wish. Ends what they left themself, so that they get this
 * bulletin; if they had stopped all letters, they get this bulletin alone.
 */
export async function joinList(pipeline: Pipeline, joining: Joining): Promise<Joined> {
  const { table } = pipeline;
  const { email, language, bulletin, list, consent } = joining;
  const hash = addressHash(email, pipeline.addressKey);
  for (;;) {
    const [ids, suppression] = await Promise.all([
      findSubscriberIds(table, [hash]),
      getSuppression(table, hash),
    ]);
    if (activeReason(suppression.everywhere)) return { kind: "refused" };
    const owner = ids.get(hash);
    const known = owner === undefined ? undefined : await getSubscriber(table, owner);
    // An import that died may have left an address without its person.
    const id = owner ?? pipeline.newId();
    const by = readerOf({ subscriber: id });
    if (!known) {
      const person = newSubscriber({ id, person: { email, language }, suppression, list, consent });
      const on = { kind: "subscriber", id } as const;
      const changes = { list: { after: list } };
      const history = decision(pipeline, { by, what: "joined", on, changes });
      const [address, item] = newSubscriberWrites(hash, person);
      const writes = [...(owner === undefined ? [address] : []), item, historyWrite(history)];
      // Someone else stored the address just now: look again.
      if ((await transact(table, writes, history.id)).kind === "conflict") continue;
    }
    const comeBack: Scope[] = [{ bulletin }, { list }];
    const leave: Scope[] = [];
    if (activeReason(suppression.allLetters)) {
      comeBack.push("all-letters");
      for (const each of await listBulletins(table))
        if (each.id !== bulletin) leave.push({ bulletin: each.id });
    }
    const join = known ? [{ list, consent }] : [];
    const person = await changeLetters(pipeline, id, { leave, comeBack, join }, by);
    if (!person) continue;
    const isNew = known?.lists[list] === undefined || hasLeftList(suppression, list);
    pipeline.log("joined", { list, bulletin, subscriber: id });
    return { kind: "joined", person, isNew };
  }
}
