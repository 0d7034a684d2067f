import { GetQueueAttributesCommand, GetQueueUrlCommand, type QueueAttributeName, type SQSClient } from "@aws-sdk/client-sqs";
import { queueNames } from "../../names.ts";
import { type Check, right, wrong } from "../check.ts";
import type { Deployment, OnAws } from "../examined-deployment.ts";

/** How many messages a queue has: waiting, and being handled. */
export type Backlog = { readonly waiting: number; readonly handled: number };

/** Each queue with where its failures go, and whether any lie there. */
export function queueChecks({ sqs, queues, deploy }: Deployment): Check[] {
  return queueNames.flatMap((short): Check[] => {
    const { name, deadLetters } = queues[short];
    return [
      {
        name: `queue ${short}`,
        asks: "SQS",
        stops: true,
        look: async () => {
          const found = await attributesOf(sqs, name);
          if (!found) return wrong(`There is no queue ${name}.`, deploy);
          const target = /"deadLetterTargetArn"\s*:\s*"([^"]*)"/.exec(found.RedrivePolicy ?? "")?.[1];
          if (target?.endsWith(`:${deadLetters}`)) return right(`It is there; ${say(backlogOf(found))}.`);
          return wrong(`What cannot be handled does not go to ${deadLetters}, and nobody would hear of it.`, deploy, {
            stops: false,
          });
        },
      },
      deadLettersCheck(
        sqs,
        short,
        deadLetters,
        deploy,
        `Read why in the logs of ${short}; mend that; then hand them back: SQS console, ${deadLetters}, “Start DLQ redrive”. Doing so twice does no harm.`,
      ),
    ];
  });
}

/** What SNS could not put into the queue of record-feedback: only a deployment has it. */
export function undeliveredCheck({ sqs, queues, deploy }: Deployment, { undelivered }: OnAws): Check {
  const queue = queues["record-feedback"].name;
  const fix = `See that ${queue} is there and that its policy lets the topic send to it; then SQS console, ${undelivered}, “Start DLQ redrive” to ${queue}.`;
  return deadLettersCheck(sqs, "ses-events", undelivered, deploy, fix);
}

function deadLettersCheck(sqs: SQSClient, of: string, queue: string, deploy: string, fix: string): Check {
  return {
    name: `dead letters ${of}`,
    asks: "SQS",
    stops: false,
    look: async () => {
      const found = await attributesOf(sqs, queue);
      if (!found) return wrong(`There is no queue ${queue}.`, deploy);
      const { waiting, handled } = backlogOf(found);
      return waiting + handled === 0 ? right("None.") : wrong(`${waiting + handled} could not be handled.`, fix);
    },
  };
}

/** The backlog of a queue by its name in SQS; undefined where there is none of this name. */
export async function readBacklog(sqs: SQSClient, name: string): Promise<Backlog | undefined> {
  const found = await attributesOf(sqs, name);
  return found && backlogOf(found);
}

type Attributes = Partial<Record<QueueAttributeName, string>>;

function backlogOf(attributes: Attributes): Backlog {
  return {
    waiting: Number(attributes.ApproximateNumberOfMessages ?? 0),
    handled: Number(attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
  };
}

async function attributesOf(sqs: SQSClient, QueueName: string): Promise<Attributes | undefined> {
  try {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    const AttributeNames: QueueAttributeName[] = [
      "RedrivePolicy",
      "ApproximateNumberOfMessages",
      "ApproximateNumberOfMessagesNotVisible",
    ];
    return (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))).Attributes ?? {};
  } catch (error) {
    if (error instanceof Error && /QueueDoesNotExist|NonExistentQueue/.test(error.name)) return undefined;
    throw error;
  }
}

function say({ waiting, handled }: Backlog): string {
  if (waiting + handled === 0) return "nothing waits";
  return `${waiting} ${waiting === 1 ? "waits" : "wait"}, ${handled} ${handled === 1 ? "is" : "are"} being handled`;
}
