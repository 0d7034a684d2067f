import type { Edition } from "../../core/bulletins/edition.ts";
import { isSettled } from "../../core/ledger/account.ts";
import { positionsCounting } from "../../core/ledger/figure.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import { assume } from "../../store/ledger/decisions.ts";
import { redriveEdition } from "../clock/redrive-edition.ts";
import { resumeEdition } from "../editions/hold-edition.ts";
import { readAccount } from "../ledger/read-account.ts";
import type { Pipeline } from "../pipeline.ts";

/** Whether its uncertain are for an editor to decide about: while it is sent, SES's events may still tell. */
export function awaitsDecision({ status }: Pick<Edition, "status">): boolean {
  return status === "held" || status === "finished" || status === "stopped";
}

/**
 * An editor has decided: the uncertain are taken as delivered, and nobody sends to them again. Where nobody else is left, the
 * edition goes on to its end. Gives how many people that is. Doing it again changes nothing; what an event says later counts
 * before what was assumed.
 */
export async function assumeDelivered(pipeline: Pipeline, edition: Edition): Promise<number> {
  if (!awaitsDecision(edition)) return 0;
  let people = 0;
  for await (const { batch, progress } of listProgress(pipeline.table, edition.id)) {
    const uncertain = positionsCounting(progress, "uncertain", pipeline.now());
    if (uncertain.length === 0) continue;
    if (await assume(pipeline.table, edition.id, batch, uncertain, progress, pipeline.now())) people += uncertain.length;
  }
  pipeline.log("uncertain-assumed", { edition: edition.id, people });
  // Held for another reason, with people pending: those wait for whoever resumes it.
  if (edition.status === "held" && edition.heldFrom === "sending" && isSettled(await readAccount(pipeline, edition.id)))
    await redriveEdition(pipeline, await resumeEdition(pipeline, edition));
  return people;
}
