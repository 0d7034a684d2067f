import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { readTemplate, type Template } from "../../functions/mail/template.ts";
import { readEnvironment } from "../../functions/runtime/environment.ts";
import { lazily } from "../../functions/runtime/lazily.ts";
import { openPipeline } from "../../functions/runtime/open-pipeline.ts";
import { recordFeedback } from "../../functions/steps/ledger/record-feedback.ts";
import type { Limits, Pipeline } from "../../functions/steps/pipeline.ts";
import { raiseVersion } from "../../functions/store/data-version.ts";
import { createTable } from "./aws/create-table.ts";
import { type DeliverEvents, deliverTo, type RecordEvents } from "./aws/deliver-events.ts";
import { directoryTableId } from "./aws/directory-table-id.ts";
import { startDynamoDb } from "./aws/dynamodb.ts";
import { keepListening, lookAtLocal } from "./aws/feedback.ts";
import { openLocalBucket, openLocalFiles, type PutUpload } from "./aws/local-bucket.ts";
import { localEndpoint } from "./aws/local-endpoint.ts";
import { becomesEmpty, createQueues, type QueueSettings, type QueueUrls } from "./aws/queues.ts";
import type { OpenServices, SesAtWork, SesStart } from "./aws/services/services.ts";
import type { LocalSqs } from "./aws/sqs.ts";
import { startTriggers } from "./aws/start-triggers.ts";
import { sendPlainly } from "./aws/table/plain-requests.ts";
import { type Directory, tableName } from "./directory.ts";
import { keepCopies } from "./keep-copies.ts";
import { localEnvironment } from "./local-environment.ts";
import { refuseNewerData } from "./refuse-newer-data.ts";

export type LocalPipeline = {
  readonly pipeline: Pipeline;
  readonly template: Template;
  /** The environment variables that the functions would have on AWS. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly queues: QueueUrls;
  readonly endpoints: Readonly<Record<"dynamodb" | "sqs" | "ses" | "s3", string>>;
  /** Puts a file of an import into the bucket, and sends S3's event, twice. */
  readonly putUpload: PutUpload;
  /** Undefined if `AWS_ENDPOINT_URL_SES` names another SES. */
  readonly ses: SesAtWork | undefined;
  /** Starts the triggers. Later calls do nothing. */
  readonly start: () => void;
  /** Stops sending and waits for the letters under way. SES's events are still received. */
  readonly stopSending: () => Promise<void>;
  /** Stops sending and receives the local SES's remaining events. The ledger stays readable. */
  readonly endSending: () => Promise<void>;
  /** Ends the work under way, then stops the services. */
  readonly stop: () => Promise<void>;
};

export type LocalPipelineOptions = {
  readonly siteUrl: string;
  /** Replaces the local DynamoDB, as `AWS_ENDPOINT_URL_DYNAMODB` does. */
  readonly dynamodbUrl?: string;
  readonly ses?: SesStart["options"];
  /** Undefined: the local services run in this process. */
  readonly openServices?: OpenServices;
  /** The templates, if they are read already: a template is compiled once. */
  readonly template?: Template;
  readonly limits?: Partial<Limits>;
  readonly queues?: QueueSettings;
  /** "inline" for a pipeline whose site ends with it. */
  readonly images?: Pipeline["images"];
  /**
   * Carries SES's events to their queue with `deliver`, at most ten per call. Undefined: all at
   * once, in order.
   */
  readonly carryEvents?: (events: readonly string[], deliver: DeliverEvents) => Promise<void>;
  /**
   * Whether a missing event proves that SES did not accept. Undefined: true for a complete local
   * SES without `carryEvents`, in a directory from which no other SES was used.
   */
  readonly eventsAreCertain?: boolean;
  readonly log: Pipeline["log"];
  readonly measure?: Pipeline["measure"];
  /** Reports damage in the directory to a person. The damage is always logged as well. */
  readonly say?: (sentence: string) => void;
  /** Called when the system refuses to write a file of the directory. */
  readonly onWriteRefused?: (error: unknown, file: string) => void;
};

export const templatesDirectory = fileURLToPath(new URL("../../templates", import.meta.url));

