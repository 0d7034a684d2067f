import type { Colleague } from "../../functions/core/colleague.ts";
import { composeEdition } from "../../functions/steps/compose-edition.ts";
import { importColleagues } from "../../functions/steps/import-colleagues.ts";
import { putBulletin } from "../../functions/store/bulletins.ts";
import { addEntry } from "../../functions/store/entries.ts";
import type { LocalPipeline } from "../../infra/local/local-pipeline.ts";
import { aBulletin, anEntry } from "../examples/builders.ts";
import type { Plan } from "./plan.ts";
import type { Postman } from "./postman.ts";
import { randomOf } from "./random.ts";
import type { RawTable } from "./raw-table.ts";
import type { Truth } from "./truth.ts";

/** One edition under way. */
export type Round = {
  readonly plan: Plan;
  readonly truth: Truth;
  /** What was found to be wrong while it was under way. */
  readonly found: Set<string>;
};

/** Fills the lists, which overlap, and composes an edition for them, which then waits to be addressed. */
export async function openRound(local: LocalPipeline, raw: RawTable, postman: Postman, plan: Plan): Promise<Round> {
  const { pipeline, template } = local;
  // On a list of no bulletin first, so that the ids of later newcomers lie among the others'.
  await fill(local, `everybody-${plan.seed}`, plan.everybody);
  await Promise.all(plan.lists.map(({ name, members }) => fill(local, name, members)));
  const lists = plan.lists.map(list => list.name);
  const bulletin = aBulletin({ id: `bulletin-${plan.seed}`, lists, uncertain: plan.uncertain });
  const slot = new Date("2026-11-24T09:00:00Z");
  await putBulletin(pipeline.table, bulletin, new Date(0));
  await addEntry(pipeline.table, anEntry({ bulletin: bulletin.id }));
  postman.instruct(`${bulletin.id}_20261124T090000Z`, plan.events, randomOf(plan.seed, 1));
  const everyone = new Set(plan.lists.flatMap(list => list.members));
  const ids = await raw.idsOnList(`everybody-${plan.seed}`);
  const result = await composeEdition(pipeline, template, bulletin, slot);
  if (result.kind !== "composed") throw new Error(`round ${plan.seed}: the edition is ${result.kind}`);
  const never = new Set(plan.never.filter(address => everyone.has(address)));
  const truth: Truth = {
    edition: result.edition.id,
    must: new Set([...everyone].filter(address => !never.has(address))),
    may: new Set(),
    gone: new Set(),
    never,
    ids,
    eventsCome: plan.events.lost === 0,
  };
  return { plan, truth, found: new Set() };
}

/** Makes a list be these people. */
export async function fill(local: LocalPipeline, list: string, addresses: readonly string[]): Promise<void> {
  await importColleagues(local.pipeline, list, colleagues(addresses));
}

async function* colleagues(addresses: readonly string[]): AsyncGenerator<Colleague> {
  for (const email of addresses) yield { email };
}
