import { setTimeout as sleep } from "node:timers/promises";
import {
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { eventsOf } from "../../infra/local/aws/ses/events/events.ts";
import type { Taken } from "./count-arrivals.ts";
import { personAt } from "./people.ts";

/** Events that may wait in the queue: the local SQS holds them in memory, a few kilobytes each. */
const mostInQueue = 4_000;
/** What SQS takes in one request. SNS delivers one message at a time, which would cost the local SQS ten times the work. */
const perRequest = 10;
const atATime = 4;
/** Milliseconds. */
const pause = 10;

/** Of each message what its events cannot be made without: a million of them may have to wait. */
type Held = {
  readonly messageId: string;
  readonly at: number;
  readonly person: number;
  readonly edition: string;
  readonly batch: string;
  readonly position: string;
};

/** Publishes the Send and Delivery events of messages to a queue, and holds back what the queue has no room for. */
export function startHeldEvents(sqs: SQSClient, QueueUrl: string) {
  let held: Held[] = [];
  let head = 0;
  let latest: Pick<Taken, "fields" | "source"> = { fields: [], source: "" };
  const due: string[] = [];
  let publishing = 0;
  let lastPublished = 0;
  // A part of a request's text keeps all of it in memory: one text of each kind is enough.
  const texts = new Map<string, string>();
  const kept = (text = ""): string => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };

  const nextEvents = (): string[] => {
    while (due.length < perRequest && head < held.length) {
      const { messageId, at, person, ...tags } = held[head++] as Held;
      const { email } = personAt(person);
      const own = latest.fields.map(field =>
        field.name === "To" ? { ...field, value: email } : field,
      );
      due.push(
        ...eventsOf(
          { messageId, at, source: latest.source, destinations: [email], tags, subject: "" },
          own,
        ),
      );
      if (head > 10_000 && head * 2 > held.length) {
        held = held.slice(head);
        head = 0;
      }
    }
    return due.splice(0, perRequest);
  };
  const publish = async (events: readonly string[]): Promise<void> => {
    const Entries = events.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    const answer = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    lastPublished = Date.now();
    if (answer.Failed?.length) throw new Error("the local SQS did not take an event");
  };
  const room = async (): Promise<number> => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] }),
    );
    return mostInQueue - Number(Attributes?.ApproximateNumberOfMessages ?? 0);
  };
  const run = async (): Promise<never> => {
    for (;;) {
      let left = head < held.length || due.length > 0 ? await room() : 0;
      // As much as there is room for; then the queue is asked again.
      await Promise.all(
        Array.from({ length: atATime }, async () => {
          while (left > 0) {
            const events = nextEvents();
            if (events.length === 0) return;
            left -= events.length;
            publishing += events.length;
            await publish(events);
            publishing -= events.length;
          }
        }),
      );
      await sleep(pause);
    }
  };
  // Without its events a run would wait for ever: it had better end.
  run().catch(error => {
    console.error(error);
    process.exit(1);
  });

  return {
    hold: (message: Taken): void => {
      latest = message;
      const { messageId, at, person, tags } = message;
      const [edition, batch, position] = [
        kept(tags.edition),
        kept(tags.batch),
        kept(tags.position),
      ];
      held.push({ messageId, at, person, edition, batch, position });
    },
    length: (): number => (held.length - head) * 2 + due.length + publishing,
    lastPublished: (): number => lastPublished,
  };
}
