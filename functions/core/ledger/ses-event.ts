import * as z from "zod";
import { withoutAddresses } from "../text/without-addresses.ts";
import { meaningOf, statusOf } from "./bounce.ts";
import type { FeedbackNote } from "./feedback-note.ts";
import type { Fact } from "./progress.ts";
import {
  bounceEvent,
  complaintEvent,
  delayEvent,
  eventHeaders,
  eventKind,
  eventMail,
  failureEvent,
  rejectEvent,
} from "./ses-event-schema.ts";

/** Where in the ledger a message belongs. SES returns it in the message tags. */
export type MessagePlace = {
  readonly edition: string;
  readonly batch: string;
  readonly position: number;
};

/** Why an event ends all letters to an address. "ses-list": SES never sends to the address. */
export type FeedbackSuppression = "bounced" | "complained" | "ses-list";

/** One SES event about one message. */
export type Feedback = {
  readonly place: MessagePlace;
  readonly facts: readonly Fact[];
  readonly messageId: string;
  /** When SES accepted the message (epoch milliseconds). */
  readonly at: number;
  /** The address that the letter went to, if SES names it. */
  readonly to?: string | undefined;
  /** Why we must not write to the person again. */
  readonly suppress?: FeedbackSuppression;
  /** Details to store. A delivery has none. */
  readonly note?: FeedbackNote;
  /** A report about the letter that no reader made: failed authentication, a virus. */
  readonly isReport?: true;
};

export type ReadEvent =
  | { readonly kind: "feedback"; readonly feedback: Feedback }
  /**
   * An identity's notification without the message's place;
   * the message id may lead to it. `destination`: bare addresses.
   */
  | {
      readonly kind: "unplaced";
      readonly feedback: Omit<Feedback, "place">;
      readonly destination: readonly string[];
    }
  /**
   * The end of letters to an address, by a message without a place: an email to one person, such as
   * the question of a reconfirmation.
   */
  | { readonly kind: "single"; readonly to: string; readonly suppress: FeedbackSuppression }
  /**
   * Not our message, or a kind that the ledger does not store.
   * `unfamiliar`: the kind, if this version does not know it.
   */
  | { readonly kind: "foreign"; readonly unfamiliar?: string }
  /** `detail`: what the event's form lacks. */
  | {
      readonly kind: "unreadable";
      readonly code: "no-kind" | "not-json" | "unexpected-form";
      readonly detail?: string;
    };

const tag = z.tuple([z.string().regex(/^[A-Za-z0-9_-]{1,256}$/)], z.string());
const tags = z.object({
  edition: tag,
  batch: tag,
  position: z.tuple([z.string().regex(/^\d{1,3}$/)], z.string()),
});
/** The Message-ID that we submit a letter with (`mail/compose-message.ts`). */
const ownMessageId = /^<([A-Za-z0-9_-]{1,256})\.([A-Za-z0-9_-]{1,256})\.(\d{1,3})@[^<>@\s]+>$/;

/** SES publishes this once, to check a new topic. */
const greeting = "Successfully validated SNS topic";
/** Kinds that we do not subscribe to and the ledger does not need. */
const unkept = new Set([
  "Open",
  "Click",
  "Subscription",
  "Received",
  "AmazonSnsSubscriptionSucceeded",
]);

/**
 * Reads an SES event: of a configuration set (`eventType`), or an identity's notification
 * (`notificationType`). A notification has no tags. It has the letter's headers only if the
 * identity is configured to include them.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html and …/notification-contents.html
 */
export function readSesEvent(body: string): ReadEvent {
  if (body.startsWith(greeting)) return { kind: "foreign" };
  try {
    const json: unknown = JSON.parse(body);
    const { eventType, notificationType } = eventKind.parse(json);
    const kind = (eventType ?? notificationType)?.replace("Rendering Failure", "RenderingFailure");
    if (kind === undefined) return { kind: "unreadable", code: "no-kind" };
    if (unkept.has(kind)) return { kind: "foreign" };
    const { mail } = eventMail.parse(json);
    const place = placeOf(mail);
    const found = readKind(kind, json, mail);
    if (!place && eventType !== undefined) return singleOf(mail, found);
    if (!found) return { kind: "foreign", unfamiliar: kind.replace(/[^\w -]/g, "").slice(0, 40) };
    const [to] = mail.destination;
    const feedback = { messageId: mail.messageId, at: takenAt(mail), to, ...found };
    if (!place) return { kind: "unplaced", feedback, destination: mail.destination };
    return { kind: "feedback", feedback: { place, ...feedback } };
  } catch (error) {
    if (error instanceof z.ZodError)
      return { kind: "unreadable", code: "unexpected-form", detail: z.prettifyError(error) };
    if (error instanceof SyntaxError) return { kind: "unreadable", code: "not-json" };
    throw error;
  }
}

type Mail = z.output<typeof eventMail>["mail"];

function placeOf(mail: Mail): MessagePlace | undefined {
  const found = tags.safeParse(mail.tags);
  if (found.success) {
    const { edition, batch, position } = found.data;
    return { edition: edition[0], batch: batch[0], position: Number(position[0]) };
  }
  const headers = eventHeaders.parse(mail.headers);
  const own = headers.find(({ name }) => name.toLowerCase() === "message-id")?.value.trim();
  const [, edition, batch, position] = ownMessageId.exec(own ?? "") ?? [];
  return edition && batch && position ? { edition, batch, position: Number(position) } : undefined;
}

