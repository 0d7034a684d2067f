import type { Edition } from "../../core/bulletins/edition.ts";
import { type Evidence, evidenceOf, sumOfEvidence } from "../../core/ledger/progress.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import { releaseAgain } from "../../store/ledger/decisions.ts";
import { holdEdition } from "../editions/hold-edition.ts";
import type { Pipeline } from "../pipeline.ts";
import { heardUpTo } from "./heard-up-to.ts";
import { lookAtFeedback, type WayOfEvents } from "./listen.ts";
import { doubtsOf, graceEnd, type Patience, type Survey } from "./survey-edition.ts";
import { withoutAnswer } from "./without-answer.ts";

/** Graces that late events are waited for before an editor is asked. */
const lateGraces = 4;

/** Whether SES has had enough time to say something of those claimed at the latest at an instant (epoch milliseconds). */
type IsSilent = (claimedAt: number) => boolean;

/** SES's silence, where it is taken for a "no". "certain": SES has none of the letters, so that nobody can have two. */
type Silence = { readonly isSilent: IsSilent; readonly kind: "certain" | "likely" };

/**
 * After the grace, and once the way of SES's events was seen empty twice, the uncertain are sent to once more: where no event is ever
 * lost; or where the bulletin says so, and the lack of an event means something (else they may have it already). The edition is held for
 * an editor otherwise.
 */
export async function resolveDoubts(pipeline: Pipeline, edition: Edition, survey: Survey): Promise<void> {
  const { doubts, pending } = survey;
  pipeline.measure("uncertain", doubts.due);
  if (doubts.due === 0) return;
  const way = await lookAtFeedback(pipeline);
  const patience = { graceMs: pipeline.limits.grace, since: doubts.since };
  const isEmptySince: IsSilent = claimedAt => graceEnd({ claimedAt }, patience) <= way.emptyAt;
  const resends = (await getBulletin(pipeline.table, edition.bulletin))?.uncertain === "resend";
  const evidence = resends ? await readEvidence(pipeline, edition) : "none";
  const silence = await readSilence(pipeline, edition, { way, resends, evidence, isEmptySince });
  if (silence && (await sendOnceMore(pipeline, edition, survey, patience, silence)) > 0) return;
  if (pending > 0 || doubts.due < doubts.people) return;
  // Events that are on their way, or lost: the former are worth some more waiting.
  const isOpen = !isEmptySince(doubts.claimedAt) || (resends && evidence === "partial");
  if (isOpen && graceEnd(doubts, { ...patience, graceMs: patience.graceMs * lateGraces }) > pipeline.now()) return;
  const dead = way.state === "dead-letters" ? " Some events could not be recorded, and lie among the dead letters." : "";
  const reason = `SES gave no answer for some people, and none of its events has named them: see who is uncertain.${dead}`;
  await holdEdition(pipeline, edition.id, "sending", reason);
}

type Known = {
  readonly way: WayOfEvents;
  readonly resends: boolean;
  readonly evidence: Evidence;
  readonly isEmptySince: IsSilent;
};

/** How SES's silence is to be taken; undefined: it means nothing. */
async function readSilence(pipeline: Pipeline, edition: Edition, known: Known): Promise<Silence | undefined> {
  const { way, resends, evidence, isEmptySince } = known;
  if (pipeline.eventsAreCertain && way.state === "drained") return { kind: "certain", isSilent: isEmptySince };
  if (!resends) return undefined;
  if (way.state !== "waiting") return evidence === "complete" ? { kind: "likely", isSilent: isEmptySince } : undefined;
  // While letters go out there are always events on their way: those of later letters show that none of an earlier one is.
  const upTo = await heardUpTo(pipeline, edition);
  return { kind: "likely", isSilent: claimedAt => claimedAt + pipeline.limits.grace <= upTo };
}

/** Reads the ledger again, after a batch, for who they are: there may be too many to keep in mind. Gives how many batches have any. */
async function sendOnceMore(
  pipeline: Pipeline,
  edition: Edition,
  { settled }: Survey,
  patience: Patience,
  { kind, isSilent }: Silence,
): Promise<number> {
  let batches = 0;
  for await (const { batch, progress } of listProgress(pipeline.table, edition.id, { after: settled?.batch })) {
    const { positions, isDue } = doubtsOf(progress, patience, pipeline.now());
    const had = kind === "certain" ? progress.retried : progress.released;
    const once = positions.filter(position => !had.has(position));
    if (!isDue || once.length === 0 || !isSilent(progress.claimedAt)) continue;
    batches++;
    const people = await withoutAnswer(pipeline, edition.id, batch, once);
    if (people.length === 0) continue;
    const decided =
      kind === "certain" ? { uncertain: [], rejected: [], absent: people } : { uncertain: people, rejected: [], absent: [] };
    if (!(await releaseAgain(pipeline.table, edition.id, batch, decided, progress, pipeline.now()))) continue;
    pipeline.log("uncertain-released", { edition: edition.id, batch, people: people.length, silence: kind });
    await pipeline.enqueue.sendBatch([{ edition: edition.id, batch }]);
  }
  return batches;
}

/** Reads the whole ledger: whether SES's events cover all whom it answered for. */
async function readEvidence(pipeline: Pipeline, edition: Edition): Promise<Evidence> {
  let evidence: Evidence = "none";
  for await (const { progress } of listProgress(pipeline.table, edition.id)) {
    evidence = sumOfEvidence(evidence, evidenceOf(progress));
    if (evidence === "partial") return evidence;
  }
  return evidence;
}
