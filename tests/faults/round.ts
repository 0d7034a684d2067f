import { setTimeout } from "node:timers/promises";
import { editionId } from "../../functions/core/bulletins/edition.ts";
import type { Profile } from "../../functions/core/people/subscriber.ts";
import { noSuppression } from "../../functions/core/people/suppression.ts";
import { composeEdition } from "../../functions/steps/editions/compose-edition.ts";
import { eraseSubscriber } from "../../functions/steps/people/erase-subscriber.ts";
import { importList } from "../../functions/steps/people/import-list.ts";
import { ImportRefused } from "../../functions/steps/people/imports/import-lease.ts";
import { suppressPerson } from "../../functions/steps/people/suppress-person.ts";
import type { Pipeline } from "../../functions/steps/pipeline.ts";
import { putBulletin } from "../../functions/store/bulletins/bulletins.ts";
import { addEntry } from "../../functions/store/bulletins/entries.ts";
import { projectNew } from "../../functions/store/people/projections.ts";
import {
  addressHash,
  claimAddresses,
  createSubscribers,
} from "../../functions/store/people/subscribers.ts";
import type { LocalPipeline } from "../../infra/local/local-pipeline.ts";
import { aBulletin, aDecision, anEntry, ann } from "../examples/builders.ts";
import type { Plan } from "./plan.ts";
import type { Postman } from "./postman.ts";
import { randomOf } from "./random.ts";
import type { Truth } from "./truth.ts";

/** One edition under way. */
export type Round = {
  readonly plan: Plan;
  readonly truth: Truth;
  /** What was found to be wrong while it was under way. */
  readonly found: Set<string>;
  /** Everyone's standing, and since when (epoch milliseconds) it has not changed. */
  readonly still: { mark: string; since: number };
};

const slot = new Date("2026-11-24T09:00:00Z");

/** The id that the round's edition will have. */
export function editionOf({ seed }: Plan): string {
  return editionId(bulletinOf(seed), slot);
}

export function bulletinOf(seed: number): string {
  return `bulletin-${seed}`;
}

/** Composes an edition for the lists, which then waits to be addressed. `ids`: everyone's, by address. */
export async function openRound(
  { pipeline, template }: LocalPipeline,
  postman: Postman,
  plan: Plan,
  ids: ReadonlyMap<string, string>,
): Promise<Round> {
  const lists = plan.lists.map(list => list.name);
  const bulletin = aBulletin({ id: bulletinOf(plan.seed), lists, uncertain: plan.uncertain });
  await putBulletin(pipeline.table, bulletin, new Date(0), aDecision());
  await addEntry(pipeline.table, anEntry({ bulletin: bulletin.id }), aDecision());
  postman.instruct(editionOf(plan), plan.events, randomOf(plan.seed, 1));
  const everyone = new Set(plan.lists.flatMap(list => list.members));
  const result = await composeEdition(pipeline, template, { bulletin, slot, by: ann });
  if (result.kind !== "composed")
    throw new Error(`round ${plan.seed}: the edition is ${result.kind}`);
  const never = new Set(plan.never.filter(address => everyone.has(address)));
  const gone = new Set(plan.suppressed);
  const truth: Truth = {
    edition: result.edition.id,
    must: new Set([...everyone].filter(address => !never.has(address) && !gone.has(address))),
    may: new Set(),
    gone,
    never,
    ids,
    eventsCome: plan.events.lost === 0,
    mayHaveTwo: plan.has.has("the unanswered later than the grace") && plan.uncertain === "resend",
  };
  return { plan, truth, found: new Set(), still: { mark: "", since: 0 } };
}

/**
 * Puts everyone on the overlapping lists, as an import does. Returns the ids by address; those of later newcomers lie among
 * the others'.
 */
export async function fillLists(
  local: LocalPipeline,
  plan: Plan,
): Promise<ReadonlyMap<string, string>> {
  const { table, addressKey, newId, now } = local.pipeline;
  const people = plan.everyone.map(email => ({ email, id: newId() }));
  const ids = new Map(people.map(({ email, id }) => [email, id]));
  // An import of newcomers has to find those who are known already.
  const overlapping = plan.has.has("overlapping imports");
  const isSuppressing = plan.has.has("imported while suppressed");
  if (plan.newcomers.length > 0 || overlapping || isSuppressing)
    await claimAddresses(
      table,
      new Map(people.map(({ email, id }) => [addressHash(email, addressKey), id])),
    );
  const place = {
    at: new Date(now()).toISOString(),
    how: "import",
    source: "as-filled",
    version: 1,
  } as const;
  const [late, ...rest] = plan.lists;
  const lists = isSuppressing ? rest : plan.lists;
  const subscribers = people.map(person => ({
    ...person,
    version: 1,
    lists: Object.fromEntries(
      lists.flatMap(({ name, members }) => (members.includes(person.email) ? [[name, place]] : [])),
    ),
    suppression: noSuppression,
  }));
  await createSubscribers(table, subscribers);
  for (const { name } of lists) await projectNew(table, name, subscribers);
  if (overlapping) await importTwice(local, plan);
  if (isSuppressing && late) await importWhileSuppressing(local, plan, late, ids);
  return ids;
}

/** An import puts people on a list while some of them bounce or are erased. They must end so. */
async function importWhileSuppressing(
  { pipeline }: LocalPipeline,
  plan: Plan,
  { name, members }: Plan["lists"][number],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const random = randomOf(plan.seed, 9);
  let isRead = () => {};
  const read = new Promise<void>(resolve => {
    isRead = resolve;
  });
  async function* rows() {
    yield* colleagues(members);
    isRead();
  }
  await Promise.all([
    importUntilDone(pipeline, name, rows),
    ...plan.suppressed.map(async address => {
      const [ms, isErased] = [random.int(0, 60), random.chance(0.4)];
      await read;
      await setTimeout(ms);
      const subscriber = ids.get(address) ?? "";
      if (isErased) await eraseSubscriber(pipeline, subscriber, ann);
      else await suppressPerson(pipeline, subscriber, { reason: "bounced" });
    }),
  ]);
}

/** Two slow imports of each list at once: neither may remove people the other has just named. */
async function importTwice({ pipeline }: LocalPipeline, plan: Plan): Promise<void> {
  const random = randomOf(plan.seed, 8);
  await Promise.all(
    plan.lists.flatMap(({ name, members }) => {
      // Both at the same pace, so that they write at the same time.
      const ms = random.int(5, 300) / Math.max(1, members.length);
      return [0, 1].map(() => importUntilDone(pipeline, name, () => slowly(members, ms)));
    }),
  );
}

/** On a machine that stands still for longer than a lease, an import is refused and repeated. */
async function importUntilDone(
  pipeline: Pipeline,
  list: string,
  rows: () => AsyncIterable<Profile>,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await importList(pipeline, list, rows(), { by: ann });
      return;
    } catch (error) {
      if (!(error instanceof ImportRefused) || tries === 10) throw error;
    }
  }
}

async function* slowly(addresses: readonly string[], ms: number): AsyncGenerator<Profile> {
  for (const email of addresses) {
    await setTimeout(ms);
    yield { email };
  }
}

/** Imports a list anew. */
export async function importAnew(
  local: LocalPipeline,
  list: string,
  addresses: readonly string[],
): Promise<void> {
  await importList(local.pipeline, list, colleagues(addresses), { by: ann });
}

async function* colleagues(addresses: readonly string[]): AsyncGenerator<Profile> {
  for (const email of addresses) yield { email };
}
