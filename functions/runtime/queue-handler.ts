import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod";
import type { Pipeline } from "../steps/pipeline.ts";

/** A function takes on no more work when less time than this remains. */
const marginMs = 15_000;

export type QueueHandler = (
  event: SQSEvent,
  context: Pick<Context, "getRemainingTimeInMillis">,
) => Promise<SQSBatchResponse>;
export type HandleMessage<Message> = (
  pipeline: Pipeline,
  message: Message,
  timeIsUp: () => boolean,
) => Promise<void>;

/**
 * Returns a handler for messages of one shape. A throw returns only that message to the queue. Work
 * that continues later is queued as a new message: it is no failure and must not count towards the
 * dead letters.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function queueHandler<Message>(
  open: () => Pipeline | Promise<Pipeline>,
  schema: z.ZodType<Message>,
  handle: HandleMessage<Message>,
): QueueHandler {
  return async (event, context) => {
    const pipeline = await open();
    const timeIsUp = () => context.getRemainingTimeInMillis() < marginMs;
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

/** Returns the log fields that identify a message. A malformed message has no edition or batch. */
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
