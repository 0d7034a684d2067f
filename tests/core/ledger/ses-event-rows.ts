import type { FeedbackNote } from "../../../functions/core/ledger/feedback-note.ts";
import type { Fact } from "../../../functions/core/ledger/progress.ts";
import type { FeedbackSuppression } from "../../../functions/core/ledger/ses-event.ts";

export const place = { edition: "community-care_20261117T090000Z", batch: "0", position: 7 };
export const tags = {
  "ses:source-ip": ["192.0.2.1"],
  edition: [place.edition],
  batch: ["0"],
  position: ["7"],
};

export function anEvent(eventType: string, more: object = {}, mail: object = {}): string {
  return JSON.stringify({
    eventType,
    mail: {
      timestamp: "2026-11-17T09:00:00Z",
      messageId: "0102",
      destination: ["jane@example.net"],
      tags,
      ...mail,
    },
    ...more,
  });
}

/** One thing that SES may say of a message, and what it means. `says`: the words on the pages. */
export type EventRow = {
  readonly name: string;
  readonly type: string;
  readonly detail: object;
  readonly facts: readonly Fact[];
  readonly suppress?: FeedbackSuppression;
  readonly isReport?: true;
  readonly note?: Partial<FeedbackNote>;
  readonly says?: string;
  /** Whether an identity's own notifications have it as well. */
  readonly legacy?: boolean;
};

const legacy = true;

function bounce(
  bounceType: string,
  bounceSubType?: string,
  status?: string,
  diagnosticCode?: string,
): object {
  const recipient = { emailAddress: "jane@example.net", action: "failed", status, diagnosticCode };
  return {
    bounce: {
      bounceType,
      bounceSubType,
      bouncedRecipients: [recipient],
      timestamp: "2026-11-17T09:00:05Z",
    },
  };
}

function complaint(complaintFeedbackType?: string, complaintSubType: string | null = null): object {
  return {
    complaint: {
      complainedRecipients: [{ emailAddress: "jane@example.net" }],
      complaintSubType,
      complaintFeedbackType,
    },
  };
}

const deferred = (name: string, detail: object, says: string): EventRow => ({
  name,
  type: "Bounce",
  detail,
  facts: ["deferred"],
  says,
  legacy,
  note: { kind: "bounce" },
});
const bounced = (name: string, detail: object, says: string): EventRow => ({
  name,
  type: "Bounce",
  detail,
  facts: ["bounced"],
  suppress: "bounced",
  says,
  legacy,
  note: { kind: "bounce" },
});
const withheld = (name: string, type: string, detail: object): EventRow => ({
  name,
  type,
  detail,
  facts: ["withheld"],
  suppress: "ses-list",
  legacy,
  note: {},
  says: "on Amazon SES’s own suppression list",
});
const complained = (name: string, detail: object): EventRow => ({
  name,
  type: "Complaint",
  detail,
  facts: ["complained"],
  suppress: "complained",
  legacy,
  note: { kind: "complaint" },
  says: "reported as spam",
});

