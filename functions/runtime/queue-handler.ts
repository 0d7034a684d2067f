import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import type * as z from "zod";
import type { Pipeline } from "../steps/pipeline.ts";

/** Milliseconds before its timeout at which a function stops taking on work. */
const margin = 15_000;

export type QueueHandler = (event: SQSEvent, context: Pick<Context, "getRemainingTimeInMillis">) => Promise<SQSBatchResponse>;
export type HandleMessage<Message> = (pipeline: Pipeline, message: Message, timeIsUp: () => boolean) => Promise<void>;

/**
 * A handler for messages of one shape. Each is handled on its own; a throw hands back that message alone. Work that goes on later is
 * queued as a new message: it is no failure, and must not count towards the dead letters.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function queueHandler<Message>(
  open: () => Pipeline | Promise<Pipeline>,
  schema: z.ZodType<Message>,
  handle: HandleMessage<Message>,
): QueueHandler {
  return async (event, context) => {
    const pipeline = await open();
    const timeIsUp = () => context.getRemainingTimeInMillis() < margin;
    const results = await Promise.all(
      event.Records.map(async ({ body, messageId }) => {
        try {
          await handle(pipeline, schema.parse(JSON.parse(body)), timeIsUp);
          return [];
        } catch (error) {
          pipeline.log("message-failed", { message: messageId, error: String(error) });
          return [messageId];
        }
      }),
    );
    return { batchItemFailures: results.flat().map(itemIdentifier => ({ itemIdentifier })) };
  };
}
