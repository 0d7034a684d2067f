import { PurgeQueueCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { onTestFinished } from "vitest";
import type { Bulletin } from "../../../functions/core/bulletins/bulletin.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import {
  addFacts,
  type Found,
  getProgress,
  recordAndClaim,
  takeLease,
} from "../../../functions/store/ledger/batch-progress.ts";
import { keepMessages } from "../../../functions/store/ledger/messages.ts";
import { localEndpoint } from "../../../infra/local/aws/local-endpoint.ts";
import { deadLettersOf } from "../../../infra/local/aws/queues.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, tickWhileListening } from "../an-edition.ts";

/** Milliseconds. */
export const graceMs = 10_000;
/** When the doubtful were claimed (epoch milliseconds). */
export const claimedAt = 1_800_000_000_000;

export type Sent = {
  readonly claimed: readonly number[];
  /** The claimed for which SES answered. */
  readonly accepted: readonly number[];
  /** The claimed that an event names. */
  readonly named: readonly number[];
  readonly at: number;
};

/** An edition of which a worker sent some batches and died. Silence of this SES is never certain. The test chooses the instants. */
export async function anEditionInDoubt(bulletin: Partial<Bulletin>, sent: readonly Sent[]) {
  const local = await aPipeline({ eventsAreCertain: false, limits: { graceMs: graceMs } });
  const { edition, batches } = await anAddressedEdition(
    local,
    colleagues(sent.length * 50),
    bulletin,
  );
  const { table } = local.pipeline;
  for (const [index, { claimed, accepted, named, at }] of sent.entries()) {
    const { id = "", through = 0 } = batches[index] ?? {};
    const lease = { owner: "dead", until: at + 1 };
    await takeLease(table, edition.id, id, { extent: { size: 50, through }, lease, now: at });
    const rest = Array.from({ length: 50 }, (_, position) => position).filter(
      position => !claimed.includes(position),
    );
    const found: Found = { claimed, accepted, suppressed: rest };
    await recordAndClaim(table, edition.id, id, {
      found,
      lease: { owner: "dead", until: 0 },
      claimedAt: at,
    });
    await keepMessages(
      table,
      edition.id,
      id,
      new Map(accepted.map(position => [position, { messageId: `m${position}`, at }])),
    );
    if (named.length > 0) await addFacts(table, edition.id, id, { delivered: named });
  }
  const ticks = async (from: number, to: number, everyMs = 2_000): Promise<void> => {
    for (let now = from; now <= to; now += everyMs)
      await tickWhileListening({ ...local.pipeline, now: () => now }, edition.id);
  };
  return {
    local,
    /** Looks after the edition again and again, in this span (epoch milliseconds). */
    ticks,
    status: async () => (await getEdition(table, edition.id))?.status,
    reason: async () => (await getEdition(table, edition.id))?.reason,
    /** Positions of the first batch that may be sent to once more. */
    released: async () =>
      [...(await getProgress(table, edition.id, batches[0]?.id ?? "")).released].sort(
        (a, b) => a - b,
      ),
    progress: () => getProgress(table, edition.id, batches[0]?.id ?? ""),
    first: { edition: edition.id, batch: batches[0]?.id ?? "" },
  };
}

/** The queues of SES's events, of which nobody receives. */
export function feedbackQueues(local: TestPipeline) {
  const sqs = new SQSClient(localEndpoint(local.endpoints.sqs));
  onTestFinished(() => sqs.destroy());
  const events = local.queues["record-feedback"];
  const put = (QueueUrl: string) =>
    sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "{}" }));
  return {
    putEvent: () => put(events),
    putDeadLetter: () => put(deadLettersOf(events)),
    purge: () => sqs.send(new PurgeQueueCommand({ QueueUrl: events })),
  };
}