function takenAt({ timestamp }: Mail): number {
  return timestamp?.getTime() ?? 0;
}

function singleOf({ destination: [to] }: Mail, found: Found | undefined): ReadEvent {
  const suppress = found?.suppress;
  return suppress && to !== undefined ? { kind: "single", to, suppress } : { kind: "foreign" };
}

type Found = Pick<Feedback, "facts" | "suppress" | "note" | "isReport">;

function readKind(kind: string, json: unknown, mail: Mail): Found | undefined {
  switch (kind) {
    case "Send":
      return { facts: ["evident"] };
    case "Delivery":
      return { facts: ["delivered"] };
    case "Bounce":
      return readBounce(json, mail);
    case "Complaint":
      return readComplaint(json, mail);
    case "DeliveryDelay": {
      const { delayType, delayedRecipients } = delayEvent.parse(json).deliveryDelay;
      const [{ status, diagnosticCode } = {}] = delayedRecipients;
      const diagnostic = wordsOf(diagnosticCode, mail.destination);
      // SES repeats a delay with other timestamps.
      // The message's own time makes the notes equal, so one is stored.
      const note: FeedbackNote = {
        kind: "delay",
        at: takenAt(mail),
        type: codeOf(delayType),
        status: statusCode(status),
        diagnostic,
      };
      return { facts: ["evident"], note };
    }
    case "Reject":
      return discarded(mail, "Reject", rejectEvent.parse(json).reject.reason);
    case "RenderingFailure":
      return discarded(mail, "RenderingFailure", failureEvent.parse(json).failure.errorMessage);
    default:
      return undefined;
  }
}

/** SES accepted the message and did not send it. */
function discarded(
  mail: Mail,
  type: "Reject" | "RenderingFailure",
  reason: string | undefined,
): Found {
  const note: FeedbackNote = {
    kind: "reject",
    at: takenAt(mail),
    type,
    reason: wordsOf(reason, mail.destination),
  };
  return { facts: ["discarded"], note };
}

function readBounce(json: unknown, mail: Mail): Found {
  const { bounceType, bounceSubType, bouncedRecipients, timestamp } =
    bounceEvent.parse(json).bounce;
  // A letter has one recipient. SES may list none, for an automatic reply that SES could not read.
  const [{ emailAddress, status, diagnosticCode } = {}] = bouncedRecipients;
  const bounce = {
    type: bounceType,
    subtype: codeOf(bounceSubType),
    status: statusCode(status),
    diagnostic: diagnosticCode,
  };
  const note: FeedbackNote = {
    kind: "bounce",
    at: timestamp?.getTime() ?? takenAt(mail),
    type: bounceType,
    subtype: bounce.subtype,
    status: statusOf(bounce),
    diagnostic: wordsOf(
      diagnosticCode,
      emailAddress === undefined ? mail.destination : [emailAddress, ...mail.destination],
    ),
  };
  switch (meaningOf(bounce)) {
    case "permanent":
      return { facts: ["bounced"], suppress: "bounced", note };
    case "withheld":
      return { facts: ["withheld"], suppress: "ses-list", note };
    case "for now":
      return { facts: ["deferred"], note };
  }
}

/** https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#complaint-object */
function readComplaint(json: unknown, mail: Mail): Found {
  const { complaintSubType, complaintFeedbackType, timestamp } =
    complaintEvent.parse(json).complaint;
  const [type, subtype] = [codeOf(complaintFeedbackType)?.toLowerCase(), codeOf(complaintSubType)];
  const note: FeedbackNote = {
    kind: "complaint",
    at: timestamp?.getTime() ?? takenAt(mail),
    type,
    subtype,
  };
  if (subtype === "OnAccountSuppressionList")
    return { facts: ["withheld"], suppress: "ses-list", note };
  switch (type) {
    case "not-spam":
      return { facts: ["evident"], note };
    case "auth-failure":
    case "virus":
    case "other":
      return { facts: ["evident"], note, isReport: true };
    default:
      // Abuse, fraud, no type or an unknown one:
      // a person who reports a letter must not get another.
      return { facts: ["complained"], suppress: "complained", note };
  }
}

/** Returns one of SES's code words, such as "MailboxFull". */
function codeOf(given: string | undefined): string | undefined {
  return given === undefined || !/^[\w.-]{1,40}$/.test(given) ? undefined : given;
}

/** Returns the enhanced status code (RFC 3463) at the start of a text. */
function statusCode(given: string | undefined): string | undefined {
  return /^\s*([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(given ?? "")?.[1];
}

/**
 * Returns a server's words without addresses and without the local parts of the given addresses.
 */
function wordsOf(given: string | undefined, addresses: readonly string[]): string | undefined {
  if (!given?.trim()) return undefined;
  const locals = addresses
    .map(address => /([^<@\s]{3,})@[^@]*$/.exec(address)?.[1] ?? "")
    .filter(Boolean);
  const without = locals.reduce(
    (text, local) => text.replace(wordOf(local), "(address)"),
    withoutAddresses(given.slice(0, 1_000)),
  );
  return without.replace(/\s+/g, " ").trim().slice(0, 200);
}

function wordOf(text: string): RegExp {
  return new RegExp(`(?<!\\w)${text.replace(/[^\w]/g, "\\$&")}(?!\\w)`, "gi");
}
