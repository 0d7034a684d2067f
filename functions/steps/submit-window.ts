import type { Edition } from "../core/edition.ts";
import { periodCapacity, periodMs, slowedDown, turnAt } from "../core/pace.ts";
import { parseSender } from "../core/sender.ts";
import type { SubmitOutcome } from "../core/sending-problem.ts";
import type { Batch } from "../store/batches.ts";
import type { Lease } from "../store/progress.ts";
import { editionComposer } from "./edition-composer.ts";
import type { Pipeline } from "./pipeline.ts";
import type { Claim } from "./prepare-window.ts";

/** What became of one claim, and when (epoch milliseconds). "late": the lease would have ended before the answer, so SES was not asked. */
export type Settled = {
  readonly position: number;
  readonly outcome: SubmitOutcome | { readonly kind: "late" };
  readonly at: number;
};

/** Submits each claim at its instant, or as soon afterwards as this process's pace allows. */
export async function submitWindow(
  pipeline: Pipeline,
  edition: Edition,
  batch: Batch,
  claims: readonly Claim[],
  lease: Lease,
): Promise<Settled[]> {
  const { tempo, limits } = pipeline;
  const compose = await editionComposer(pipeline, edition);
  const source = parseSender(edition.sender.from)?.address ?? "";
  const spacing = periodMs / periodCapacity((await pipeline.quota()).maxSendRate);
  const settled = await Promise.all(
    claims.map(async ({ position, person, at }): Promise<Settled> => {
      await pipeline.sleep(Math.max(0, at - pipeline.now()));
      const turn = turnAt(tempo.lastTurn, at, pipeline.now(), spacing);
      tempo.lastTurn = turn;
      await pipeline.sleep(Math.max(0, turn - pipeline.now()));
      const now = pipeline.now();
      if (now + limits.submitTimeout > lease.until) return { position, outcome: { kind: "late" }, at: now };
      const outcome = await pipeline.submit({
        data: compose(person, `${edition.id}.${batch.id}.${position}`),
        source,
        destination: person.email,
        place: { edition: edition.id, batch: batch.id, position },
        configurationSet: pipeline.configurationSet,
      });
      return { position, outcome, at: pipeline.now() };
    }),
  );
  if (settled.some(({ outcome }) => outcome.kind === "throttled")) tempo.share = slowedDown(tempo.share, pipeline.now());
  return settled;
}
