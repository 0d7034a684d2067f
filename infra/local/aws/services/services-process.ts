import { SQSClient } from "@aws-sdk/client-sqs";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import {
  type Asks,
  type OtherSide,
  openChannel,
  type SentError,
  sentError,
} from "../../../cli/process-channel.ts";
import type { LockPlace } from "../../directory-lock.ts";
import { makeFilesPrivate } from "../../private-files.ts";
import { deliverTo, forRecording, recordOr } from "../deliver-events.ts";
import { localEndpoint } from "../local-endpoint.ts";
import { forQueue } from "../ses/events/publisher.ts";
import type { OutboxSlice } from "../ses/kept/outbox.ts";
import { type LocalSes, type LocalSesOptions, startLocalSes } from "../ses/local-ses.ts";
import { type LocalSqs, startSqs } from "../sqs.ts";
import { startTrigger, type Trigger, type TriggerOptions } from "../triggers.ts";
import { holdPlace } from "./hold-place.ts";

/** What this process asks of the pipeline's. */
export type PipelineAsks = {
  readonly damaged: (sentence: string) => void;
  readonly writeRefused: (refusal: { readonly error: SentError; readonly file: string }) => void;
  readonly sesFailed: (cause: string) => void;
  readonly triggerFailed: (error: string) => void;
  readonly areRecorded: () => Promise<boolean>;
  readonly record: (events: readonly string[]) => Promise<readonly number[]>;
  readonly invoke: (given: {
    readonly trigger: string;
    readonly event: SQSEvent;
  }) => Promise<SQSBatchResponse>;
};

export type TriggerOrders = Omit<TriggerOptions, "handler" | "onError"> & { readonly name: string };
export type SesOrders = Pick<LocalSesOptions, "directory" | "maxSendRate" | "max24HourSend"> & {
  /** Where SES publishes its events: a queue, and another SQS if it is not this process's. */
  readonly queueUrl: string;
  readonly sqsUrl?: string | undefined;
  /** Whether the pipeline's process records the events at once. */
  readonly isRecorded: boolean;
  readonly lock: LockPlace;
};

let sqs: LocalSqs | undefined;
let ses: LocalSes | undefined;
const triggers = new Map<string, Trigger>();

const asks = {
  startSqs: async ({ journal, kept }: { journal: string; kept: string | undefined }) => {
    sqs = await startSqs(journal, kept, { onDamage, onWriteRefused });
    return sqs.url;
  },
  replay: () => sqs?.replay(),
  received: () => sqs?.received() ?? 0,
  stopSqs: (handled: number | undefined) => sqs?.stop(handled),
  startSes: async ({ queueUrl, sqsUrl, lock, isRecorded, ...options }: SesOrders) => {
    const client = sqsUrl === undefined ? sqs?.client : new SQSClient(localEndpoint(sqsUrl));
    if (!client) throw new Error("the SES has no SQS to publish its events to");
    const deliver = deliverTo(client, queueUrl);
    ses = await startLocalSes({
      ...options,
      publish: isRecorded ? recordOr(events => pipeline.ask("record", events), deliver) : deliver,
      gathering: isRecorded ? forRecording : forQueue,
      mayWrite: await holdPlace(options.directory, lock, () => process.exit(1)),
      onDamage,
      onWriteRefused,
      onFailure: cause => void pipeline.ask("sesFailed", String(cause)),
    });
    return { url: ses.url, isComplete: ses.isComplete };
  },
  eventsOfSes: () => ({
    hasPublishedAll: ses?.hasPublishedAll() ?? true,
    hasLostEvents: ses?.hasLostEvents() ?? false,
  }),
  outboxSize: () => ses?.outbox.size() ?? 0,
  outboxList: (page: OutboxSlice) => ses?.outbox.list(page) ?? [],
  stopSes: (clean: boolean) => ses?.stop({ clean, areRecorded: () => pipeline.ask("areRecorded") }),
  startTrigger: ({ name, ...options }: TriggerOrders) => {
    if (!sqs) throw new Error("the trigger has no SQS");
    const trigger = startTrigger(sqs.client, {
      ...options,
      handler: event => pipeline.ask("invoke", { trigger: name, event }),
      onError: error => void pipeline.ask("triggerFailed", String(error)),
    });
    triggers.set(name, trigger);
  },
  stopTrigger: (name: string) => triggers.get(name)?.stop(),
} satisfies Asks;
/** What this process does for the pipeline's. */
export type ServicesAsks = typeof asks;

makeFilesPrivate();
// Ctrl-C reaches all processes of the terminal. The pipeline's process decides when this one ends.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
const pipeline: OtherSide<PipelineAsks> = openChannel(process, asks);
// However the pipeline's process ends, the channel closes with it.
process.on("disconnect", () => process.exit());

function onDamage(sentence: string): void {
  void pipeline.ask("damaged", sentence);
}

function onWriteRefused(error: unknown, file: string): void {
  void pipeline.ask("writeRefused", { error: sentError(error), file });
}
