import { setTimeout } from "node:timers/promises";
import { addressAgain } from "../../functions/steps/editions/address-edition.ts";
import { holdEdition } from "../../functions/steps/editions/hold-edition.ts";
import { eraseSubscriber } from "../../functions/steps/people/erase-subscriber.ts";
import { unsubscribe } from "../../functions/steps/people/unsubscribe.ts";
import { getEdition } from "../../functions/store/bulletins/editions.ts";
import { listBatches } from "../../functions/store/ledger/batches.ts";
import type { LocalPipeline } from "../../infra/local/local-pipeline.ts";
import { ann } from "../examples/builders.ts";
import type { Disturbance } from "./plan.ts";
import { type Random, randomOf } from "./random.ts";
import { importAnew, type Round } from "./round.ts";

/** The reason of a hold that is soon resumed. */
const heldForAWhile = { code: "paused" } as const;

/** Does to a round what its plan says. Ends with the last disturbance. */
export async function disturb(
  local: LocalPipeline,
  round: Round,
  isOver: () => boolean,
): Promise<void> {
  const random = randomOf(round.plan.seed, 2);
  const began = Date.now();
  for (const { kind, after } of round.plan.disturbances) {
    await setTimeout(Math.max(0, began + after - Date.now()));
    await act(local, round, kind, random, isOver);
  }
}

async function act(
  local: LocalPipeline,
  { plan, truth }: Round,
  kind: Disturbance["kind"],
  random: Random,
  isOver: () => boolean,
): Promise<void> {
  const { pipeline } = local;
  const [list] = plan.lists;
  if (kind === "leave" || kind === "erase") return depart(local, truth, kind, random);
  if (kind === "hold")
    return holdEdition(pipeline, { id: truth.edition, status: "sending" }, heldForAWhile, ann);
  if (kind === "messages again") return queueAgain(local, truth.edition, random);
  if (!list) return;
  if (kind === "newcomer") {
    for (const address of plan.newcomers) truth.may.add(address);
    // The original list and the newcomers: the import must not bring back people who have left.
    return importAnew(local, list.name, [...list.members, ...plan.newcomers]);
  }
  do {
    const edition = await getEdition(pipeline.table, truth.edition);
    if (edition && (await addressAgain(pipeline, edition, String(random.next())))) {
      for (const address of plan.newcomers) if (truth.may.delete(address)) truth.must.add(address);
      return;
    }
    await setTimeout(200);
  } while (!isOver());
}

/** A person leaves the lists, or is erased. They may have a copy already, and must not get one later. */
async function depart(
  { pipeline }: LocalPipeline,
  truth: Round["truth"],
  kind: "leave" | "erase",
  random: Random,
): Promise<void> {
  const staying = [...truth.must].filter(address => address.endsWith("example.org"));
  if (staying.length === 0) return;
  const address = random.pick(staying);
  const subscriber = truth.ids.get(address) ?? "";
  truth.must.delete(address);
  truth.may.add(address);
  if (kind === "leave") await unsubscribe(pipeline, { edition: truth.edition, subscriber }, ann);
  else await eraseSubscriber(pipeline, subscriber, ann);
  const edition = await getEdition(pipeline.table, truth.edition);
  if (edition?.status !== "addressing" || edition.rounds > 0) return;
  truth.may.delete(address);
  truth.gone.add(address);
}

/** Queues messages that have been queued already, as if they had been delivered twice. */
async function queueAgain(
  { pipeline }: LocalPipeline,
  edition: string,
  random: Random,
): Promise<void> {
  await pipeline.enqueue.addressEdition([{ edition, round: 0 }]);
  for await (const batch of listBatches(pipeline.table, edition)) {
    if (random.chance(0.5)) continue;
    await pipeline.enqueue.sendBatch(
      Array.from({ length: random.int(1, 3) }, () => ({ edition, batch: batch.id })),
    );
  }
}
