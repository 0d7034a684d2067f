import type { Edition } from "../core/edition.ts";
import { positionsCounting } from "../core/figure.ts";
import { changeEdition } from "../store/editions.ts";
import { listProgressFrom, releaseAgain } from "../store/progress.ts";
import { resumeEdition } from "./hold-edition.ts";
import type { Pipeline } from "./pipeline.ts";
import { redriveEdition } from "./redrive-edition.ts";

/** Those who may be sent to again: they have no copy, or nobody knows. */
export const againStandings = ["uncertain", "rejected"] as const;
export type AgainStanding = (typeof againStandings)[number];

export function mayBeSentAgain(edition: Pick<Edition, "status" | "heldFrom">): boolean {
  return edition.status === "finished" || (edition.status === "held" && edition.heldFrom !== "composing");
}

/** The settled run begins anew: there are people to be sent to within it. */
const unsettled = { settled: { batch: "", through: 0 } };

/**
 * An editor has decided: whoever stands so on a held or finished edition is sent it once more, and the edition goes on. Of the
 * uncertain the ledger notes that they may have two; SES's answer to the rejected was "no", so they have none. Gives how many
 * people that is. A batch that a worker has is left to it; doing it again, from wherever it was broken off, completes it.
 */
export async function sendAgain(pipeline: Pipeline, edition: Edition, standings: readonly AgainStanding[]): Promise<number> {
  if (!mayBeSentAgain(edition)) return 0;
  // Before anybody is released: the clock then sees to those, whatever becomes of this step.
  const reopen = async () =>
    void (await changeEdition(pipeline.table, edition.id, "finished", { ...unsettled, status: "sending" }));
  if (edition.status === "finished") await reopen();
  else await changeEdition(pipeline.table, edition.id, "held", unsettled);
  let people = 0;
  for await (const { batch, progress } of listProgressFrom(pipeline.table, edition.id, "")) {
    const now = pipeline.now();
    const of = (standing: AgainStanding) => (standings.includes(standing) ? positionsCounting(progress, standing, now) : []);
    const decided = { uncertain: of("uncertain"), rejected: of("rejected") };
    const count = decided.uncertain.length + decided.rejected.length;
    if (count === 0 || !(await releaseAgain(pipeline.table, edition.id, batch, decided, progress, now))) continue;
    people += count;
    if (edition.status === "finished") await pipeline.enqueue.sendBatch([{ edition: edition.id, batch }]);
  }
  pipeline.log("sent-again", { edition: edition.id, people, standings: standings.join(" ") });
  // The clock may have closed it again while there was nobody to send to yet.
  if (edition.status === "finished") await reopen();
  const current = edition.status === "held" ? await resumeEdition(pipeline, edition) : { ...edition, status: "sending" as const };
  await redriveEdition(pipeline, current);
  return people;
}
