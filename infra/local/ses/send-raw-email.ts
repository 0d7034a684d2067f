import { setTimeout as sleep } from "node:timers/promises";
import { eventsOf } from "./events.ts";
import type { Faults } from "./faults.ts";
import type { Accepted, Journal } from "./journal.ts";
import { createMessageId } from "./message-id.ts";
import { discard, keep } from "./outbox.ts";
import type { Pace } from "./pace.ts";
import type { Publisher } from "./publisher.ts";
import { type Query, type Refusal, refusal } from "./query-protocol.ts";
import { asSent, fieldValue, octetsOf } from "./raw-message.ts";
import { readSubmission, type Submission } from "./submission.ts";

/** What a client gets to see: an answer (XML inside the action's result), a refusal, or its connection closed; nothing if it is gone. */
export type Reply =
  | { readonly kind: "answer"; readonly result: string }
  | Refusal
  | { readonly kind: "reset" }
  | { readonly kind: "gone" };

export type Parts = {
  readonly directory: string;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly pace: Pace;
  readonly publisher: Publisher;
  readonly now: () => number;
  readonly random: () => number;
};

/** SES's own failure. */
export const internalFailure: Refusal = {
  kind: "refused",
  status: 500,
  type: "Receiver",
  code: "InternalFailure",
  message: "The request processing has failed because of an unknown error, exception or failure.",
};
const tooFast = refusal("Throttling", "Maximum sending rate exceeded.");

/**
 * The action SendRawEmail: refuses, or keeps the message, writes it in the journal, and only then answers. Nothing is accepted from a
 * client that has given up: on a busy machine it did so long ago, and counts on its request being over.
 */
export async function sendRawEmail(parts: Parts, query: Query, isGone: () => boolean): Promise<Reply> {
  const { faults } = parts;
  if (faults.strikes("resetBeforeAccept")) return { kind: "reset" };
  if (faults.strikes("serverError")) return internalFailure;
  if (faults.strikes("accountPaused")) {
    return refusal("AccountSendingPausedException", "Email sending has been disabled for your account.");
  }
  if (faults.strikes("throttle")) return tooFast;
  const submission = readSubmission(query);
  if (submission.kind === "refused") return submission;
  if (faults.strikes("refuse")) return refusal("MessageRejected", "The local SES was told to refuse this message.");

  if (isGone()) return { kind: "gone" };
  const at = parts.now();
  const taken = parts.pace.take(at);
  if (taken === "too fast") return tooFast;
  if (taken === "quota used up") return refusal("Throttling", "Daily message quota exceeded.");
  const messageId = await accept(parts, submission, at);

  const ms = faults.delay("delayMs");
  if (ms > 0) await sleep(ms);
  if (faults.strikes("resetAfterAccept")) return { kind: "reset" };
  if (faults.strikes("errorAfterAccept")) return internalFailure;
  return { kind: "answer", result: `<MessageId>${messageId}</MessageId>` };
}

async function accept(parts: Parts, submission: Submission, at: number): Promise<string> {
  const { directory, faults, journal, publisher } = parts;
  const messageId = createMessageId(at, parts.pace.sentEver(), parts.random);
  const message = asSent(submission.message, messageId, at);
  const { fields } = message; // The publisher remembers these, and must not keep the whole message in memory.
  const instead = faults.strikes("rejectContent") ? "reject" : faults.strikes("deliveryDelay") ? "delay first" : undefined;
  const accepted: Accepted = {
    messageId,
    at,
    source: submission.source,
    destinations: [...submission.destinations],
    tags: submission.tags,
    configurationSet: submission.configurationSet,
    subject: fieldValue(message, "subject") ?? "",
    instead,
  };
  keep(directory, messageId, octetsOf(message));
  try {
    const number = await journal.append(accepted);
    publisher.accepted(number, () => eventsOf(accepted, fields));
  } catch (cause) {
    discard(directory, messageId);
    throw cause;
  }
  return messageId;
}
