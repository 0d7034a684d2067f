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
import { asSent, bytesOf, fieldValue } from "./protocol/raw-message.ts";
import type { SetUp } from "./protocol/set-up.ts";
import { readSubmission, type Submission } from "./protocol/submission.ts";
import type { Pace } from "./sending-limits.ts";
import type { SuppressionList } from "./suppression-list.ts";

/**
 * The reply to a client: the XML of the action's result, a refusal, or a closed connection; nothing
 * if the client is gone.
 */
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
  readonly suppressed: Pick<SuppressionList, "eventsFor">;
  readonly publisher: Publisher;
  readonly now: () => number;
  readonly random: () => number;
  readonly onWriteRefused: (error: unknown, file: string) => void;
};

/** The failure of SES itself. */
export const internalFailure: SesRefusal = {
  kind: "refused",
  status: 500,
  type: "Receiver",
  code: "InternalFailure",
  message: "The request processing has failed because of an unknown error, exception or failure.",
};
/** The disk is full. The message is certainly not accepted, and may be accepted later. */
const noRoom = refusal("Throttling", "The local SES has no room to keep the message.");
const tooFast = refusal("Throttling", "Maximum sending rate exceeded.");

/**
 * The action SendRawEmail: refuses the message, or stores it, writes it to the journal, and only
 * then answers. Accepts nothing from a client that has given up. On a busy machine the client may
 * have given up long ago, and treats the request as over.
 */
export async function sendRawEmail(
  parts: Parts,
  query: SesQuery,
  isGone: () => boolean,
): Promise<Reply> {
  const { faults } = parts;
  if (faults.strikes("resetBeforeAccept")) return { kind: "reset" };
  if (faults.strikes("serverError")) return internalFailure;
  if (faults.strikes("accountPaused")) {
    return refusal(
      "AccountSendingPausedException",
      "Email sending has been disabled for your account.",
    );
  }
  if (faults.strikes("throttle")) return tooFast;
  const submission = readSubmission(query);
  if (submission.kind === "refused") return submission;
  const error = faults.answerTo(submission.destinations.map(bareAddress));
  if (error) {
    const type = error.status < 500 ? "Sender" : "Receiver";
    return { ...refusal(error.code, error.message), status: error.status, type };
  }
  const unusable = configurationSetFault(submission.configurationSet, parts.setUp());
  if (unusable) return unusable;
  if (faults.strikes("refuse"))
    return refusal("MessageRejected", "The local SES has a fault set: it refuses this message.");

  if (isGone()) return { kind: "gone" };
  const at = parts.now();
  const taken = parts.pace.take(at);
  if (taken === "too fast") return tooFast;
  if (taken === "quota used up") return refusal("Throttling", "Daily message quota exceeded.");
  let messageId: string | undefined;
  try {
    messageId = await accept(parts, submission, { at, isGone });
  } catch (cause) {
    if (!isWriteRefusal(cause)) throw cause;
    parts.onWriteRefused(cause, cause.path ?? join(parts.directory, "ses", "journal.jsonl"));
    return noRoom;
  }
  if (messageId === undefined) return { kind: "gone" };

  const ms = faults.delay("delayMs");
  if (ms > 0) await sleep(ms);
  if (faults.strikes("resetAfterAccept")) return { kind: "reset" };
  if (faults.strikes("errorAfterAccept")) return internalFailure;
  return { kind: "answer", result: `<MessageId>${messageId}</MessageId>` };
}

/**
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html#API_SendRawEmail_Errors
 */
function configurationSetFault(
  name: string | undefined,
  { configurationSets }: SetUp,
): SesRefusal | undefined {
  if (!name) return undefined;
  const set = Object.hasOwn(configurationSets, name) ? configurationSets[name] : undefined;
  if (!set)
    return refusal("ConfigurationSetDoesNotExist", `Configuration set <${name}> does not exist.`);
  if (set.sendingEnabled) return undefined;
  return refusal(
    "ConfigurationSetSendingPausedException",
    `Email sending has been disabled for the configuration set <${name}>.`,
  );
}

/** Returns the message's id; undefined if the client has given up before the message was accepted. */
async function accept(
  parts: Parts,
  submission: Submission,
  { at, isGone }: { readonly at: number; readonly isGone: () => boolean },
): Promise<string | undefined> {
  const { directory, faults, journal, publisher } = parts;
  const messageId = createMessageId(at, parts.pace.sentEver(), parts.random);
  const message = asSent(submission.message, messageId, at);
  const { fields } = message; // The publisher keeps these in memory, but must not keep the whole message.
  const instead = faults.strikes("rejectContent")
    ? "reject"
    : faults.strikes("deliveryDelay")
      ? "delay first"
      : undefined;
  const addresses = submission.destinations.map(bareAddress);
  const told = [...faults.eventsFor(addresses), ...parts.suppressed.eventsFor(addresses)];
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
  keep(directory, messageId, bytesOf(message));
  // First the journal, then the outbox: every message in the outbox is accepted.
  try {
    const number = await journal.append(accepted, isGone);
    if (number === "gone") {
      discard(directory, messageId);
      return undefined;
    }
    publisher.accepted(number, () => eventsOf(accepted, fields));
  } catch (cause) {
    discard(directory, messageId);
    throw cause;
  }
  try {
    release(directory, messageId);
  } catch (cause) {
    // The message is accepted and on the disk. The next start moves it to the outbox.
    if (!isWriteRefusal(cause)) throw cause;
    parts.onWriteRefused(cause, join(directory, "outbox"));
  }
  return messageId;
}
