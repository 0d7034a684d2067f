import { GetSendQuotaCommand, type SESClient, SendRawEmailCommand } from "@aws-sdk/client-ses";
import * as z from "zod";
import type { MessagePlace } from "../core/ledger/ses-event.ts";
import { classifySubmitError, type SubmitOutcome } from "../core/sending/sending-problem.ts";
import { joined, type Pieces } from "./pieces.ts";

export type RawMessage = {
  readonly data: Pieces;
  /**
   * The envelope (RFC 5321): the addresses for bounces and for the message. Bare ASCII addresses.
   */
  readonly source: string;
  readonly destination: string;
  /** The message's place in the ledger; undefined for a test. */
  readonly place?: MessagePlace | undefined;
  readonly configurationSet?: string | undefined;
  /**
   * Called right before the request goes to its connection:
   * the process may have been frozen since it decided to send.
   */
  readonly mayStillGo?: (() => boolean) | undefined;
};

/** `mayStillGo` returned false: SES received nothing. */
export class TooLate extends Error {
  override readonly name = "TooLate";
}

/**
 * Submits one message to SES, once. The client must not retry (`maxAttempts: 1`): SES has no
 * idempotency token. "accepted" does not mean that the message was delivered. Throws `TooLate`.
 */
export async function submit(ses: SESClient, message: RawMessage): Promise<SubmitOutcome> {
  const command = new SendRawEmailCommand({
    RawMessage: { Data: joined(message.data) },
    Source: message.source,
    Destinations: [message.destination],
    Tags: tagsOf(message.place),
    ConfigurationSetName: message.configurationSet,
  });
  const { mayStillGo = () => true } = message;
  command.middlewareStack.add(
    next => args => {
      if (!mayStillGo())
        throw new TooLate("the time to submit this message to SES ended before the request");
      return next(args);
    },
    // After signing: the last step before the connection.
    { step: "deserialize", priority: "low", name: "mayStillGo" },
  );
  try {
    const answer = await ses.send(command);
    return answer.MessageId === undefined
      ? { kind: "uncertain" }
      : { kind: "accepted", messageId: answer.MessageId };
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TooLate) throw error;
    const { code, $metadata } = error as { code?: string; $metadata?: { httpStatusCode?: number } };
    return classifySubmitError({
      name: error.name,
      message: error.message,
      code,
      status: $metadata?.httpStatusCode,
    });
  }
}

/**
 * Returns the tags that SES's events repeat. Events without a place count as of a foreign message.
 */
export function tagsOf(place: MessagePlace | undefined): { Name: string; Value: string }[] {
  if (!place) return [{ Name: "kind", Value: "test" }];
  return [
    { Name: "edition", Value: place.edition },
    { Name: "batch", Value: place.batch },
    { Name: "position", Value: String(place.position) },
  ];
}

/**
 * The account's current limits.
 * `remaining`: what is left of the quota for 24 hours. -1 as quota means unlimited.
 */
export type Quota = {
  readonly maxSendRate: number;
  readonly max24HourSend: number;
  readonly remaining: number;
};

/**
 * SES's answer has no usable quota. The message continues a sentence that begins with SES's name.
 */
export class UnusableQuota extends Error {
  override readonly name = "UnusableQuota";
}

const quotaAnswer = z.object({
  MaxSendRate: z.number().nonnegative(),
  Max24HourSend: z.union([z.number().nonnegative(), z.literal(-1)]),
  SentLast24Hours: z.number().nonnegative(),
});

/**
 * Reads the account's quota. SES allows one call a second:
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_GetSendQuota.html
 * Throws UnusableQuota if a figure is absent, negative or not a number.
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
  const remaining =
    Max24HourSend < 0
      ? Number.POSITIVE_INFINITY
      : Math.max(0, Math.floor(Max24HourSend - SentLast24Hours));
  return { maxSendRate: MaxSendRate, max24HourSend: Max24HourSend, remaining };
}
