import { setTimeout } from "node:timers/promises";
import type { Colleague } from "../../functions/core/colleague.ts";
import { composeEdition } from "../../functions/steps/compose-edition.ts";
import { importColleagues } from "../../functions/steps/import-colleagues.ts";
import { unsubscribe } from "../../functions/steps/unsubscribe.ts";
import { listBatches } from "../../functions/store/batches.ts";
import { putBulletin } from "../../functions/store/bulletins.ts";
import { getEdition } from "../../functions/store/editions.ts";
import { addEntry } from "../../functions/store/entries.ts";
import { getSubscribers } from "../../functions/store/subscribers.ts";
import { listSubscriberIds } from "../../functions/store/subscriptions.ts";
import type { LocalPipeline } from "../../infra/local/local-pipeline.ts";
import type { FaultSettings } from "../../infra/local/ses/faults.ts";
import { aBulletin, anEntry } from "../examples/builders.ts";
import type { Truth } from "./oracle.ts";
import type { Random } from "./random.ts";

/** One edition, and what is true of it; the truth moves as people leave. */
export type Round = { readonly truth: Truth & { readonly may: Set<string>; readonly must: Set<string> } };

/** What goes wrong with SES during a group of rounds. */
export function someFaults(random: Random): FaultSettings {
  const sometimes = (most: number) => (random.chance(0.5) ? { probability: random.next() * most } : { probability: 0 });
  return {
    throttle: sometimes(0.3),
    resetBeforeAccept: sometimes(0.05),
    resetAfterAccept: sometimes(0.1),
    serverError: sometimes(0.05),
    errorAfterAccept: sometimes(0.05),
    doubleEvents: sometimes(0.5),
    delayEventsMs: { ms: random.int(0, 400), ...sometimes(0.5) },
    delayMs: { ms: random.int(0, 300), ...sometimes(0.2) },
  };
}

/** Lists that overlap, and an edition for them that waits to be addressed. */
export async function openRound(local: LocalPipeline, random: Random, seed: number): Promise<Round> {
  const { pipeline, template } = local;
  const lists = Array.from({ length: random.int(1, 3) }, (_, index) => `list-${seed}-${index}`);
  const people = Array.from({ length: random.int(1, 130) }, (_, index) => `p${index}.${seed}@example.org`);
  const never = random.chance(0.3) ? [`jörg.${seed}@example.org`] : [];
  const onList = lists.map(() => [...people, ...never].filter(() => random.chance(0.8)));
  await Promise.all(lists.map((list, index) => importColleagues(pipeline, list, colleagues(onList[index] ?? []))));
  const bulletin = aBulletin({ id: `bulletin-${seed}`, lists, uncertain: "resend" });
  await putBulletin(pipeline.table, bulletin, new Date(0));
  await addEntry(pipeline.table, anEntry({ bulletin: bulletin.id }));
  const result = await composeEdition(pipeline, template, bulletin, new Date("2026-11-24T09:00:00Z"));
  if (result.kind !== "composed") throw new Error(`round ${seed}: the edition is ${result.kind}`);
  const everyone = new Set(onList.flat());
  return {
    truth: {
      edition: result.edition.id,
      must: new Set([...everyone].filter(address => !never.includes(address))),
      may: new Set(),
      never: new Set(never.filter(address => everyone.has(address))),
    },
  };
}

async function* colleagues(addresses: readonly string[]): AsyncGenerator<Colleague> {
  for (const email of addresses) yield { email };
}

/** What happens meanwhile: the queue delivers again, people leave, and newcomers come onto the lists. */
export async function disturb(
  local: LocalPipeline,
  rounds: readonly Round[],
  random: Random,
  alive: () => boolean,
): Promise<void> {
  const { pipeline } = local;
  while (alive()) {
    await setTimeout(random.int(50, 300));
    const { truth } = random.pick(rounds);
    const edition = await getEdition(pipeline.table, truth.edition);
    if (!edition) continue;
    await pipeline.enqueue.addressEdition([{ edition: edition.id, round: 0 }]);
    for await (const batch of listBatches(pipeline.table, edition.id)) {
      if (!random.chance(0.3)) continue;
      await pipeline.enqueue.sendBatch(
        Array.from({ length: random.int(1, 3) }, () => ({ edition: edition.id, batch: batch.id })),
      );
    }
    if (!random.chance(0.3)) continue;
    const ids = await Array.fromAsync(listSubscriberIds(pipeline.table, edition.lists[0] ?? "", "0"));
    const leaver = ids.length > 0 ? random.pick(ids) : undefined;
    if (leaver !== undefined) await leave(local, truth, leaver);
  }
}

async function leave(local: LocalPipeline, truth: Round["truth"], subscriber: string): Promise<void> {
  const [person] = await getSubscribers(local.pipeline.table, [subscriber]);
  if (!person || truth.never.has(person.email)) return;
  truth.must.delete(person.email);
  truth.may.add(person.email);
  await unsubscribe(local.pipeline, { edition: truth.edition, subscriber });
}
