import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { buildApp } from "fauxqs";

const actions = [
  [CreateQueueCommand, "CreateQueue"],
  [GetQueueAttributesCommand, "GetQueueAttributes"],
  [ReceiveMessageCommand, "ReceiveMessage"],
  [DeleteMessageBatchCommand, "DeleteMessageBatch"],
  [ChangeMessageVisibilityCommand, "ChangeMessageVisibility"],
  [SendMessageBatchCommand, "SendMessageBatch"],
] as const;

/**
 * Returns a client of an SQS in this process: it hands the requests over without a network, a
 * signature or retries. It knows the actions of queues, of triggers and of SES's events.
 */
export function clientWithin(app: ReturnType<typeof buildApp>): Pick<SQSClient, "send"> {
  const send = async (
    command: { readonly input: object },
    { abortSignal }: { readonly abortSignal?: AbortSignal } = {},
  ) => {
    const action = actions.find(([kind]) => command instanceof kind)?.[1];
    if (action === undefined) throw new Error("the local SQS is not asked for this in its process");
    const answer = app.inject({
      method: "POST",
      url: "/",
      headers: {
        host: "127.0.0.1",
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `AmazonSQS.${action}`,
      },
      payload: JSON.stringify(command.input),
    });
    const { statusCode, payload } = await (abortSignal ? orAborted(answer, abortSignal) : answer);
    if (statusCode !== 200) throw new Error(`the local SQS answered ${statusCode}: ${payload}`);
    return JSON.parse(payload);
  };
  return { send: send as SQSClient["send"] };
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
