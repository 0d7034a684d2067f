import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod";
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
      event.Records.map(async record => {
        try {
          await handle(pipeline, schema.parse(JSON.parse(record.body)), timeIsUp);
          return [];
        } catch (error) {
          pipeline.log("message-failed", { ...nameOf(record), error: String(error) });
          return [record.messageId];
        }
      }),
    );
    return { batchItemFailures: results.flat().map(itemIdentifier => ({ itemIdentifier })) };
  };
}

const place = z.object({ edition: z.string(), batch: z.string().optional() });

/** What an operator needs to find a message and what it is about; of one that is malformed there is nothing to tell what it is about. */
function nameOf({ eventSourceARN, messageId, attributes, body }: SQSRecord) {
  const about = place.safeParse(jsonOf(body)).data;
  return {
    queue: eventSourceARN.slice(eventSourceARN.lastIndexOf(":") + 1),
    message: messageId,
    receives: Number(attributes.ApproximateReceiveCount),
    ...(about && { edition: about.edition }),
    ...(about?.batch !== undefined && { batch: about.batch }),
  };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
