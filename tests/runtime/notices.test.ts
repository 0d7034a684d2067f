import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { expect, it, onTestFinished, vi } from "vitest";
import { readEnvironment } from "../../functions/runtime/environment.ts";
import { openPipeline } from "../../functions/runtime/open-pipeline.ts";
import { runClock } from "../../functions/steps/clock/run-clock.ts";
import { holdEdition } from "../../functions/steps/editions/hold-edition.ts";
import { localEndpoint } from "../../infra/local/aws/local-endpoint.ts";
import { ann } from "../examples/builders.ts";
import { aPipeline } from "../local-pipeline.ts";
import { anAddressedEdition, colleagues } from "../steps/an-edition.ts";

it("mails a notice by the topic that the environment names, with a link to the editors' site", async () => {
  const local = await aPipeline();
  const [sns, sqs] = [
    new SNSClient(localEndpoint(local.endpoints.sqs)),
    new SQSClient(localEndpoint(local.endpoints.sqs)),
  ];
  onTestFinished(() => {
    sns.destroy();
    sqs.destroy();
  });
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "alarms" }));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "mailbox" }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }),
  );
  await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: Attributes?.QueueArn }),
  );
  const account = {
    AWS_REGION: "eu-west-2",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  };
  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL_SNS: local.endpoints.sqs,
    ...account,
  }))
    vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());

  const { edition } = await anAddressedEdition(local, colleagues(2));
  await holdEdition(local.pipeline, { id: edition.id, status: "sending" }, { code: "paused" }, ann);
  const given = {
    ...local.environment,
    ALARM_TOPIC_ARN: TopicArn,
    EDITORS_URL: "https://editors.example.org",
  };

  const opened = openPipeline(readEnvironment(given), {
    dynamodb: localEndpoint(local.endpoints.dynamodb),
    sqs: localEndpoint(local.endpoints.sqs),
    ses: localEndpoint(local.endpoints.ses),
  });
  await runClock({ ...opened, log: local.pipeline.log }, local.template);

  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }),
  );
  const mail = JSON.parse(Messages[0]?.Body ?? "{}");
  expect(mail).toMatchObject({ Subject: "Dear Colleague: an edition of Harbour Letters is held" });
  expect(mail.Message).toContain("Why: An approver or operator paused it on its page.");
  expect(mail.Message).toContain(`https://editors.example.org/editions/${edition.id}\n`);
  expect(local.logged.join("\n")).not.toContain("notice-failed");
});
