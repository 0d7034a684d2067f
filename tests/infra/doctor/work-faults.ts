import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import { onTestFinished } from "vitest";
import { noteTick } from "../../../functions/store/sending/ticks.ts";
import { examineStage, type TestStage } from "./a-stage.ts";
import { change, type Fault, nowhere } from "./fault.ts";

const queue = ({ local }: TestStage, name: string) => `${local.pipeline.table.name}-${name}`;
const urlOf = async (s: TestStage, name: string) =>
  (await s.sqs.send(new GetQueueUrlCommand({ QueueName: queue(s, name) }))).QueueUrl;

/** Deletes a queue for as long as the test lasts: the pipeline's end asks for it. */
async function withoutQueue(s: TestStage, name: string): Promise<void> {
  await s.sqs.send(new DeleteQueueCommand({ QueueUrl: await urlOf(s, name) }));
  onTestFinished(
    async () => void (await s.sqs.send(new CreateQueueCommand({ QueueName: queue(s, name) }))),
  );
}

/** What can be wrong with queues, clock and the way of the events. */
export const workFaults: readonly Fault[] = [
  ...["address-edition", "send-batch", "record-feedback", "import-list"].flatMap(
    (name): Fault[] => [
      {
        fault: `the queue ${name} is missing`,
        check: `queue ${name}`,
        says: /no queue/,
        stops: name !== "import-list",
        plant: s => withoutQueue(s, name),
      },
      {
        fault: `a letter lies dead behind ${name}`,
        check: `dead letters ${name}`,
        says: /^1 message could not be handled/,
        stops: false,
        plant: async s =>
          s.sqs.send(
            new SendMessageCommand({
              QueueUrl: await urlOf(s, `${name}-dead-letters`),
              MessageBody: "{}",
            }),
          ),
      },
    ],
  ),
  {
    fault: "a queue has no dead-letter queue",
    check: "queue send-batch",
    says: /no alarm reports them/,
    stops: false,
    plant: async s =>
      s.sqs.send(
        new SetQueueAttributesCommand({
          QueueUrl: await urlOf(s, "send-batch"),
          Attributes: { RedrivePolicy: "" },
        }),
      ),
  },
  {
    fault: "a dead-letter queue is missing",
    check: "dead letters send-batch",
    says: /no queue/,
    stops: false,
    plant: s => withoutQueue(s, "send-batch-dead-letters"),
  },
  {
    fault: "SQS cannot be reached",
    check: "queue address-edition",
    says: /SQS does not answer/,
    stops: true,
    plant: async s => {
      s.endpoints.sqs = await nowhere();
    },
  },
  {
    fault: "there is no schedule",
    check: "clock schedule",
    says: /no schedule/,
    stops: true,
    plant: change(s => {
      s.rest.schedule = undefined;
    }),
  },
  {
    fault: "the schedule is switched off",
    check: "clock schedule",
    says: /switched off/,
    stops: true,
    plant: change(s => {
      if (s.rest.schedule) s.rest.schedule.State = "DISABLED";
    }),
  },
  {
    fault: "the scheduler cannot be reached",
    check: "clock schedule",
    says: /does not answer/,
    stops: true,
    plant: async s => {
      s.endpoints.scheduler = await nowhere();
    },
  },
  {
    fault: "the clock has been silent",
    check: "clock",
    says: /silent for 4 minutes/,
    stops: true,
    plant: s => noteTick(s.local.pipeline.table, Date.now() - 240_000),
  },
  {
    fault: "the largest list is larger than the quota",
    check: "quota",
    says: /12 colleagues, but SES accepts only 10 in 24/,
    stops: true,
    ses: { max24HourSend: 10, maxSendRate: 14 },
    plant: () => {},
  },
  {
    fault: "the quota of today is nearly spent",
    check: "quota",
    says: /only 11 are left/,
    stops: false,
    ses: { max24HourSend: 14, maxSendRate: 14 },
    plant: async s => {
      await examineStage(s);
    },
  },
  {
    fault: "SES refuses the trial",
    check: "event path",
    says: /refuses a trial message\. MessageRejected/,
    stops: true,
    plant: s => s.local.ses.faults.set({ refuse: true }),
  },
  {
    fault: "events are lost on their way",
    check: "event path",
    says: /Delivery event and the Bounce event had not.*No events wait/,
    stops: true,
    plant: s => {
      s.manner.eventWaitMs = 700;
      s.local.ses.faults.set({ loseEvents: true });
    },
  },
];
