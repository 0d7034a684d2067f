import type { Directory } from "../../directory.ts";
import type { DeliverEvents, RecordEvents } from "../deliver-events.ts";
import type { OutboxEntry, OutboxSlice } from "../ses/kept/outbox.ts";
import type { LocalSesOptions, StopOptions } from "../ses/local-ses.ts";
import type { SqsClient, Trigger, TriggerOptions } from "../triggers.ts";

type Soon<T> = T | Promise<T>;

/** The local SES, in this process or another: see `LocalSes`. */
export type SesAtWork = {
  readonly url: string;
  readonly isComplete: boolean;
  readonly outbox: {
    size(): Soon<number>;
    list(page?: OutboxSlice): Soon<OutboxEntry[]>;
    read(messageId: string): Buffer | undefined;
  };
  hasPublishedAll(): Soon<boolean>;
  hasLostEvents(): Soon<boolean>;
  stop(options?: StopOptions): Promise<void>;
};

/** The local SQS, in this process or another: see `LocalSqs`. */
export type SqsAtWork = {
  readonly url: string;
  /** Only of an SQS in this process. */
  readonly client?: SqsClient;
  readonly replay: () => Soon<void>;
  readonly received: () => Soon<number>;
  readonly stop: (handled?: number) => Soon<void>;
};

export type SesStart = {
  readonly directory: Directory;
  /** Where its events go: a queue, and the URL of another SQS if the services have none. */
  readonly queueUrl: string;
  readonly sqsUrl: string | undefined;
  /** The same as a function, for an SES in this process. */
  readonly deliver: DeliverEvents;
  /** If given, an SES in another process has its events recorded at once, without the queue. */
  readonly record: RecordEvents | undefined;
  readonly options: Pick<LocalSesOptions, "maxSendRate" | "max24HourSend" | "now">;
};

/** Starts the local SES and SQS and the triggers of the local SQS. */
export type Services = {
  /** Whether they run in this process. */
  readonly place: "here" | "beside";
  readonly startSqs: (journal: string, kept: string | undefined) => Promise<SqsAtWork>;
  readonly startSes: (given: SesStart) => Promise<SesAtWork>;
  /** `sqs`: a client of the local SQS. */
  readonly startTrigger: (sqs: SqsClient, options: TriggerOptions) => Trigger;
  readonly stop: () => Promise<void>;
};

export type ServicesTrouble = {
  readonly onDamage: (sentence: string) => void;
  readonly onWriteRefused: (error: unknown, file: string) => void;
  readonly onFailure: (cause: unknown) => void;
};

export type OpenServices = (trouble: ServicesTrouble) => Promise<Services>;
