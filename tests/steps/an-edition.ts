import { simpleParser } from "mailparser";
import type { Bulletin } from "../../functions/core/bulletins/bulletin.ts";
import type { Edition } from "../../functions/core/bulletins/edition.ts";
import type { Entry } from "../../functions/core/bulletins/entry.ts";
import type { Profile } from "../../functions/core/people/subscriber.ts";
import { noteListening } from "../../functions/steps/clock/listen.ts";
import { redriveEdition } from "../../functions/steps/clock/redrive-edition.ts";
import { addressEdition } from "../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../functions/steps/editions/compose-edition.ts";
import { importList } from "../../functions/steps/people/import-list.ts";
import type { Pipeline } from "../../functions/steps/pipeline.ts";
import { putBulletin } from "../../functions/store/bulletins/bulletins.ts";
import { getEdition } from "../../functions/store/bulletins/editions.ts";
import { addEntry } from "../../functions/store/bulletins/entries.ts";
import { type Batch, listBatches } from "../../functions/store/ledger/batches.ts";
import { aBulletin, aDecision, anEntry, ann } from "../examples/builders.ts";
import type { TestPipeline } from "../local-pipeline.ts";

export const slot = new Date("2026-11-24T09:00:00Z");
export const never = () => false;

/** `count` colleagues, told apart by number. */
export function colleagues(count: number, from = 0): Profile[] {
  return Array.from({ length: count }, (_, index) => ({
    email: `p${index + from}@example.org`,
    name: `Person ${index + from}`,
  }));
}

export async function fillList(
  local: TestPipeline,
  list: string,
  people: readonly Profile[],
): Promise<void> {
  await importList(local.pipeline, list, arrayed(people), { by: ann });
}

async function* arrayed<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

/** Adds one more entry to a bulletin. */
export async function anotherEntry({ pipeline }: TestPipeline, bulletin: string): Promise<void> {
  await addEntry(pipeline.table, anEntry({ id: pipeline.newId(), bulletin }), aDecision());
}

/** An edition that is composed and waits to be addressed. */
export async function aComposedEdition(
  local: TestPipeline,
  given: Partial<Bulletin> = {},
  written: Partial<Entry> = {},
): Promise<Edition> {
  const bulletin = aBulletin(given);
  await putBulletin(local.pipeline.table, bulletin, new Date(0), aDecision());
  await addEntry(local.pipeline.table, anEntry({ bulletin: bulletin.id, ...written }), aDecision());
  const result = await composeEdition(local.pipeline, local.template, { bulletin, slot, by: ann });
  if (result.kind !== "composed") throw new Error(`the edition is ${result.kind}`);
  return result.edition;
}

/** An edition for `people`, cut into batches, with nothing sent yet. */
export async function anAddressedEdition(
  local: TestPipeline,
  people: readonly Profile[],
  given: Partial<Bulletin> = {},
  written: Partial<Entry> = {},
): Promise<{ edition: Edition; batches: Batch[] }> {
  const composed = await aComposedEdition(local, given, written);
  for (const list of composed.lists) await fillList(local, list, people);
  await addressEdition(local.pipeline, { edition: composed.id, round: 0 }, never);
  const edition = await getEdition(local.pipeline.table, composed.id);
  if (!edition) throw new Error("the edition is gone");
  return { edition, batches: await Array.fromAsync(listBatches(local.pipeline.table, edition.id)) };
}

/** Looks after an edition as a tick of the clock does, while SES's events are received. */
export async function tickWhileListening(pipeline: Pipeline, id: string): Promise<void> {
  await noteListening(pipeline);
  const edition = await getEdition(pipeline.table, id);
  if (!edition) throw new Error("the edition is gone");
  await redriveEdition(pipeline, edition);
}

/** How many copies each address has in the outbox. */
export function copies(local: TestPipeline): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { destinations } of local.ses.outbox.list({ limit: 1_000_000 })) {
    for (const address of destinations) counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  return counts;
}

/** The one letter that an address got, parsed. */
export async function letterTo(local: TestPipeline, address: string) {
  const found = local.ses.outbox
    .list({ limit: 1_000_000 })
    .find(({ destinations }) => destinations.includes(address));
  const raw = found && local.ses.outbox.read(found.messageId);
  if (!raw) throw new Error(`no letter to ${address}`);
  return simpleParser(raw);
}
