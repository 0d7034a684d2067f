import type { Edition } from "../core/edition.ts";
import { positionsStanding } from "../core/progress.ts";
import { release } from "../store/progress.ts";
import { enqueueLanes } from "./enqueue-lanes.ts";
import { resumeEdition } from "./hold-edition.ts";
import type { Pipeline } from "./pipeline.ts";
import { readLedger } from "./read-account.ts";

/**
 * An editor has decided: whoever is uncertain on a held edition is sent it once more, and the ledger notes that they may have
 * two. Gives how many people that is.
 */
export async function resendUncertain(pipeline: Pipeline, held: Edition): Promise<number> {
  if (held.status !== "held") return 0;
  let people = 0;
  for await (const { batch, progress } of readLedger(pipeline, held.id)) {
    const uncertain = positionsStanding(progress, batch.subscribers.length, "uncertain", pipeline.now());
    if (uncertain.length === 0) continue;
    if (await release(pipeline.table, held.id, batch.id, uncertain, pipeline.now())) people += uncertain.length;
  }
  pipeline.log("uncertain-resent", { edition: held.id, people });
  await enqueueLanes(pipeline, await resumeEdition(pipeline, held));
  return people;
}
