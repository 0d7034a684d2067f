import { type Actor, byline } from "../../core/access/actor.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isHeld, mayBeSentAgain } from "../../core/bulletins/status.ts";
import { positionsCounting } from "../../core/ledger/figure.ts";
import { isDiscarded } from "../../core/ledger/progress.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { decideToSendAgain } from "../../store/bulletins/edition-runs.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import { releaseAgain } from "../../store/ledger/decisions.ts";
import { withoutAnswer } from "../clock/without-answer.ts";
import { decision } from "../decision.ts";
import { enqueueLanes } from "../editions/enqueue-lanes.ts";
import type { Pipeline } from "../pipeline.ts";
import { resumeEdition } from "./resume-edition.ts";

/**
 * The standings of people who may be sent to again: they have no copy, or it is unknown whether
 * they have one.
 */
export const againStandings = ["uncertain", "rejected"] as const;
export type AgainStanding = (typeof againStandings)[number];

/** At most this many batches are queued one by one. Otherwise the whole edition is queued again. */
const maxSingleBatches = 100;

/**
 * Carries out an editor's decision: sends once more to the people with these standings on a held or
 * finished edition, and the edition continues. The ledger notes that uncertain people may get two
 * copies. SES refused the letters of rejected people, so they have none. Returns the number of
 * people. Skips a batch that a worker has. After an interruption, repeat this to complete it.
 */
export async function sendAgain(
  pipeline: Pipeline,
  edition: Edition,
  standings: readonly AgainStanding[],
  by: Actor,
): Promise<number> {
  if (!mayBeSentAgain(edition)) return 0;
  const { table } = pipeline;
  // Both come before the release of people: even if this step dies, the clock then finds them.
  const history = decision(pipeline, {
    by,
    what: "sent-again",
    on: editionSubject(edition.id),
    changes: { standings: { after: standings } },
  });
  if (!(await decideToSendAgain(table, edition, history))) return 0;
  const reopen = () =>
    changeEdition(table, { id: edition.id, status: "finished" }, { kind: "reopen" });
  const isOpen = await reopen();
  // Someone has begun to correct it: the wrong letter is not sent again.
  if (!isOpen && (await getEdition(table, edition.id))?.correctedBy !== undefined) return 0;
  let people = 0;
  const batches: string[] = [];
  for await (const { batch, progress } of listProgress(table, edition.id)) {
    const now = pipeline.now();
    const of = (standing: AgainStanding) =>
      standings.includes(standing) ? positionsCounting(progress, standing, now) : [];
    const doubtful = of("uncertain");
    const uncertain =
      doubtful.length > 0 ? await withoutAnswer(pipeline, edition.id, batch, doubtful) : [];
    // SES discarded these letters and would discard them again.
    const decided = {
      uncertain,
      rejected: of("rejected").filter(position => !isDiscarded(progress, position)),
    };
    const count = decided.uncertain.length + decided.rejected.length;
    if (
      count === 0 ||
      !(await releaseAgain(table, edition.id, batch, { decided, seen: progress, now }))
    )
      continue;
    // The clock may have finished the edition before this first release. From now on the clock
    // finds people to send to.
    if (people === 0) await reopen();
    people += count;
    if (batches.length <= maxSingleBatches) batches.push(batch);
  }
  pipeline.log("sent-again", {
    edition: edition.id,
    people,
    standings: standings.join(" "),
    by: byline(by),
  });
  const current = await resumeEdition(pipeline, edition, by);
  const few = batches.length <= maxSingleBatches;
  if (few) await pipeline.enqueue.sendBatch(batches.map(batch => ({ edition: edition.id, batch })));
  // People who were pending when it was held continue too. They come after the former settled run.
  if (!few || isHeld(edition))
    await enqueueLanes(pipeline, few ? current : { ...current, settled: undefined });
  return people;
}
