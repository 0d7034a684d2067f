import { PutItemCommand, type PutItemCommandInput } from "@aws-sdk/client-dynamodb";
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, it } from "vitest";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import type { QueueName } from "../../../infra/names.ts";

import { aPipeline, type TestPipeline, until } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, copies } from "../../steps/an-edition.ts";

const attempts = 2;

/** A pipeline with queues that give up soon, and its dead letters. */
async function aPipelineThatGivesUp() {
  const local = await aPipeline({ queues: { attempts, hidden: { "send-batch": 2 } } });
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const sqs = new SQSClient({ endpoint: local.endpoints.sqs, region: "eu-west-2", credentials });
  const deadLetters = async (queue: QueueName, VisibilityTimeout = 0) => {
    const QueueUrl = `${local.queues[queue]}-dead-letters`;
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout }),
    );
    return Messages;
  };
  /** Does what "Start DLQ redrive" does: each message goes back to the queue that it came from. */
  const redrive = async (queue: QueueName) => {
    for (const { Body, ReceiptHandle } of await deadLetters(queue, 30)) {
      await sqs.send(new SendMessageCommand({ QueueUrl: local.queues[queue], MessageBody: Body }));
      await sqs.send(
        new DeleteMessageCommand({
          QueueUrl: `${local.queues[queue]}-dead-letters`,
          ReceiptHandle,
        }),
      );
    }
  };
  return { local, sqs, deadLetters, redrive };
}

function failures({ logged }: TestPipeline): Record<string, unknown>[] {
  return logged.map(line => JSON.parse(line)).filter(({ event }) => event === "message-failed");
}

/** Puts the first batch of an edition, or what is left of it. */
async function putBatch(
  { pipeline: { table } }: TestPipeline,
  edition: string,
  batch: Record<string, unknown> & { id: string },
) {
  const { id, ...rest } = batch;
  const Item = marshall({
    PK: `EDITION#${edition}`,
    SK: `BATCH#${id}`,
    ...rest,
  }) satisfies PutItemCommandInput["Item"];
  await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
}

describe("a message that cannot be handled", () => {
  it.each([
    ["address-edition", "no JSON"],
    ["send-batch", '{"edition":"spring"}'],
  ] as const)(
    "goes from %s to the dead letters when it is malformed, with a line in the log for each try",
    async (queue, body) => {
      const { local, sqs, deadLetters } = await aPipelineThatGivesUp();
      local.start();
      const { MessageId } = await sqs.send(
        new SendMessageCommand({ QueueUrl: local.queues[queue], MessageBody: body }),
      );
      await until("it is a dead letter", async () =>
        (await deadLetters(queue)).some(({ Body }) => Body === body),
      );
      expect(failures(local).map(({ receives }) => receives)).toEqual([1, 2]);
      for (const line of failures(local)) {
        expect(line).toMatchObject({
          queue: expect.stringMatching(new RegExp(`${queue}$`)),
          message: MessageId,
        });
        expect(line.error).toMatch(/JSON|expected string/);
      }
      expect(failures(local)[0]?.edition).toBe(queue === "send-batch" ? "spring" : undefined);
    },
  );

  it("does not block other letters, and its edition finishes once the cause is fixed and the dead letters are redriven", async () => {
    const { local, deadLetters, redrive } = await aPipelineThatGivesUp();
    const { edition, batches } = await anAddressedEdition(local, colleagues(70));
    const [first] = batches;
    if (!first) throw new Error("there is no batch");
    await putBatch(local, edition.id, { id: first.id, subscribers: first.subscribers });
    local.start();
    await until(
      "its message is a dead letter",
      async () => (await deadLetters("send-batch")).length === 1,
    );
    await until("the others have the letter", () => copies(local).size === 20);
    const lines = failures(local);
    expect(lines).toHaveLength(attempts);
    for (const line of lines) expect(line).toMatchObject({ edition: edition.id, batch: first.id });
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 70,
      accepted: 20,
      pending: 50,
    });

    await putBatch(local, edition.id, first);
    await redrive("send-batch");
    await until("everyone has the letter", () => copies(local).size === 70);
    expect([...copies(local).values()]).toEqual(Array(70).fill(1));
    expect(await deadLetters("send-batch")).toEqual([]);
  });
});