/**
 * Starts the pipeline in this process. An environment variable `AWS_ENDPOINT_URL_…` replaces a
 * local service.
 */
export async function startLocalPipeline(
  directory: Directory,
  options: LocalPipelineOptions,
): Promise<LocalPipeline> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    return { ...(await startServices(directory, options, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startServices(
  directory: Directory,
  options: LocalPipelineOptions,
  stops: (() => Promise<void>)[],
): Promise<Omit<LocalPipeline, "stop">> {
  const onDamage = (sentence: string) => {
    options.say?.(sentence);
    options.log("directory-damaged", { what: sentence });
  };
  const trouble = {
    onDamage,
    onWriteRefused: options.onWriteRefused ?? (() => {}),
    onFailure: (cause: unknown) => options.log("local-ses-failed", { error: String(cause) }),
  };
  // The services in this process are loaded only if it runs them.
  const openServices =
    options.openServices ?? (await import("./aws/services/services-here.ts")).openServicesHere;
  const services = await startStopping(stops, openServices(trouble));
  const name = tableName(directory.identity);
  const otherDynamodb = options.dynamodbUrl ?? process.env.AWS_ENDPOINT_URL_DYNAMODB;
  const { url: dynamodbUrl, directUrl } = otherDynamodb
    ? { url: otherDynamodb, directUrl: otherDynamodb }
    : await startStopping(stops, startDynamoDb(directory.path));
  const tableId = otherDynamodb ? undefined : directoryTableId(directory.path);
  const replaced = process.env.AWS_ENDPOINT_URL_SES;
  // After a kill the local SES publishes its events again. Another SES does not, so SQS must keep
  // them.
  const feedback = replaced === undefined ? undefined : `${name}-record-feedback`;
  const localSqs =
    process.env.AWS_ENDPOINT_URL_SQS === undefined
      ? await services.startSqs(join(directory.path, "feedback.jsonl"), feedback)
      : undefined;
  const sqsUrl = process.env.AWS_ENDPOINT_URL_SQS ?? localSqs?.url ?? "";
  const sqs = new SQSClient(localEndpoint(sqsUrl));
  let recorded: number | undefined;
  if (localSqs) stops.push(async () => localSqs.stop(recorded));
  const dynamodb = new DynamoDBClient(localEndpoint(directUrl));
  const [queues, template] = await Promise.all([
    createQueues(localSqs?.client ?? sqs, name, sqsUrl, options.queues),
    options.template ?? readTemplate(templatesDirectory),
    createTable(dynamodb, name),
  ]);
  dynamodb.destroy();
  await localSqs?.replay();

  const deliver = deliverTo(localSqs?.client ?? sqs, queues["record-feedback"]);
  const { carryEvents } = options;
  const ses =
    replaced === undefined
      ? await services.startSes({
          directory,
          queueUrl: queues["record-feedback"],
          sqsUrl: localSqs ? undefined : sqsUrl,
          // Without its own queue, or with a carrier, the events take the way that they have on AWS.
          record: localSqs && !carryEvents ? events => record(events) : undefined,
          deliver: carryEvents ? events => carryEvents(events, deliver) : deliver,
          options: options.ses ?? {},
        })
      : undefined;
  let started = false;
  // Published events are only in this process's memory until the feedback trigger records them. If
  // it does not, the SES must publish them again at the next start: otherwise their absence would
  // prove that nothing was sent.
  const becomesRecorded = async () => {
    const received = await localSqs?.received();
    const isEmpty = await becomesEmpty(localSqs?.client ?? sqs, queues["record-feedback"]).catch(
      () => false,
    );
    const isDrained = isEmpty && (await opened.feedback.look()) === "drained";
    if (isDrained) recorded = received;
    return isDrained;
  };
  const stopSes = lazily(async () => ses?.stop({ clean: started, areRecorded: becomesRecorded }));
  stops.push(stopSes);
  const s3Url =
    process.env.AWS_ENDPOINT_URL_S3 ??
    (localSqs ?? (await startStopping(stops, startS3(directory.path)))).url;
  const endpoints = {
    dynamodb: dynamodbUrl,
    sqs: sqsUrl,
    ses: replaced ?? ses?.url ?? "",
    s3: s3Url,
  };

  const environment = localEnvironment({
    directory,
    table: name,
    queues,
    siteUrl: options.siteUrl,
    ses: ses ? services.place : "elsewhere",
    ...(options.limits && { limits: options.limits }),
  });
  const opened = openPipeline(readEnvironment(environment), {
    dynamodb: localEndpoint(directUrl),
    sqs: localEndpoint(sqsUrl),
    ses: localEndpoint(endpoints.ses),
    s3: localEndpoint(endpoints.s3),
  });
  const putUpload = openLocalBucket(localEndpoint(endpoints.s3), event =>
    sqs.send(new SendMessageCommand({ QueueUrl: queues["import-list"], MessageBody: event })),
  );
  // If this process stood still, another may have taken over the directory. Then this one must not
  // claim, record or send anything more, and `assertHeld` throws.
  const whileHeld = <Args, Result>(next: (args: Args) => Promise<Result>) => {
    return async (args: Args) => {
      directory.assertHeld();
      return next(args);
    };
  };
  if (process.env.AWS_ENDPOINT_URL_DYNAMODB === undefined)
    sendPlainly(opened.table.client, directUrl);
  await refuseNewerData(opened.table);
  await raiseVersion(opened.table);
  opened.table.client.middlewareStack.add(whileHeld, { step: "initialize" });
  const submit: Pipeline["submit"] = whileHeld(
    ses
      ? opened.submit
      : keepCopies(opened.submit, directory.path, options.log, options.onWriteRefused),
  );
  const look = ses ? () => lookAtLocal(ses, opened.feedback.look) : opened.feedback.look;
  // Another SES may have accepted letters that the local SES's events do not name.
  const otherSes = join(directory.path, "ses-elsewhere");
  if (!ses) writeFileSync(otherSes, "", { mode: 0o600 });
  const knowsAll = ses?.isComplete === true && carryEvents === undefined && !existsSync(otherSes);
  const eventsAreCertain = options.eventsAreCertain ?? knowsAll;
  const pipeline: Pipeline = {
    ...opened,
    submit,
    ...(tableId !== undefined && { tableId: async () => tableId }),
    files: openLocalFiles(localEndpoint(endpoints.s3)),
    feedback: { look },
    eventsAreCertain,
    images: options.images ?? "site",
    log: options.log,
    ...(options.measure && { measure: options.measure }),
  };
  const triggersStarted = Promise.withResolvers<void>();
  const record: RecordEvents = async events => {
    await triggersStarted.promise;
    return recordFeedback(pipeline, events);
  };
  let stopSending = async () => {};
  let endSending = async () => {};
  const start = () => {
    if (started) return;
    started = true;
    triggersStarted.resolve();
    const triggers = localSqs
      ? startTriggers(sqs, queues, pipeline, each =>
          services.startTrigger(localSqs.client ?? sqs, each),
        )
      : startTriggers(sqs, queues, pipeline);
    const listening = keepListening(pipeline);
    stopSending = lazily(
      async () => void (await Promise.all(triggers.sending.map(trigger => trigger.stop()))),
    );
    endSending = lazily(async () => {
      await stopSending();
      // SES's events so far must be recorded before the feedback trigger stops.
      await (ses ? stopSes() : becomesRecorded());
      await Promise.all([listening.stop(), triggers.feedback.stop()]);
    });
    stops.push(endSending);
  };
  return {
    pipeline,
    template,
    environment,
    queues,
    endpoints,
    putUpload,
    ses,
    start,
    stopSending: () => stopSending(),
    endSending: () => endSending(),
  };
}

async function startS3(directory: string): Promise<LocalSqs> {
  const { startSqs } = await import("./aws/sqs.ts"); // The same server has an S3.
  return startSqs(join(directory, "s3.jsonl"), undefined);
}

async function startStopping<Service extends { readonly stop: () => Promise<void> }>(
  stops: (() => Promise<void>)[],
  starting: Promise<Service>,
): Promise<Service> {
  const service = await starting;
  stops.push(() => service.stop());
  return service;
}
