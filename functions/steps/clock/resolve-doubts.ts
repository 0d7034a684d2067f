import { clockBy } from "../../core/access/actor.ts";
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

/** Graces to wait for late events before an editor must decide. */
const lateGraces = 4;

/**
 * Returns whether SES has had enough time to report on claims made until `claimedAt` (epoch
 * milliseconds).
 */
type IsSilent = (claimedAt: number) => boolean;

/**
 * SES's silence, if it means "not taken". "certain": SES has none of the letters, so nobody gets
 * two.
 */
type Silence = { readonly isSilent: IsSilent; readonly kind: "certain" | "likely" };

/**
 * Sends once more to uncertain people, after the grace and after two empty looks at the path of
 * events. Does so if no event can be lost, or if the bulletin allows it and a missing event means
 * something. In the second case people may get two copies. Otherwise holds the edition for an
 * editor.
 */
export async function resolveDoubts(
  pipeline: Pipeline,
  edition: Edition,
  survey: Survey,
): Promise<void> {
  const { doubts, pending } = survey;
  pipeline.measure("uncertain", doubts.due);
  if (doubts.due === 0) return;
  const way = await lookAtFeedback(pipeline);
  const patience = { graceMs: pipeline.limits.graceMs, since: doubts.since };
  const isEmptySince: IsSilent = claimedAt => graceEnd({ claimedAt }, patience) <= way.emptyAt;
  const resends = (await getBulletin(pipeline.table, edition.bulletin))?.uncertain === "resend";
  const evidence = resends ? await readEvidence(pipeline, edition) : "none";
  const silence = await readSilence(pipeline, edition, { way, resends, evidence, isEmptySince });
  if (silence && (await sendOnceMore(pipeline, edition, { survey, patience, silence })) > 0) return;
  if (pending > 0 || doubts.due < doubts.people) return;
  // Missing events are late or lost. Late events are worth a longer wait.
  const isOpen = !isEmptySince(doubts.claimedAt) || (resends && evidence === "partial");
  if (
    isOpen &&
    graceEnd(doubts, { ...patience, graceMs: patience.graceMs * lateGraces }) > pipeline.now()
  )
    return;
  const reason = { code: "no-answer", deadLetters: way.state === "dead-letters" } as const;
  await holdEdition(pipeline, { id: edition.id, status: "sending" }, reason, clockBy("uncertain"));
}

type Known = {
  readonly way: WayOfEvents;
  readonly resends: boolean;
  readonly evidence: Evidence;
  readonly isEmptySince: IsSilent;
};

/** Returns what SES's silence means; undefined if it means nothing. */
async function readSilence(
  pipeline: Pipeline,
  edition: Edition,
  known: Known,
): Promise<Silence | undefined> {
  const { way, resends, evidence, isEmptySince } = known;
  if (pipeline.eventsAreCertain && way.state === "drained")
    return { kind: "certain", isSilent: isEmptySince };
  if (!resends) return undefined;
  if (way.state !== "waiting")
    return evidence === "complete" ? { kind: "likely", isSilent: isEmptySince } : undefined;
  // During sending there are always events on their way. If later letters have their events, no
  // event of an earlier letter is on its way.
  const upTo = await heardUpTo(pipeline, edition);
  return { kind: "likely", isSilent: claimedAt => claimedAt + pipeline.limits.graceMs <= upTo };
}

/**
 * Reads the ledger after the settled run again: there may be too many uncertain people to remember.
 * Returns in how many batches it found some.
 */
async function sendOnceMore(
  pipeline: Pipeline,
  edition: Edition,
  {
    survey: { settled },
    patience,
    silence: { kind, isSilent },
  }: { readonly survey: Survey; readonly patience: Patience; readonly silence: Silence },
): Promise<number> {
  let batches = 0;
  for await (const { batch, progress } of listProgress(pipeline.table, edition.id, {
    after: settled?.batch,
  })) {
    const { positions, isDue } = doubtsOf(progress, patience, pipeline.now());
    const had = kind === "certain" ? progress.retried : progress.released;
    const once = positions.filter(position => !had.has(position));
    if (!isDue || once.length === 0 || !isSilent(progress.claimedAt)) continue;
    batches++;
    const people = await withoutAnswer(pipeline, edition.id, batch, once);
    if (people.length === 0) continue;
    const decided =
      kind === "certain"
        ? { uncertain: [], rejected: [], absent: people }
        : { uncertain: people, rejected: [], absent: [] };
    if (
      !(await releaseAgain(pipeline.table, edition.id, batch, {
        decided,
        seen: progress,
        now: pipeline.now(),
      }))
    )
      continue;
    pipeline.log("uncertain-released", {
      edition: edition.id,
      batch,
      people: people.length,
      silence: kind,
    });
    await pipeline.enqueue.sendBatch([{ edition: edition.id, batch }]);
  }
  return batches;
}

/** Returns whether SES's events cover everybody that SES answered for. Reads the whole ledger. */
async function readEvidence(pipeline: Pipeline, edition: Edition): Promise<Evidence> {
  let evidence: Evidence = "none";
  for await (const { progress } of listProgress(pipeline.table, edition.id)) {
    evidence = sumOfEvidence(evidence, evidenceOf(progress));
    if (evidence === "partial") return evidence;
  }
  return evidence;
}
