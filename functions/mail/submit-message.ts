import { GetSendQuotaCommand, type MessageTag, type SESClient, SendRawEmailCommand } from "@aws-sdk/client-ses";
import * as z from "zod";
import type { MessagePlace } from "../core/ledger/ses-event.ts";
import { classifySubmitError, type SubmitOutcome } from "../core/sending/sending-problem.ts";

export type RawMessage = {
  readonly data: Uint8Array;
  /** The envelope (RFC 5321): who gets bounces, and who gets the message. Bare ASCII addresses. */
  readonly source: string;
  readonly destination: string;
  /** Where in the ledger it belongs; nowhere, if it is a test. */
  readonly place?: MessagePlace | undefined;
  readonly configurationSet?: string | undefined;
  /** Asked right before the request goes to its connection: a process may have been stopped since it decided to send. */
  readonly mayStillGo?: (() => boolean) | undefined;
};

/** `mayStillGo` said no: nothing was handed to SES. */
export class TooLate extends Error {
  override readonly name = "TooLate";
}

/**
 * Hands one message to SES, once: the client must not retry (`maxAttempts: 1`), since SES has no idempotency token.
 * "accepted" does not mean that anyone received it. Throws `TooLate`.
 */
export async function submit(ses: SESClient, message: RawMessage): Promise<SubmitOutcome> {
  const command = new SendRawEmailCommand({
    RawMessage: { Data: message.data },
    Source: message.source,
    Destinations: [message.destination],
    Tags: tagsOf(message.place),
    ConfigurationSetName: message.configurationSet,
  });
  const { mayStillGo = () => true } = message;
  command.middlewareStack.add(
    next => args => {
      if (!mayStillGo()) throw new TooLate("the time for this message was over before it was handed to SES");
      return next(args);
    },
    // After it is signed, the last thing before the connection.
    { step: "deserialize", priority: "low", name: "mayStillGo" },
  );
  try {
    const answer = await ses.send(command);
    return answer.MessageId === undefined ? { kind: "uncertain" } : { kind: "accepted", messageId: answer.MessageId };
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TooLate) throw error;
    const { code, $metadata } = error as { code?: string; $metadata?: { httpStatusCode?: number } };
    return classifySubmitError({ name: error.name, message: error.message, code, status: $metadata?.httpStatusCode });
  }
}

/** What SES's events carry back. Without a place they are taken for events of a message that is not ours. */
function tagsOf(place: MessagePlace | undefined): MessageTag[] {
  if (!place) return [{ Name: "kind", Value: "test" }];
  return [
    { Name: "edition", Value: place.edition },
    { Name: "batch", Value: place.batch },
    { Name: "position", Value: String(place.position) },
  ];
}

/** The account's live limits. `remaining` of the last 24 hours' quota; a quota of -1 is unlimited. */
export type Quota = { readonly maxSendRate: number; readonly max24HourSend: number; readonly remaining: number };

/** SES's answer has no quota in it that anything could be reckoned with. The message follows SES's name in a sentence. */
export class UnusableQuota extends Error {
  override readonly name = "UnusableQuota";
}

const quotaAnswer = z.object({
  MaxSendRate: z.number().nonnegative(),
  Max24HourSend: z.union([z.number().nonnegative(), z.literal(-1)]),
  SentLast24Hours: z.number().nonnegative(),
});

/**
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_GetSendQuota.html: at most one call a second. Throws UnusableQuota where a
 * figure is absent, negative or no number.
 */
export async function getQuota(ses: SESClient, abortSignal?: AbortSignal): Promise<Quota> {
  const answer = await ses.send(new GetSendQuotaCommand({}), abortSignal && { abortSignal });
  const read = quotaAnswer.safeParse(answer);
  if (!read.success) {
    const figure = String(read.error.issues[0]?.path[0] ?? "MaxSendRate");
    const given = String((answer as unknown as Record<string, unknown>)[figure] ?? "missing");
    throw new UnusableQuota(`gives a quota that cannot be used (${figure} is ${given})`);
  }
  const { MaxSendRate, Max24HourSend, SentLast24Hours } = read.data;
  const remaining = Max24HourSend < 0 ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor(Max24HourSend - SentLast24Hours));
  return { maxSendRate: MaxSendRate, max24HourSend: Max24HourSend, remaining };
}
