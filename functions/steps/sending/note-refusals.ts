import { clockBy } from "../../core/access/actor.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { type EditionReason, loggedReason } from "../../core/bulletins/reason.ts";
import {
  type BrokenRun,
  continueRun,
  isSame,
  isTooLong,
  type RefusalRun,
  type RunStep,
} from "../../core/bulletins/refusal-run.ts";
import { isHeld } from "../../core/bulletins/status.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { changeRefusals, forgetSettled } from "../../store/bulletins/edition-runs.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import type { Batch } from "../../store/ledger/batches.ts";
import { takeBackRefused } from "../../store/ledger/decisions.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Settled } from "./submit-window.ts";

/** The edition is held. `takenBack` of the window's refused people are pending again. */
export type TooManyRefusals = { readonly held: EditionReason["code"]; readonly takenBack: number };

/** Attempts to write the edition's run: other workers may write it first. */
const maxTries = 20;

/**
 * Continues the edition's run of equal refusals with a window's outcomes, across all batches and
 * workers. Holds the edition when the run is too long. `known` is the run when the window began.
 * The ledger must hold the window's refusals first, so that the worker that holds the edition can
 * take all of them back. Reads and writes nothing while SES accepts.
 */
export async function noteRefusals(
  pipeline: Pipeline,
  edition: Edition,
  batch: Batch,
  {
    settled,
    known,
  }: { readonly settled: readonly Settled[]; readonly known: RefusalRun | undefined },
): Promise<TooManyRefusals | undefined> {
  const steps = stepsOf(batch, settled);
  const goesOn = known !== undefined && (known.places.length > 0 || known.held === true);
  const begun = continueRun(known, steps, false);
  if (steps.length === 0 || (!goesOn && !begun.run?.places.length && !begun.broken))
    return undefined;
  for (let tried = 0; tried < maxTries; tried++) {
    const current = await getEdition(pipeline.table, edition.id);
    if (!current) return undefined;
    const held = isHeld(current);
    const { run, broken } = continueRun(current.refusals, steps, held);
    const wasHeld = held && current.refusals?.held;
    // Stored before people are taken back: if this worker dies, another worker finds the run and
    // continues.
    const next: RefusalRun | undefined = broken ? { ...broken, looked: run?.looked } : run;
    if (
      !wasHeld &&
      !(await changeRefusals(pipeline.table, edition.id, {
        seen: current.refusals,
        run: next,
        mark: pipeline.newId(),
      }))
    )
      continue;
    if (!broken) return undefined;
    const takenBack = steps.filter(
      step => step.kind === "refused" && broken.places.some(place => isSame(place, step.place)),
    );
    if (!wasHeld)
      return {
        held: await holdForRefusals(pipeline, current, broken),
        takenBack: takenBack.length,
      };
    await takeBack(pipeline, edition.id, broken);
    return { held: current.reason?.code ?? "refused-in-a-row", takenBack: takenBack.length };
  }
  return undefined;
}

/**
 * Makes the people of a run pending again, instead of rejected, and holds the edition. Returns the
 * code of the reason. Repeating this changes nothing.
 */
export async function holdForRefusals(
  pipeline: Pipeline,
  edition: Edition,
  broken: BrokenRun,
): Promise<EditionReason["code"]> {
  const { table } = pipeline;
  await takeBack(pipeline, edition.id, broken);
  const { answer, places } = broken;
  const reason = { code: "refused-in-a-row", letters: places.length, answer } as const;
  const refusals = { mark: pipeline.newId(), answer, places: [], held: true };
  const { id } = edition;
  const history = decision(pipeline, {
    by: clockBy("refusals"),
    what: "edition-held",
    on: editionSubject(id),
    changes: { reason: { after: reason } },
  });
  const held = { kind: "hold-refused", reason, refusals, history } as const;
  // The clock may have finished the edition before these people were pending again.
  if (
    (await changeEdition(table, { id, status: "sending" }, held)) ||
    (await changeEdition(table, { id, status: "finished" }, held))
  )
    pipeline.log("edition-held", { edition: id, ...loggedReason(reason) });
  else {
    // An editor paused the edition at the same time. After they resume it, a new run starts.
    const current = await getEdition(table, edition.id);
    if (isTooLong(current?.refusals))
      await changeRefusals(table, edition.id, {
        seen: current?.refusals,
        run: refusals,
        mark: refusals.mark,
      });
  }
  return reason.code;
}

async function takeBack(
  { table }: Pipeline,
  edition: string,
  { places }: BrokenRun,
): Promise<void> {
  // The clock may have settled these batches already.
  await forgetSettled(table, edition);
  for (const [batch, these] of Map.groupBy(places, place => place.batch)) {
    const positions = these.map(({ position }) => position);
    await takeBackRefused(table, edition, batch, positions);
  }
}

/**
 * Returns the steps in the order of submission: SES may answer a refusal before an earlier
 * acceptance.
 */
function stepsOf({ id }: Batch, settled: readonly Settled[]): RunStep[] {
  return settled.flatMap(({ position, outcome }): RunStep[] => {
    if (outcome.kind === "accepted") return [{ kind: "accepted" }];
    if (outcome.kind !== "rejected") return [];
    return [{ kind: "refused", answer: outcome.answer, place: { batch: id, position } }];
  });
}
