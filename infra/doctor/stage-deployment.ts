import type { Resolver } from "node:dns/promises";
import type { Endpoint } from "../../functions/runtime/aws-clients.ts";
import { namesOf, type QueueName } from "../names.ts";
import type { Stage } from "../read-stage.ts";
import { createClients } from "./clients.ts";
import type { Deployment } from "./examined-deployment.ts";

/** Returns the deployment of a stage, by the names in `infra/names.ts`. */
export function stageDeployment(
  stage: Stage,
  resolver: Resolver,
  endpoints: Parameters<typeof createClients>[0] = {},
): Deployment {
  const names = namesOf(stage.name);
  const { account, region, sendingDomain, identity } = stage;
  const at = (endpoint: Endpoint = {}): Endpoint => ({ region, ...endpoint });
  const { secrets, scheduler, sns, lambda, ...clients } = createClients({
    dynamodb: at(endpoints.dynamodb),
    sqs: at(endpoints.sqs),
    ses: at(endpoints.ses),
    sns: at(endpoints.sns),
    lambda: at(endpoints.lambda),
    secrets: at(endpoints.secrets),
    scheduler: at(endpoints.scheduler),
  });
  const queue = (name: QueueName) => ({
    name: names.queue(name),
    deadLetters: names.deadLetters(name),
  });
  return {
    ...clients,
    aws: {
      account,
      region,
      sendingDomain,
      identity,
      reports: stage.alarmEmail,
      resolver,
      sns,
      lambda,
      secrets,
      scheduler,
      alarmTopic: names.alarmTopic,
      alarmEmail: stage.alarmEmail,
      functionOf: names.function,
      configurationSet: names.configurationSet,
      eventTopic: names.eventTopic,
      secret: names.secret,
      schedule: names.clock,
    },
    table: names.table,
    queues: {
      "address-edition": queue("address-edition"),
      "send-batch": queue("send-batch"),
      "record-feedback": queue("record-feedback"),
      "import-list": queue("import-list"),
    },
    from: stage.fromAddress,
    deploy: `Check that AWS_PROFILE names account ${account}, then deploy:\nnpm run deploy -- --stage ${stage.name}`,
    unreachable: "Check this machine's network and proxy, and AWS_ENDPOINT_URL_* if they are set.",
  };
}
