import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { openSubmission } from "../../../functions/runtime/aws-clients.ts";
import { sendBatchOrTrial } from "../../../functions/send-batch.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { namesOf } from "../../../infra/names.ts";
import { serve } from "./serve.ts";

export type Subscription = {
  readonly topic: string;
  readonly protocol: "sqs" | "email";
  endpoint: string;
  /** "PendingConfirmation" until it is confirmed. */
  arn: string;
  attributes: Record<string, string>;
};
export type Mapping = { readonly function: string; queue: string; state: string };

/** How work, events and alarms get on: changed in place to plant a fault. */
export type Work = {
  topics: string[];
  subscriptions: Subscription[];
  mappings: Mapping[];
  /** What an invocation of send-batch meets. */
  sendBatch: "works" | "may not send" | "fails" | "is not there";
};

const account = "arn:aws:sns:eu-west-2:000000000000";

export function goodWork(stage: string, alarmEmail: string): Work {
  const names = namesOf(stage);
  const queues = ["address-edition", "send-batch", "record-feedback", "import-list"] as const;
  return {
    topics: [names.eventTopic, names.alarmTopic],
    subscriptions: [
      {
        topic: names.eventTopic,
        protocol: "sqs",
        endpoint: `arn:aws:sqs:eu-west-2:000000000000:${names.queue("record-feedback")}`,
        arn: `${account}:${names.eventTopic}:1`,
        attributes: {
          RawMessageDelivery: "true",
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: `arn:aws:sqs:eu-west-2:000000000000:${names.deadLetters("record-feedback")}`,
          }),
        },
      },
      {
        topic: names.alarmTopic,
        protocol: "email",
        endpoint: alarmEmail,
        arn: `${account}:${names.alarmTopic}:2`,
        attributes: {},
      },
    ],
    mappings: queues.map(name => ({
      function: names.function(name),
      queue: names.queue(name),
      state: "Enabled",
    })),
    sendBatch: "works",
  };
}

const xml = (action: string, result: string) =>
  `<${action}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><${action}Result>${result}</${action}Result></${action}Response>`;
const xmlError = (code: string, message: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

/** SNS, as far as the doctor asks it. */
export function sns(work: Work) {
  return serve(async request => {
    const form = new URLSearchParams((await buffer(request)).toString());
    const action = form.get("Action") ?? "";
    if (action === "GetSubscriptionAttributes") {
      const found = work.subscriptions.find(({ arn }) => arn === form.get("SubscriptionArn"));
      const entries = Object.entries(found?.attributes ?? {}).map(
        ([key, value]) =>
          `<entry><key>${key}</key><value>${value.replaceAll('"', "&quot;")}</value></entry>`,
      );
      return { status: 200, body: xml(action, `<Attributes>${entries.join("")}</Attributes>`) };
    }
    const topic = (form.get("TopicArn") ?? "").replace(/^.*:/, "");
    if (!work.topics.includes(topic))
      return { status: 404, body: xmlError("NotFound", "Topic does not exist") };
    const members = work.subscriptions
      .filter(each => each.topic === topic)
      .map(
        ({ arn, protocol, endpoint }) =>
          `<member><SubscriptionArn>${arn}</SubscriptionArn><Protocol>${protocol}</Protocol><Endpoint>${endpoint}</Endpoint></member>`,
      );
    return { status: 200, body: xml(action, `<Subscriptions>${members.join("")}</Subscriptions>`) };
  });
}

/** Lambda: its event source mappings, and send-batch, which really runs. */
export function lambda(work: Work, open: () => Pipeline) {
  return serve(async request => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://lambda");
    if (!pathname.endsWith("/invocations")) {
      const EventSourceMappings = work.mappings
        .filter(mapping => mapping.function === searchParams.get("FunctionName"))
        .map(({ queue, state }, index) => ({
          UUID: `uuid-${index}`,
          State: state,
          EventSourceArn: `arn:aws:sqs:eu-west-2:000000000000:${queue}`,
        }));
      return { status: 200, body: { EventSourceMappings } };
    }
    return invoke(work, open, request);
  });
}

async function invoke(work: Work, open: () => Pipeline, request: IncomingMessage) {
  const event: unknown = JSON.parse((await buffer(request)).toString());
  if (work.sendBatch === "is not there")
    return {
      status: 404,
      body: { message: "Function not found" },
      headers: { "x-amzn-errortype": "ResourceNotFoundException" },
    };
  if (work.sendBatch === "fails")
    return {
      status: 200,
      body: { errorMessage: "Task timed out" },
      headers: { "x-amz-function-error": "Unhandled" },
    };
  const run = sendBatchOrTrial(async () =>
    work.sendBatch === "may not send" ? withoutPermission(open()) : open(),
  );
  return {
    status: 200,
    body: (await run(event, { getRemainingTimeInMillis: () => 60_000 })) as object,
  };
}

/** The pipeline of a role that may not send: SES answers so. */
async function withoutPermission(pipeline: Pipeline): Promise<Pipeline> {
  const message =
    "User: arn:aws:sts::000000000000:assumed-role/send-batch is not authorized to perform: ses:SendRawEmail";
  const endpoint = await serve(async () => ({
    status: 403,
    body: xmlError("AccessDenied", message),
  }));
  const submit = openSubmission(
    { endpoint, region: "eu-west-2", credentials: { accessKeyId: "a", secretAccessKey: "b" } },
    5_000,
    "direct",
  );
  return { ...pipeline, submit };
}
