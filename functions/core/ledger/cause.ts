import { type Bounce, meaningOf, statusOf } from "./bounce.ts";
import type { FeedbackNote } from "./feedback-note.ts";

/**
 * The code for why a letter came back, is late or was reported.
 * `web/people/cause-words.ts` has the words.
 */
export type Cause =
  | "no-such-mailbox"
  | "no-such-domain"
  | "address-refused"
  | "mailbox-full"
  | "message-too-large"
  | "content-refused"
  | "attachment-refused"
  | "refused-by-policy"
  | "server-unreachable"
  | "refused-for-now"
  | "undetermined"
  | "automatic-reply"
  | "on-ses-list"
  | "reported-as-spam"
  | "not-spam"
  | "authentication-failed"
  | "virus-reported"
  | "reported"
  | "virus-found"
  | "not-rendered";

/**
 * Returns the cause in a note.
 * A soft bounce of a delivered letter is an automatic reply, unless the note has details.
 */
export function causeOf(note: FeedbackNote, delivered: boolean): Cause {
  switch (note.kind) {
    case "bounce":
      return causeOfBounce(note, delivered);
    case "delay":
      return bySubtype(note.type) ?? byStatus(statusOf(note)) ?? "server-unreachable";
    case "complaint":
      return note.subtype === "OnAccountSuppressionList"
        ? "on-ses-list"
        : causeOfComplaint(note.type);
    case "reject":
      return note.type === "Reject" ? "virus-found" : "not-rendered";
  }
}

function causeOfBounce(bounce: Bounce, delivered: boolean): Cause {
  const meaning = meaningOf(bounce);
  if (meaning === "withheld") return "on-ses-list";
  const cause =
    bySubtype(bounce.subtype) ?? byStatus(statusOf(bounce)) ?? byWords(bounce.diagnostic);
  if (cause) return cause;
  if (meaning === "permanent") return "address-refused";
  if (delivered) return "automatic-reply";
  return bounce.type === "Undetermined" ? "undetermined" : "refused-for-now";
}

/**
 * SES's bounceSubType or delayType.
 * https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-types
 */
function bySubtype(subtype: string | undefined): Cause | undefined {
  switch (subtype) {
    case "NoEmail":
      return "no-such-mailbox";
    case "MailboxFull":
      return "mailbox-full";
    case "MessageTooLarge":
      return "message-too-large";
    case "ContentRejected":
    case "SpamDetected":
      return "content-refused";
    case "AttachmentRejected":
      return "attachment-refused";
    default:
      return undefined;
  }
}

/**
 * Classes of enhanced status codes (RFC 3463).
 * The first digit, 4 (temporary) or 5 (permanent), does not matter.
 */
const statuses: readonly (readonly [RegExp, Cause])[] = [
  [/^\d\.(1\.2|4\.4)$/, "no-such-domain"],
  [/^\d\.1\.(0|1|3|6|10)$/, "no-such-mailbox"],
  [/^\d\.1\./, "address-refused"],
  [/^\d\.2\.2$/, "mailbox-full"],
  [/^\d\.(2\.3|3\.4)$/, "message-too-large"],
  [/^\d\.6\./, "content-refused"],
  [/^\d\.7\./, "refused-by-policy"],
  [/^\d\.4\./, "server-unreachable"],
];

function byStatus(status: string | undefined): Cause | undefined {
  return status === undefined ? undefined : statuses.find(([codes]) => codes.test(status))?.[1];
}

function byWords(diagnostic = ""): Cause | undefined {
  if (
    /\bdomain\b/i.test(diagnostic) &&
    meaningOf({ type: "Transient", diagnostic }) === "permanent"
  )
    return "no-such-domain";
  return meaningOf({ type: "Transient", diagnostic }) === "permanent"
    ? "no-such-mailbox"
    : undefined;
}

/** ARF's feedback types (RFC 5965, RFC 6430, RFC 6591). */
function causeOfComplaint(type: string | undefined): Cause {
  switch (type) {
    case "not-spam":
      return "not-spam";
    case "auth-failure":
      return "authentication-failed";
    case "virus":
      return "virus-reported";
    case "other":
      return "reported";
    default:
      return "reported-as-spam";
  }
}
