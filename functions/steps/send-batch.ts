import type { Edition } from "../core/edition.ts";
import { unclaimed } from "../core/progress.ts";
import { parseSender } from "../core/sender.ts";
import type { SubmitOutcome } from "../core/sending-problem.ts";
import { type Batch, getBatch } from "../store/batches.ts";
import { getEdition } from "../store/editions.ts";
import { addFacts, type Found, getProgress, type Lease, recordAndClaim, takeLease, unclaim } from "../store/progress.ts";
import { editionComposer } from "./edition-composer.ts";
import { holdEdition } from "./hold-edition.ts";
import type { Pipeline, SendBatchMessage } from "./pipeline.ts";
import { type Claim, prepareWindow } from "./prepare-window.ts";

export type SendBatchOutcome =
  /** Everyone on the batch has been dealt with. */
  | { readonly kind: "done" }
  /** The rest has to wait: handle the message again. */
  | { readonly kind: "later"; readonly reason: "another worker has it" | "the calendar is full" | "time is up" }
  /** Nothing more is to be sent now: the edition is held, or over. */
  | { readonly kind: "stopped"; readonly reason: string };

const done = { kind: "done" } as const;
const lostLease = { kind: "later", reason: "another worker has it" } as const;

/**
 * Sends one batch, window by window: take the lease; then for each window take the pace, read who is still on the lists,
 * claim, submit, and record the outcomes together with the next claim. Begins no window once `timeIsUp`.
 */
export async function sendBatch(
  pipeline: Pipeline,
  message: SendBatchMessage,
  timeIsUp: () => boolean,
): Promise<SendBatchOutcome> {
  const { table } = pipeline;
  const [edition, batch] = await Promise.all([
    getEdition(table, message.edition),
    getBatch(table, message.edition, message.batch),
  ]);
  if (!edition || !batch) return { kind: "stopped", reason: "There is no such batch." };
  const size = batch.subscribers.length;
  const owner = pipeline.newId();
  const progress = await takeLease(
    table,
    edition.id,
    batch.id,
    { owner, until: leaseEnd(pipeline, pipeline.now()) },
    pipeline.now(),
  );
  if (!progress) return unclaimed(await getProgress(table, edition.id, batch.id), size).length === 0 ? done : lostLease;

  let found: Found = {};
  let toSend: readonly number[] = unclaimed(progress, size);
  let outcome: SendBatchOutcome = done;
  while (toSend.length > 0 && outcome.kind === "done") {
    if (timeIsUp()) outcome = { kind: "later", reason: "time is up" };
    else {
      const window = await prepareWindow(pipeline, edition.id, batch, toSend);
      if (window.kind === "stopped") outcome = window;
      else if (window.kind === "calendar-full") outcome = { kind: "later", reason: "the calendar is full" };
      else {
        // Claimed before it is submitted: a crash between the two leaves doubt, which SES's events settle; the other order would mail twice.
        const lease = { owner, until: leaseEnd(pipeline, window.claims.at(-1)?.at ?? 0) };
        const next = {
          ...found,
          claimed: window.claims.map(claim => claim.position),
          suppressed: window.suppressed,
          rejected: [...(found.rejected ?? []), ...window.rejected],
        };
        if (!(await recordAndClaim(table, edition.id, batch.id, next, lease, pipeline.now()))) {
          await addFacts(table, edition.id, batch.id, found);
          return lostLease;
        }
        const settled = await submitWindow(pipeline, edition, batch, window.claims, lease);
        found = { accepted: at(settled, ["accepted"]), rejected: at(settled, ["rejected"]) };
        const refused = at(settled, ["throttled", "quota-spent", "halted"]);
        measureWindow(pipeline, found, window.rejected.length, refused.length);
        toSend = [...refused, ...window.rest].sort((a, b) => a - b);
        if (refused.length > 0) {
          await unclaim(table, edition.id, batch.id, refused, owner);
          outcome = await standStill(pipeline, edition, settled);
        }
      }
    }
  }
  if (!(await recordAndClaim(table, edition.id, batch.id, found, { owner, until: 0 }, pipeline.now())))
    await addFacts(table, edition.id, batch.id, found);
  pipeline.log("send-batch", {
    edition: edition.id,
    batch: batch.id,
    outcome: outcome.kind === "done" ? "done" : outcome.reason,
  });
  return outcome;
}

function measureWindow(pipeline: Pipeline, { accepted = [], rejected = [] }: Found, unfit: number, refused: number): void {
  pipeline.measure("accepted", accepted.length);
  pipeline.measure("rejected", rejected.length + unfit);
  pipeline.measure("throttled", refused);
}

/** The answer to a window's last submission comes within its lease, or is taken for none. */
function leaseEnd(pipeline: Pipeline, last: number): number {
  return Math.max(last, pipeline.now()) + pipeline.limits.submitTimeout + pipeline.limits.slack;
}

type Settled = { readonly position: number; readonly outcome: SubmitOutcome };

/** Submits each claim at its instant. One that would not be answered within the lease is not submitted. */
async function submitWindow(
  pipeline: Pipeline,
  edition: Edition,
  batch: Batch,
  claims: readonly Claim[],
  lease: Lease,
): Promise<Settled[]> {
  const compose = await editionComposer(pipeline, edition);
  const source = parseSender(edition.sender.from)?.address ?? "";
  return Promise.all(
    claims.map(async ({ position, person, at }): Promise<Settled> => {
      await pipeline.sleep(Math.max(0, at - pipeline.now()));
      if (pipeline.now() + pipeline.limits.submitTimeout > lease.until) return { position, outcome: { kind: "throttled" } };
      const data = compose(person, `${edition.id}.${batch.id}.${position}`);
      const place = { edition: edition.id, batch: batch.id, position };
      return {
        position,
        outcome: await pipeline.submit({
          data,
          source,
          destination: person.email,
          place,
          configurationSet: pipeline.configurationSet,
        }),
      };
    }),
  );
}

/** After SES said no: wait a little, or hold the edition where waiting does not help. */
async function standStill(pipeline: Pipeline, edition: Edition, settled: readonly Settled[]): Promise<SendBatchOutcome> {
  const final = settled.map(each => each.outcome).find(outcome => outcome.kind === "halted" || outcome.kind === "quota-spent");
  if (!final) {
    await pipeline.sleep(throttlePause);
    return done;
  }
  const reason =
    final.kind === "halted" ? `SES refuses to send. ${final.reason}` : "SES's quota of messages for 24 hours is spent.";
  await holdEdition(pipeline, edition.id, "sending", reason);
  return { kind: "stopped", reason };
}

/** Milliseconds. */
const throttlePause = 1000;

function at(settled: readonly Settled[], kinds: readonly SubmitOutcome["kind"][]): number[] {
  return settled.filter(each => kinds.includes(each.outcome.kind)).map(each => each.position);
}
