import { type Actor, byline } from "../../core/access/actor.ts";
import { blankHistory } from "../../store/history/histories.ts";
import { getSuppression } from "../../store/people/find-suppressions.ts";
import { deleteJoinRequests } from "../../store/people/join-requests.ts";
import { changeSubscriber, endPlace } from "../../store/people/projections.ts";
import {
  erasureWrite,
  findSubscriberIds,
  getSubscriber,
  releaseWrite,
} from "../../store/people/subscribers.ts";
import { suppressBy } from "../../store/people/suppressions.ts";
import { transact } from "../../store/transact.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";
import { eraseFormer, hashesOf } from "./keep-out.ts";

type World = Pick<Pipeline, "table" | "now" | "newId" | "addressKey" | "log">;

/**
 * Erases a person: their places on all lists, their address, their name and all other data about
 * them, also in their history. Two things stay: the keyed hash of the address, so that no import
 * adds them again; and their id in the ledgers of past editions. Returns "unknown" if no such
 * person exists. After an interruption, repeat this to complete it.
 */
export async function eraseSubscriber(
  pipeline: World,
  subscriber: string,
  by: Actor,
): Promise<"erased" | "unknown"> {
  const { table } = pipeline;
  for (;;) {
    const person = await getSubscriber(table, subscriber);
    if (!person) return "unknown";
    const hashes = hashesOf(pipeline, person);
    const [hash, ...former] = hashes;
    const now = new Date(pipeline.now());
    // The hash is stored first, so that a parallel import finds it. The person's own item goes
    // last: the other items are found through it.
    const history = decision(pipeline, {
      by,
      what: "erased",
      on: { kind: "subscriber", id: subscriber },
    });
    await suppressBy(table, hash, { reason: "erased", scope: "everywhere" }, history);
    await eraseFormer(pipeline, former);
    const suppression = await getSuppression(table, hash);
    const last = await changeSubscriber(table, person, { suppression }, { now });
    if (!last) return "erased";
    // They got another address in between: all again, for that one too.
    if (hashesOf(pipeline, last)[0] !== hash) continue;
    const version = last.version + 1;
    for (const list of Object.keys(last.lists))
      await endPlace(table, list, { id: subscriber, version, now });
    for (const each of hashes) await deleteJoinRequests(table, each);
    await blankHistory(table, subscriber);
    // If the person has changed in between, a row may be new: all again.
    const owners = await findSubscriberIds(table, hashes);
    const writes = [
      erasureWrite(last, now),
      ...hashes.flatMap(each =>
        owners.get(each) === subscriber ? [releaseWrite(each, subscriber)] : [],
      ),
    ];
    if ((await transact(table, writes, pipeline.newId())).kind === "conflict") continue;
    pipeline.log("subscriber-erased", { subscriber, by: byline(by) });
    return "erased";
  }
}
