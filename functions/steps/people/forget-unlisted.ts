import { isOnAList } from "../../core/people/subscription.ts";
import { blankHistory } from "../../store/history/histories.ts";
import {
  erasureWrite,
  findSubscriberIds,
  getSubscriber,
  listUnlisted,
  releaseWrite,
} from "../../store/people/subscribers.ts";
import { unlinkSuppression } from "../../store/people/suppressions.ts";
import { transact } from "../../store/transact.ts";
import type { Pipeline } from "../pipeline.ts";
import { hashesOf } from "./keep-out.ts";

type World = Pick<Pipeline, "table" | "now" | "newId" | "addressKey" | "keepUnlistedDays" | "log">;

/** The people that one tick forgets. A tick has a minute. */
const maxPeople = 200;

/**
 * Forgets the people who have been on no list for as long as the stage keeps them: their profile,
 * their consent records and their history's values. Why nobody writes to an address stays, under its
 * keyed hash. Repeating this changes nothing.
 */
export async function forgetUnlisted(pipeline: World): Promise<void> {
  const until = new Date(pipeline.now() - pipeline.keepUnlistedDays * 86_400_000);
  let people = 0;
  for await (const id of listUnlisted(pipeline.table, until)) {
    if (people === maxPeople) break;
    if (await forgetPerson(pipeline, id)) people++;
  }
  if (people > 0) pipeline.log("people-forgotten", { people });
}

/** Returns false if the person is on a list again, or has changed since they were read. */
async function forgetPerson(pipeline: World, id: string): Promise<boolean> {
  const { table } = pipeline;
  const person = await getSubscriber(table, id);
  if (!person || isOnAList(person)) return false;
  const hashes = hashesOf(pipeline, person);
  const owners = await findSubscriberIds(table, hashes);
  // Someone else may have a former address by now.
  const free = hashes.filter(hash => (owners.get(hash) ?? id) === id);
  for (const hash of free) await unlinkSuppression(table, hash);
  await blankHistory(table, id);
  // The person's own item goes last: after an interruption the next tick finds it again.
  const writes = [
    erasureWrite(person, new Date(pipeline.now())),
    ...hashes.flatMap(hash => (owners.get(hash) === id ? [releaseWrite(hash, id)] : [])),
  ];
  return (await transact(table, writes, pipeline.newId())).kind === "written";
}
