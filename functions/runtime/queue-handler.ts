import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import type * as z from "zod";

/** Milliseconds before its timeout at which a function stops taking on work. */
const margin = 15_000;

export type QueueHandler = (event: SQSEvent, context: Pick<Context, "getRemainingTimeInMillis">) => Promise<SQSBatchResponse>;

/**
 * A handler for messages of one shape. Each is handled on its own; "again" or a throw hands back that message alone.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function queueHandler<Message>(schema: z.ZodType<Message>, handle: (message: Message, timeIsUp: () => boolean) => Promise<"handled" | "again">): QueueHandler {
  return async (event, context) => {
    const timeIsUp = () => context.getRemainingTimeInMillis() < margin;
    const results = await Promise.all(
      event.Records.map(async record => {
        try {
          return (await handle(schema.parse(JSON.parse(record.body)), timeIsUp)) === "handled" ? [] : [record.messageId];
        } catch (error) {
          console.error(JSON.stringify({ event: "message-failed", messageId: record.messageId, error: String(error) }));
          return [record.messageId];
        }
      }),
    );
    return { batchItemFailures: results.flat().map(itemIdentifier => ({ itemIdentifier })) };
  };
}

/** Makes a value when it is first asked for, and keeps it: a cold start reads the environment once, and importing reads nothing. */
export function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
