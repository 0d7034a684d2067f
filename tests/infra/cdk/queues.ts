import { describe, expect, it } from "vitest";
import { environmentSchema } from "../../../functions/runtime/environment.ts";
import { resources, templates } from "./a-deployment.ts";

const { pipeline } = templates();
const queues = resources(pipeline, "AWS::SQS::Queue").map(({ id, Properties }) => ({
  id,
  name: String(Properties.QueueName).replace("dear-colleague-prod-", ""),
  properties: Properties,
}));
const working = queues.filter(({ name }) => !name.endsWith("-dead-letters"));
const functions = resources(pipeline, "AWS::Lambda::Function");
const mappings = resources(pipeline, "AWS::Lambda::EventSourceMapping").map(
  ({ Properties }) => Properties,
);
type Reference = { readonly "Fn::GetAtt": readonly [string, string] };
const mappingOf = (queue: string) =>
  mappings.find(({ EventSourceArn }) => (EventSourceArn as Reference)["Fn::GetAtt"][0] === queue);

describe("the queues", () => {
  it("are four, each with its dead letters, which wait for two weeks", () => {
    expect(working.map(({ name }) => name).sort()).toEqual([
      "address-edition",
      "import-list",
      "record-feedback",
      "send-batch",
    ]);
    // A queue of dead letters without a queue of its own could not be redriven.
    expect(queues).toHaveLength(8);
    for (const { name, properties } of working) {
      const { deadLetterTargetArn, maxReceiveCount } = properties.RedrivePolicy as {
        deadLetterTargetArn: Reference;
        maxReceiveCount: number;
      };
      const target = queues.find(({ id }) => id === deadLetterTargetArn["Fn::GetAtt"][0]);
      expect(target?.name).toBe(`${name}-dead-letters`);
      expect(target?.properties.MessageRetentionPeriod).toBe(1_209_600);
      expect(maxReceiveCount).toBe(5);
    }
  });

  it("hide a message six times as long as its function may take", () => {
    for (const { id, name, properties } of working) {
      const worker = functions.find(
        ({ Properties }) => Properties.FunctionName === `dear-colleague-prod-${name}`,
      );
      expect(mappingOf(id)?.FunctionName).toEqual({ Ref: worker?.id });
      expect(properties.VisibilityTimeout).toBeGreaterThanOrEqual(
        6 * Number(worker?.Properties.Timeout),
      );
    }
  });

  it("return a dead worker's events before the grace ends: later, their absence would count as a no", () => {
    const feedback = working.find(({ name }) => name === "record-feedback");
    const grace = environmentSchema.shape.GRACE_MS.parse(undefined);
    expect(Number(feedback?.properties.VisibilityTimeout) * 1_000 * 2).toBeLessThanOrEqual(grace);
    expect(
      functions.filter(({ Properties }) =>
        JSON.stringify(Properties.Environment ?? {}).includes("GRACE_MS"),
      ),
    ).toEqual([]);
  });

  it("hand work over in suitable portions, and take back only what failed", () => {
    const how = (name: string) => mappingOf(working.find(queue => queue.name === name)?.id ?? "");
    const partial = { FunctionResponseTypes: ["ReportBatchItemFailures"] };
    expect(how("address-edition")).toMatchObject({
      ...partial,
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    expect(how("send-batch")).toMatchObject({
      ...partial,
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    expect(how("record-feedback")).toMatchObject({
      ...partial,
      BatchSize: 1_000,
      MaximumBatchingWindowInSeconds: 10,
      ScalingConfig: { MaximumConcurrency: 5 },
    });
  });

  it("have as many senders as the account's rate needs", () => {
    for (const [maxSendRate, workers] of [
      [1, 2],
      [14, 2],
      [200, 4],
      [500, 10],
    ] as const) {
      const mappings = resources(
        templates({ maxSendRate }).pipeline,
        "AWS::Lambda::EventSourceMapping",
      );
      const sizes = mappings.map(
        ({ Properties }) => Properties.ScalingConfig as { MaximumConcurrency: number },
      );
      expect(sizes.map(size => size.MaximumConcurrency).sort((a, b) => a - b)).toEqual(
        [2, 2, workers, 5].sort((a, b) => a - b),
      );
    }
  });

  it("are encrypted, and accept only TLS", () => {
    const policies = resources(pipeline, "AWS::SQS::QueuePolicy");
    for (const { id, properties } of queues) {
      expect(properties.SqsManagedSseEnabled).toBe(true);
      const policy = policies.find(({ Properties }) =>
        JSON.stringify(Properties.Queues).includes(`"${id}"`),
      );
      expect(JSON.stringify(policy)).toContain(
        '"Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"',
      );
    }
  });
});