/** Everything that SES is documented to say. */
export const eventRows: readonly EventRow[] = [
  { name: "Send", type: "Send", detail: { send: {} }, facts: ["evident"] },
  {
    name: "Delivery",
    type: "Delivery",
    detail: { delivery: { smtpResponse: "250 ok" } },
    facts: ["delivered"],
    legacy,
  },
  deferred(
    "a mailbox that is full",
    bounce("Transient", "MailboxFull", "5.2.2", "smtp; 552 5.2.2 over quota"),
    "mailbox full",
  ),
  deferred(
    "a message that is too large",
    bounce("Transient", "MessageTooLarge"),
    "message too large",
  ),
  deferred("content that is refused", bounce("Transient", "ContentRejected"), "content refused"),
  deferred(
    "an attachment that is refused",
    bounce("Transient", "AttachmentRejected"),
    "attachment refused",
  ),
  deferred("Transient General", bounce("Transient", "General"), "not taken for now"),
  deferred(
    "Transient without anything else",
    { bounce: { bounceType: "Transient" } },
    "not taken for now",
  ),
  deferred(
    "Transient after a timeout",
    bounce("Transient", "General", "4.4.7", "smtp; 451 4.4.7 Message expired"),
    "server not reached",
  ),
  deferred(
    "Transient about the sender's address",
    bounce("Transient", "General", "5.1.8"),
    "address refused",
  ),
  deferred(
    "Transient with a code for now",
    bounce("Transient", "General", "4.1.1"),
    "no such mailbox",
  ),
  deferred(
    "Transient, and the server may know better later",
    bounce("Transient", "General", undefined, "smtp; 450 user unknown"),
    "not taken for now",
  ),
  deferred("Undetermined", bounce("Undetermined", "Undetermined"), "no reason given"),
  deferred("a bounce without its detail", {}, "no reason given"),
  deferred(
    "Undetermined of nobody",
    { bounce: { bounceType: "Undetermined", bouncedRecipients: [] } },
    "no reason given",
  ),
  bounced("Permanent General", bounce("Permanent", "General", "5.0.0"), "address refused"),
  bounced(
    "Permanent NoEmail",
    bounce("Permanent", "NoEmail", "5.1.1", "smtp; 550 5.1.1 user unknown"),
    "no such mailbox",
  ),
  bounced(
    "Permanent without anything else",
    { bounce: { bounceType: "Permanent" } },
    "address refused",
  ),
  bounced(
    "Transient of a domain that does not exist",
    bounce("Transient", "General", "5.4.4", "smtp; 550 5.4.4 Invalid domain"),
    "domain does not exist",
  ),
  bounced("Transient of a bad mailbox", bounce("Transient", "General", "5.1.1"), "no such mailbox"),
  bounced(
    "Transient of a bad domain",
    bounce("Transient", "General", "5.1.2"),
    "domain does not exist",
  ),
  bounced(
    "Transient of a mailbox that M365 does not find",
    bounce("Transient", "General", "5.1.10"),
    "no such mailbox",
  ),
  bounced(
    "Undetermined of a bad mailbox",
    bounce("Undetermined", "Undetermined", "5.1.1"),
    "no such mailbox",
  ),
  bounced(
    "Transient, with the code only in the server's words",
    bounce("Transient", "General", undefined, "smtp; 550-5.1.1 The account does not exist"),
    "no such mailbox",
  ),
  bounced(
    "Transient with words alone",
    bounce("Transient", "General", undefined, "Invalid domain name"),
    "domain does not exist",
  ),
  withheld("an address on SES's list", "Bounce", bounce("Permanent", "Suppressed", "5.1.1")),
  withheld(
    "an address on the account's list",
    "Bounce",
    bounce("Permanent", "OnAccountSuppressionList"),
  ),
  withheld(
    "an address on SES's list by its words alone",
    "Bounce",
    bounce(
      "Permanent",
      undefined,
      "5.1.1",
      "Amazon SES has suppressed sending to this address because it has a recent history of bouncing.",
    ),
  ),
  withheld(
    "a complaint of an address on the account's list",
    "Complaint",
    complaint(undefined, "OnAccountSuppressionList"),
  ),
  complained("abuse", complaint("abuse")),
  complained("fraud", complaint("fraud")),
  complained("a complaint of no type", complaint()),
  complained("a complaint without its detail", {}),
  complained("a complaint of a type that we do not know", complaint("dislike")),
  {
    name: "not-spam",
    type: "Complaint",
    detail: complaint("not-spam"),
    facts: ["evident"],
    note: { type: "not-spam" },
    says: "reported as not spam",
    legacy,
  },
  {
    name: "auth-failure",
    type: "Complaint",
    detail: complaint("auth-failure"),
    facts: ["evident"],
    isReport: true,
    note: { type: "auth-failure" },
    says: "authentication failed",
    legacy,
  },
  {
    name: "virus",
    type: "Complaint",
    detail: complaint("virus"),
    facts: ["evident"],
    isReport: true,
    note: { type: "virus" },
    says: "reported for a virus",
    legacy,
  },
  {
    name: "other",
    type: "Complaint",
    detail: complaint("other"),
    facts: ["evident"],
    isReport: true,
    note: { type: "other" },
    says: "reported by the receiving server",
    legacy,
  },
  {
    name: "DeliveryDelay",
    type: "DeliveryDelay",
    facts: ["evident"],
    says: "delayed: mailbox full",
    detail: {
      deliveryDelay: {
        delayType: "MailboxFull",
        expirationTime: "2026-11-17T23:00:00Z",
        timestamp: "2026-11-17T09:10:00Z",
        delayedRecipients: [
          {
            emailAddress: "jane@example.net",
            status: "4.2.2",
            diagnosticCode: "smtp; 452 4.2.2 over quota",
          },
        ],
      },
    },
    note: {
      kind: "delay",
      type: "MailboxFull",
      status: "4.2.2",
      diagnostic: "smtp; 452 4.2.2 over quota",
    },
  },
  {
    name: "Reject",
    type: "Reject",
    detail: { reject: { reason: "Bad content" } },
    facts: ["discarded"],
    note: { kind: "reject", reason: "Bad content" },
    says: "Amazon SES found a virus in it",
  },
  ...["Rendering Failure", "RenderingFailure"].map(
    (type): EventRow => ({
      name: type,
      type,
      detail: { failure: { errorMessage: "Attribute 'x' is not present" } },
      facts: ["discarded"],
      note: { kind: "reject", type: "RenderingFailure" },
      says: "Amazon SES could not make the letter",
    }),
  ),
];
