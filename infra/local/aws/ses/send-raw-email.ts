import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isWriteRefusal } from "../../disk-trouble.ts";
import { eventsOf } from "./events/events.ts";
import type { Publisher } from "./events/publisher.ts";
import type { Faults } from "./faults.ts";
import type { Accepted, Journal } from "./kept/journal.ts";
import { createMessageId } from "./kept/message-id.ts";
import { discard, keep, release } from "./kept/outbox.ts";
import { bareAddress } from "./protocol/address.ts";
import { refusal, type SesQuery, type SesRefusal } from "./protocol/query-protocol.ts";
import { asSent, fieldValue, octetsOf } from "./protocol/raw-message.ts";
import type { SetUp } from "./protocol/set-up.ts";
import { readSubmission, type Submission } from "./protocol/submission.ts";
import type { Pace } from "./sending-limits.ts";

/** What a client gets to see: an answer (XML inside the action's result), a refusal, or its connection closed; nothing if it is gone. */
export type Reply =
  | { readonly kind: "answer"; readonly result: string }
  | SesRefusal
  | { readonly kind: "reset" }
  | { readonly kind: "gone" };

export type Parts = {
  readonly directory: string;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly pace: Pace;
  readonly setUp: () => SetUp;
  readonly publisher: Publisher;
  readonly now: () => number;
  readonly random: () => number;
  /** See `LocalSesOptions`. */
  readonly mayAccept: () => void;
  readonly onWriteRefused: (error: unknown, file: string) => void;
};

/** SES's own failure. */
export const internalFailure: SesRefusal = {
  kind: "refused",
  status: 500,
  type: "Receiver",
  code: "InternalFailure",
  message: "The request processing has failed because of an unknown error, exception or failure.",
};
/** The disk takes no more: the message is not accepted, for certain, and may be later. */
const noRoom = refusal("Throttling", "The local SES has no room to keep the message.");
const tooFast = refusal("Throttling", "Maximum sending rate exceeded.");

/**
 * The action SendRawEmail: refuses, or keeps the message, writes it in the journal, and only then answers. Nothing is accepted from a
 * client that has given up: on a busy machine it did so long ago, and counts on its request being over.
 */
export async function sendRawEmail(parts: Parts, query: SesQuery, isGone: () => boolean): Promise<Reply> {
  const { faults } = parts;
  if (faults.strikes("resetBeforeAccept")) return { kind: "reset" };
  if (faults.strikes("serverError")) return internalFailure;
  if (faults.strikes("accountPaused")) {
    return refusal("AccountSendingPausedException", "Email sending has been disabled for your account.");
  }
  if (faults.strikes("throttle")) return tooFast;
  const submission = readSubmission(query);
  if (submission.kind === "refused") return submission;
  const told = faults.answerTo(submission.destinations.map(bareAddress));
  if (told) return { ...refusal(told.code, told.message), status: told.status, type: told.status < 500 ? "Sender" : "Receiver" };
  const unusable = configurationSetFault(submission.configurationSet, parts.setUp());
  if (unusable) return unusable;
  if (faults.strikes("refuse")) return refusal("MessageRejected", "The local SES was told to refuse this message.");

  if (isGone()) return { kind: "gone" };
  const at = parts.now();
  const taken = parts.pace.take(at);
  if (taken === "too fast") return tooFast;
  if (taken === "quota used up") return refusal("Throttling", "Daily message quota exceeded.");
  let messageId: string;
  try {
    messageId = await accept(parts, submission, at);
  } catch (cause) {
    if (!isWriteRefusal(cause)) throw cause;
    parts.onWriteRefused(cause, cause.path ?? join(parts.directory, "ses", "journal.jsonl"));
    return noRoom;
  }

  const ms = faults.delay("delayMs");
  if (ms > 0) await sleep(ms);
  if (faults.strikes("resetAfterAccept")) return { kind: "reset" };
  if (faults.strikes("errorAfterAccept")) return internalFailure;
  return { kind: "answer", result: `<MessageId>${messageId}</MessageId>` };
}

/** https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html#API_SendRawEmail_Errors */
function configurationSetFault(name: string | undefined, { configurationSets }: SetUp): SesRefusal | undefined {
  if (!name) return undefined;
  const set = Object.hasOwn(configurationSets, name) ? configurationSets[name] : undefined;
  if (!set) return refusal("ConfigurationSetDoesNotExist", `Configuration set <${name}> does not exist.`);
  if (set.sendingEnabled) return undefined;
  return refusal(
    "ConfigurationSetSendingPausedException",
    `Email sending has been disabled for the configuration set <${name}>.`,
  );
}

async function accept(parts: Parts, submission: Submission, at: number): Promise<string> {
  const { directory, faults, journal, publisher } = parts;
  const messageId = createMessageId(at, parts.pace.sentEver(), parts.random);
  const message = asSent(submission.message, messageId, at);
  const { fields } = message; // The publisher remembers these, and must not keep the whole message in memory.
  const instead = faults.strikes("rejectContent") ? "reject" : faults.strikes("deliveryDelay") ? "delay first" : undefined;
  const told = faults.toldOf(submission.destinations.map(bareAddress));
  const accepted: Accepted = {
    messageId,
    at,
    source: submission.source,
    destinations: [...submission.destinations],
    tags: submission.tags,
    configurationSet: submission.configurationSet,
    subject: fieldValue(message, "subject") ?? "",
    instead,
    ...(told.length > 0 && { told }),
    ownMessageId: fieldValue(submission.message, "message-id"),
  };
  keep(directory, messageId, octetsOf(message));
  // In the journal first, then in the outbox: what is in the outbox has been accepted.
  try {
    parts.mayAccept();
    const number = await journal.append(accepted);
    publisher.accepted(number, () => eventsOf(accepted, fields));
  } catch (cause) {
    discard(directory, messageId);
    throw cause;
  }
  try {
    release(directory, messageId);
  } catch (cause) {
    // It is accepted, and on the disk: the next start puts it into the outbox.
    if (!isWriteRefusal(cause)) throw cause;
    parts.onWriteRefused(cause, join(directory, "outbox"));
  }
  return messageId;
}
