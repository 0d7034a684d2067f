import { type Actor, byline } from "../../core/access/actor.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { awaitsDecision, isHeldInSending } from "../../core/bulletins/status.ts";
import { isSettled } from "../../core/ledger/account.ts";
import { positionsCounting } from "../../core/ledger/figure.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import { assume } from "../../store/ledger/decisions.ts";
import { redriveEdition } from "../clock/redrive-edition.ts";
import { decision } from "../decision.ts";
import { readAccount } from "../ledger/read-account.ts";
import type { Pipeline } from "../pipeline.ts";
import { resumeEdition } from "./resume-edition.ts";

/**
 * Carries out an editor's decision: the uncertain people count as delivered, and nobody sends to
 * them again. If nobody else is left, the edition continues to its end. Returns the number of
 * people. Repeating this changes nothing. A later event outweighs the assumption.
 */
export async function assumeDelivered(
  pipeline: Pipeline,
  edition: Edition,
  by: Actor,
): Promise<number> {
  if (!awaitsDecision(edition)) return 0;
  const on = editionSubject(edition.id);
  const history = decision(pipeline, { by, what: "assumed-delivered", on });
  let people = 0;
  for await (const { batch, progress } of listProgress(pipeline.table, edition.id)) {
    const uncertain = positionsCounting(progress, "uncertain", pipeline.now());
    if (uncertain.length === 0) continue;
    const now = pipeline.now();
    const assuming = { edition: edition.id, batch, uncertain, seen: progress, now };
    if (await assume(pipeline.table, assuming, people === 0 ? history : undefined))
      people += uncertain.length;
  }
  pipeline.log("uncertain-assumed", { edition: edition.id, people, by: byline(by) });
  // If the edition is held for another reason and people are pending, they wait until an editor
  // resumes it.
  if (isHeldInSending(edition) && isSettled(await readAccount(pipeline, edition.id)))
    await redriveEdition(pipeline, await resumeEdition(pipeline, edition, by));
  return people;
}
