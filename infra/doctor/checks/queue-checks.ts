import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { queueNames, sends } from "../../names.ts";
import { type Check, right, wrong } from "../check.ts";
import type { Deployment } from "../examined-deployment.ts";

/** The number of messages in a queue: waiting, and being handled. */
export type Backlog = { readonly waiting: number; readonly handled: number };

/** Does each queue exist, have a dead-letter queue, and have nothing in that one? */
export function queueChecks({ sqs, queues, deploy }: Deployment): Check[] {
  return queueNames.flatMap((short): Check[] => {
    const { name, deadLetters } = queues[short];
    return [
      {
        name: `queue ${short}`,
        asks: "SQS",
        stops: sends(short),
        look: async () => {
          const found = await attributesOf(sqs, name);
          if (!found) return wrong(`There is no queue ${name}.`, deploy);
          const target = /"deadLetterTargetArn"\s*:\s*"([^"]*)"/.exec(
            found.RedrivePolicy ?? "",
          )?.[1];
          if (target?.endsWith(`:${deadLetters}`))
            return right(`The queue exists: ${backlogText(backlogOf(found))}.`);
          return wrong(
            `Messages that cannot be handled do not go to ${deadLetters}, so no alarm reports them.`,
            deploy,
            {
              stops: false,
            },
          );
        },
      },
      deadLettersCheck(sqs, {
        of: short,
        queue: deadLetters,
        deploy,
        fix: `Read the logs of ${short} and fix the cause. Then redrive the messages: SQS console, ${deadLetters}, “Start DLQ redrive”, “Redrive to a custom destination”, ${name}. A second redrive does no harm.`,
      }),
    ];
  });
}

function deadLettersCheck(
  sqs: SQSClient,
  {
    of,
    queue,
    deploy,
    fix,
  }: { readonly of: string; readonly queue: string; readonly deploy: string; readonly fix: string },
): Check {
  return {
    name: `dead letters ${of}`,
    asks: "SQS",
    stops: false,
    look: async () => {
      const found = await attributesOf(sqs, queue);
      if (!found) return wrong(`There is no queue ${queue}.`, deploy);
      const { waiting, handled } = backlogOf(found);
      return waiting + handled === 0
        ? right("None.")
        : wrong(`${messages(waiting + handled)} could not be handled.`, fix);
    },
  };
}

/** Returns the backlog of a queue, by its name in SQS; undefined if there is no such queue. */
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
    return (
      (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))).Attributes ?? {}
    );
  } catch (error) {
    if (error instanceof Error && /QueueDoesNotExist|NonExistentQueue/.test(error.name))
      return undefined;
    throw error;
  }
}

function backlogText({ waiting, handled }: Backlog): string {
  if (waiting + handled === 0) return "nothing waits";
  return `${waiting} ${waiting === 1 ? "waits" : "wait"}, ${handled} ${handled === 1 ? "is" : "are"} being handled`;
}

function messages(count: number): string {
  return count === 1 ? "1 message" : `${count} messages`;
}
