import type { Edition } from "../../core/bulletins/edition.ts";
import { positionsCounting } from "../../core/ledger/figure.ts";
import { isDiscarded } from "../../core/ledger/progress.ts";
import { changeEdition, forgetSettled } from "../../store/bulletins/editions.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import { releaseAgain } from "../../store/ledger/decisions.ts";
import { withoutAnswer } from "../clock/without-answer.ts";
import { enqueueLanes } from "../editions/enqueue-lanes.ts";
import { resumeEdition } from "../editions/hold-edition.ts";
import type { Pipeline } from "../pipeline.ts";

/** Those who may be sent to again: they have no copy, or nobody knows. */
export const againStandings = ["uncertain", "rejected"] as const;
export type AgainStanding = (typeof againStandings)[number];

export function mayBeSentAgain(edition: Pick<Edition, "status" | "heldFrom">): boolean {
  return edition.status === "finished" || (edition.status === "held" && edition.heldFrom === "sending");
}

/** Batches that are queued each by itself; where there are more, the whole edition is walked through once more. */
const fewBatches = 100;

/**
 * An editor has decided: whoever stands so on a held or finished edition is sent it once more, and the edition goes on. Of the
 * uncertain the ledger notes that they may have two; SES's answer to the rejected was "no", so they have none. Gives how many
 * people that is. A batch that a worker has is left to it; doing it again, from wherever it was broken off, completes it.
 */
export async function sendAgain(pipeline: Pipeline, edition: Edition, standings: readonly AgainStanding[]): Promise<number> {
  if (!mayBeSentAgain(edition)) return 0;
  const { table } = pipeline;
  // Both before anybody is released: the clock then sees to those, whatever becomes of this step.
  await forgetSettled(table, edition.id);
  const reopen = () => changeEdition(table, edition.id, "finished", { status: "sending" });
  await reopen();
  let people = 0;
  const batches: string[] = [];
  for await (const { batch, progress } of listProgress(table, edition.id)) {
    const now = pipeline.now();
    const of = (standing: AgainStanding) => (standings.includes(standing) ? positionsCounting(progress, standing, now) : []);
    const doubtful = of("uncertain");
    const uncertain = doubtful.length > 0 ? await withoutAnswer(pipeline, edition.id, batch, doubtful) : [];
    // What SES threw away it would throw away again.
    const decided = { uncertain, rejected: of("rejected").filter(position => !isDiscarded(progress, position)) };
    const count = decided.uncertain.length + decided.rejected.length;
    if (count === 0 || !(await releaseAgain(table, edition.id, batch, decided, progress, now))) continue;
    // The clock may have closed it while there was nobody to send to yet; from now on it finds somebody.
    if (people === 0) await reopen();
    people += count;
    if (batches.length <= fewBatches) batches.push(batch);
  }
  pipeline.log("sent-again", { edition: edition.id, people, standings: standings.join(" ") });
  const current = { ...(await resumeEdition(pipeline, edition)), status: "sending" as const };
  const few = batches.length <= fewBatches;
  if (few) await pipeline.enqueue.sendBatch(batches.map(batch => ({ edition: edition.id, batch })));
  // Whoever was pending when it was held goes on as well: they come after what was the settled run.
  if (!few || edition.status === "held") await enqueueLanes(pipeline, few ? current : { ...current, settled: undefined });
  return people;
}
