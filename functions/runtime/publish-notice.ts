import type { NoticeText } from "../core/bulletins/notice.ts";
import { lazily } from "./lazily.ts";

/** Milliseconds: a tick of the clock must not wait long for a notice. */
const patienceMs = 5_000;

/**
 * Mails notices by the topic of the alarms: it works also when SES does not send, which is one of the things that there is to tell of.
 * The client is loaded when the first notice is given.
 */
export function noticesTo(topicArn: string): (notice: NoticeText) => Promise<void> {
  const sns = lazily(async () => {
    const { PublishCommand, SNSClient } = await import("@aws-sdk/client-sns");
    return { client: new SNSClient({}), PublishCommand };
  });
  return async ({ subject, text }) => {
    const { client, PublishCommand } = await sns();
    const command = new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text });
    await client.send(command, { abortSignal: AbortSignal.timeout(patienceMs) });
  };
}
