import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { describe, expect, it, onTestFinished } from "vitest";
import { becomesEmpty, createQueues } from "../../../../infra/local/aws/queues.ts";
import { startSqs } from "../../../../infra/local/aws/sqs.ts";
import { startTrigger, type TriggerOptions } from "../../../../infra/local/aws/triggers.ts";
import { until } from "../../../local-pipeline.ts";
import { aTemporaryDirectory } from "../../a-process.ts";

/** A queue that gives up after two receives, with some messages in it, and the trigger of a handler. */
async function aTrigger(
  bodies: readonly string[],
  handler: TriggerOptions["handler"],
  options: Partial<TriggerOptions> = {},
) {
  const local = await startSqs(`${await aTemporaryDirectory()}/journal`, undefined);
  const sqs = new SQSClient({
    endpoint: local.url,
    region: "eu-west-2",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  const queues = await createQueues(sqs, "test", local.url, { attempts: 2 });
  const queueUrl = queues["send-batch"];
  for (let at = 0; at < bodies.length; at += 10) {
    const Entries = bodies
      .slice(at, at + 10)
      .map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  }
  const failed: unknown[] = [];
  const given = {
    queueUrl,
    handler,
    batchSize: 1,
    batchWindowMs: 0,
    concurrency: 2,
    timeoutMs: 5_000,
    onError: (error: unknown) => failed.push(error),
  };
  const trigger = startTrigger(sqs, { ...given, ...options });
  onTestFinished(async () => {
    await trigger.stop();
    await local.stop();
  });
  const deadLetters = async () => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: `${queueUrl}-dead-letters`,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 0,
      }),
    );
    return Messages.map(({ Body }) => Body);
  };
  return { sqs, queueUrl, deadLetters, failed };
}

const nothingFails = { batchItemFailures: [] };

describe("a queue's trigger", () => {
  it("hands back only the messages that a function names", async () => {
    const seen: string[] = [];
    const { sqs, queueUrl } = await aTrigger(["good", "later"], async ({ Records }) => {
      seen.push(...Records.map(({ body }) => body));
      const again = Records.filter(
        ({ body }) => body === "later" && seen.filter(each => each === "later").length === 1,
      );
      return { batchItemFailures: again.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    await until("both are handled", () => becomesEmpty(sqs, queueUrl));
    expect(seen.sort()).toEqual(["good", "later", "later"]);
  });

  it("shows all of a batch again when the function throws; messages never handled become dead letters", async () => {
    const { deadLetters, failed } = await aTrigger(["poison"], async () => {
      throw new Error("it broke");
    });
    await until(
      "it is a dead letter",
      async () => (await deadLetters()).includes("poison"),
      30_000,
    );
    expect(failed.length).toBeGreaterThanOrEqual(2);
  });

  it("gathers messages up to the batch size within the batch window", async () => {
    const sizes: number[] = [];
    const bodies = Array.from({ length: 60 }, (_, index) => String(index));
    const { sqs, queueUrl } = await aTrigger(
      bodies,
      async ({ Records }) => {
        sizes.push(Records.length);
        return nothingFails;
      },
      { batchSize: 25, batchWindowMs: 300, concurrency: 1 },
    );
    await until("all are handled", () => becomesEmpty(sqs, queueUrl));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(60);
    expect(Math.max(...sizes)).toBe(25);
  });

  it("tells a function at a stop that its time is up", async () => {
    let remaining = Number.NaN;
    const { sqs, queueUrl } = await aTrigger(["one"], async (_, { getRemainingTimeInMillis }) => {
      remaining = getRemainingTimeInMillis();
      return nothingFails;
    });
    await until("it is handled", () => becomesEmpty(sqs, queueUrl));
    expect(remaining).toBeGreaterThan(4_000);
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["RedrivePolicy"] }),
    );
    expect(JSON.parse(Attributes?.RedrivePolicy ?? "{}")).toMatchObject({ maxReceiveCount: 2 });
  });
});
