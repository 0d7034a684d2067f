import type { NoticeText } from "../../core/bulletins/notice.ts";
import { lazily } from "../lazily.ts";

/** A tick of the clock must not wait long for a notice. */
const maxWaitMs = 5_000;

/**
 * Returns a function that publishes notices to the topic of the alarms. SNS still works when SES
 * does not send, and that is one reason for a notice. The first notice loads the client.
 */
export function noticesTo(topicArn: string): (notice: NoticeText) => Promise<void> {
  const sns = lazily(async () => {
    const { PublishCommand, SNSClient } = await import("@aws-sdk/client-sns");
    return { client: new SNSClient({}), PublishCommand };
  });
  return async ({ subject, text }) => {
    const { client, PublishCommand } = await sns();
    const command = new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text });
    await client.send(command, { abortSignal: AbortSignal.timeout(maxWaitMs) });
  };
}
