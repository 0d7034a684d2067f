import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { namesOf } from "../../../infra/names.ts";
import { ann } from "../../examples/builders.ts";
import { aComposedEdition } from "../../steps/an-edition.ts";
import type { TestStage } from "./a-stage.ts";
import type { Work } from "./an-aws-of-work.ts";
import { change, type Fault, nowhere } from "./fault.ts";

const without = (what: keyof ReturnType<typeof namesOf>) => (s: TestStage) => {
  s.work.topics = s.work.topics.filter(topic => topic !== namesOf(s.stage.name)[what]);
};
const subscription = (s: TestStage, protocol: "sqs" | "email") =>
  s.work.subscriptions.find(each => each.protocol === protocol);
const noSubscription = (protocol: "sqs" | "email") => (s: TestStage) => {
  s.work.subscriptions = s.work.subscriptions.filter(each => each.protocol !== protocol);
};
const sendBatch = (how: Work["sendBatch"]) => (s: TestStage) => {
  s.work.sendBatch = how;
};
const mapping = (s: TestStage, name: string) =>
  s.work.mappings.find(each => each.function.endsWith(name));

/** What can be wrong with how work, events and alarms get from one service to the next, and with what waits for a person. */
export const wayFaults: readonly Fault[] = [
  ...["address-edition", "send-batch", "record-feedback", "import-list"].map(
    (name): Fault => ({
      fault: `nothing hands ${name} its messages`,
      check: `trigger ${name}`,
      says: /^Nothing hands/,
      stops: name !== "import-list",
      plant: change(s => {
        s.work.mappings = s.work.mappings.filter(each => each !== mapping(s, name));
      }),
    }),
  ),
  {
    fault: "a trigger is switched off",
    check: "trigger record-feedback",
    says: /is off \(Disabled\)/,
    stops: true,
    plant: change(s => {
      const found = mapping(s, "record-feedback");
      if (found) found.state = "Disabled";
    }),
  },
  {
    fault: "a trigger has another queue",
    check: "trigger send-batch",
    says: /send-batch gets the messages of others\.$/,
    stops: true,
    plant: change(s => {
      const found = mapping(s, "send-batch");
      if (found) found.queue = "others";
    }),
  },
  {
    fault: "a function has a second trigger",
    check: "trigger send-batch",
    says: /also gets the messages of others/,
    stops: false,
    plant: s =>
      s.work.mappings.push({
        function: namesOf(s.stage.name).function("send-batch"),
        queue: "others",
        state: "Enabled",
      }),
  },
  {
    fault: "Lambda cannot be reached",
    check: "trigger address-edition",
    says: /Lambda does not answer/,
    stops: true,
    plant: async s => {
      s.endpoints.lambda = await nowhere();
    },
  },
  {
    fault: "there is no topic of events",
    check: "event subscription",
    says: /no topic/,
    stops: true,
    plant: change(without("eventTopic")),
  },
  {
    fault: "events do not go into their queue",
    check: "event subscription",
    says: /do not go from the topic/,
    stops: true,
    plant: change(noSubscription("sqs")),
  },
  {
    fault: "events are wrapped by SNS",
    check: "event subscription",
    says: /raw message delivery is off/,
    stops: true,
    plant: change(s => {
      const found = subscription(s, "sqs");
      if (found) found.attributes.RawMessageDelivery = "false";
    }),
  },
  {
    fault: "events that cannot be handed on are lost",
    check: "event subscription",
    says: /is lost/,
    stops: false,
    plant: change(s => {
      delete subscription(s, "sqs")?.attributes.RedrivePolicy;
    }),
  },
  {
    fault: "SNS cannot be reached",
    check: "event subscription",
    says: /SNS does not answer/,
    stops: true,
    plant: async s => {
      s.endpoints.sns = await nowhere();
    },
  },
  {
    fault: "there is no topic of alarms",
    check: "alarm subscription",
    says: /nobody gets alarms/,
    stops: false,
    plant: change(without("alarmTopic")),
  },
  {
    fault: "nobody is subscribed to alarms",
    check: "alarm subscription",
    says: /the subscription is missing/,
    stops: false,
    plant: change(noSubscription("email")),
  },
  {
    fault: "the subscription to alarms is not confirmed",
    check: "alarm subscription",
    says: /not confirmed/,
    stops: false,
    plant: change(s => {
      const found = subscription(s, "email");
      if (found) found.arn = "PendingConfirmation";
    }),
  },
  {
    fault: "an edition is held",
    check: "held editions",
    says: /^1 edition waits for a person: care-weekly_\S+ \(paused: An approver or operator paused it on its page\.\)/,
    stops: false,
    plant: async s => {
      const { id } = await aComposedEdition(s.local, { id: "care-weekly" });
      // It is being addressed now, or is sent.
      for (const from of ["addressing", "sending"] as const)
        await holdEdition(s.local.pipeline, { id: id, status: from }, { code: "paused" }, ann);
    },
  },
  {
    fault: "send-batch may not send",
    check: "sending role",
    says: /may not send\..*AccessDenied/,
    stops: true,
    plant: change(sendBatch("may not send")),
  },
  {
    fault: "send-batch fails",
    check: "sending role",
    says: /failed.*Task timed out/,
    stops: true,
    plant: change(sendBatch("fails")),
  },
  {
    fault: "there is no send-batch",
    check: "sending role",
    says: /no function/,
    stops: true,
    plant: change(sendBatch("is not there")),
  },
];
