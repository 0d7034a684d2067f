import type { Edition } from "../../core/bulletins/edition.ts";
import {
  type BrokenRun,
  continueRun,
  isSame,
  isTooLong,
  type RefusalRun,
  type RunStep,
  sayRun,
} from "../../core/bulletins/refusal-run.ts";
import { changeEdition, changeRefusals, forgetSettled, getEdition } from "../../store/bulletins/editions.ts";
import type { Batch } from "../../store/ledger/batches.ts";
import { takeBackRefused } from "../../store/ledger/decisions.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Settled } from "./submit-window.ts";

/** The edition is held, and so many of the window's refused people are pending again. */
export type TooManyRefusals = { readonly held: string; readonly takenBack: number };

/** Workers that may write the edition's run at the same time, each of them once before this one. */
const tries = 20;

/**
 * Goes on with the edition's run of equal refusals by what became of a window, over all batches and workers; holds the edition when the run
 * is too long. `known`: the run when the window began. The ledger has the window's refusals already, so that whoever holds the edition
 * can take all of them back. Reads and writes nothing while SES accepts.
 */
export async function noteRefusals(
  pipeline: Pipeline,
  edition: Edition,
  batch: Batch,
  settled: readonly Settled[],
  known: RefusalRun | undefined,
): Promise<TooManyRefusals | undefined> {
  const steps = stepsOf(batch, settled);
  const goesOn = known !== undefined && (known.places.length > 0 || known.held === true);
  const begun = continueRun(known, steps, false);
  if (steps.length === 0 || (!goesOn && !begun.run?.places.length && !begun.broken)) return undefined;
  for (let tried = 0; tried < tries; tried++) {
    const current = await getEdition(pipeline.table, edition.id);
    if (!current) return undefined;
    const isHeld = current.status === "held";
    const { run, broken } = continueRun(current.refusals, steps, isHeld);
    const wasHeld = isHeld && current.refusals?.held;
    // Written down before anybody is taken back: whoever finds it goes on, should this worker die.
    const next: RefusalRun | undefined = broken ? { ...broken, looked: run?.looked } : run;
    if (!wasHeld && !(await changeRefusals(pipeline.table, edition.id, current.refusals, next, pipeline.newId()))) continue;
    if (!broken) return undefined;
    const takenBack = steps.filter(step => step.kind === "refused" && broken.places.some(place => isSame(place, step.place)));
    if (!wasHeld) return { held: await holdForRefusals(pipeline, current, broken), takenBack: takenBack.length };
    await takeBack(pipeline, edition.id, broken);
    return { held: current.reason ?? "", takenBack: takenBack.length };
  }
  return undefined;
}

/** Makes those of a run pending again who were counted as rejected, and holds the edition. Done twice, it changes nothing. */
export async function holdForRefusals(pipeline: Pipeline, edition: Edition, broken: BrokenRun): Promise<string> {
  const { table } = pipeline;
  await takeBack(pipeline, edition.id, broken);
  const reason = sayRun(broken, edition);
  const refusals = { mark: pipeline.newId(), reason: broken.reason, places: [], held: true };
  if (await changeEdition(table, edition.id, "sending", { status: "held", heldFrom: "sending", reason, refusals }))
    pipeline.log("edition-held", { edition: edition.id, reason: broken.reason, refused: broken.places.length });
  else {
    // Somebody has paused it in that moment; once resumed, it is judged anew.
    const current = await getEdition(table, edition.id);
    if (isTooLong(current?.refusals)) await changeRefusals(table, edition.id, current?.refusals, refusals, refusals.mark);
  }
  return reason;
}

async function takeBack({ table }: Pipeline, edition: string, { places }: BrokenRun): Promise<void> {
  // They may be on batches that the clock has settled.
  await forgetSettled(table, edition);
  for (const [batch, these] of Map.groupBy(places, place => place.batch)) {
    const positions = these.map(({ position }) => position);
    await takeBackRefused(table, edition, batch, positions);
  }
}

/** In the order of the submissions: a refusal may be answered faster than the acceptance before it. */
function stepsOf({ id }: Batch, settled: readonly Settled[]): RunStep[] {
  return settled.flatMap(({ position, outcome }): RunStep[] => {
    if (outcome.kind === "accepted") return [{ kind: "accepted" }];
    if (outcome.kind !== "rejected") return [];
    return [{ kind: "refused", reason: outcome.reason, place: { batch: id, position } }];
  });
}
