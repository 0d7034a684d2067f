import { bareAddress } from "./address.ts";
import type { Accepted } from "./journal.ts";
import { feedbackIdFor } from "./message-id.ts";
import type { HeaderField } from "./raw-message.ts";
import { fateOf } from "./simulator.ts";

const account = "000000000000";
const reportingMTA = "a1-1.smtp-out.amazonses.com";
const mostHeaderOctets = 10 * 1024;
const processingTimeMillis = 12;

/**
 * The events of one accepted message, as JSON: Send, then what becomes of each recipient. The same message always gives the same
 * events. Shape: Amazon SES Developer Guide, "Examples of event data that Amazon SES publishes to Amazon SNS".
 */
export function eventsOf(accepted: Accepted, fields: readonly HeaderField[]): string[] {
  const mail = JSON.stringify(mailOf(accepted, fields)); // Once for all events: it is nearly all there is to write.
  const event = (eventType: string, key: string, detail: object) =>
    `{"eventType":${JSON.stringify(eventType)},"mail":${mail},${JSON.stringify(key)}:${JSON.stringify(detail)}}`;
  const events = [event("Send", "send", {})];
  if (accepted.instead === "reject") return [...events, event("Reject", "reject", { reason: "Bad content" })];

  const timestamp = new Date(accepted.at + processingTimeMillis).toISOString();
  for (const [recipient, mailbox] of accepted.destinations.entries()) {
    const address = bareAddress(mailbox);
    const feedback = { timestamp, feedbackId: feedbackIdFor(accepted.messageId, accepted.at, recipient) };
    if (accepted.instead === "delay first")
      events.push(event("DeliveryDelay", "deliveryDelay", delayOf(address, accepted.at, timestamp)));
    const fate = fateOf(address);
    if (fate === "bounced" || fate === "suppressed") {
      events.push(event("Bounce", "bounce", { ...bounceOf(address, fate), ...feedback, reportingMTA: `dsn; ${reportingMTA}` }));
      continue;
    }
    const smtpResponse = "250 2.6.0 Message received";
    const delivery = {
      timestamp,
      processingTimeMillis,
      recipients: [address],
      smtpResponse,
      remoteMtaIp: "127.0.0.1",
      reportingMTA,
    };
    events.push(event("Delivery", "delivery", delivery));
    if (fate === "complained") events.push(event("Complaint", "complaint", { ...complaintOf(address, timestamp), ...feedback }));
  }
  return events;
}

function mailOf(accepted: Accepted, fields: readonly HeaderField[]): object {
  const fromDomain = bareAddress(accepted.source).split("@").at(-1) ?? "";
  const { headers, headersTruncated } = headersOf(fields);
  return {
    timestamp: new Date(accepted.at).toISOString(),
    source: accepted.source,
    sourceArn: `arn:aws:ses:us-east-1:${account}:identity/${fromDomain}`,
    sendingAccountId: account,
    messageId: accepted.messageId,
    destination: accepted.destinations,
    headersTruncated,
    headers,
    commonHeaders: commonHeadersOf(accepted, fields),
    tags: {
      "ses:operation": ["SendRawEmail"],
      ...(accepted.configurationSet ? { "ses:configuration-set": [accepted.configurationSet] } : {}),
      "ses:source-ip": ["127.0.0.1"],
      "ses:from-domain": [fromDomain],
      "ses:caller-identity": ["local"],
      ...Object.fromEntries(Object.entries(accepted.tags).map(([name, value]) => [name, [value]])),
    },
  };
}

function headersOf(fields: readonly HeaderField[]) {
  let octets = 0;
  const headers: { name: string; value: string }[] = [];
  for (const { name, value, raw } of fields) {
    octets += raw.length;
    if (octets > mostHeaderOctets) return { headers, headersTruncated: true };
    headers.push({ name, value });
  }
  return { headers, headersTruncated: false };
}

function commonHeadersOf({ messageId }: Accepted, fields: readonly HeaderField[]): object {
  const first = (name: string) => fields.find(field => field.name.toLowerCase() === name)?.value;
  const list = (name: string) => {
    const value = first(name);
    return value === undefined ? undefined : [value];
  };
  const lists = { from: list("from"), to: list("to"), cc: list("cc"), replyTo: list("reply-to") };
  return { ...lists, date: first("date"), messageId, subject: first("subject") };
}

function bounceOf(emailAddress: string, fate: "bounced" | "suppressed"): object {
  const suppressed =
    "Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.";
  const diagnosticCode = fate === "suppressed" ? suppressed : "smtp; 550 5.1.1 user unknown";
  const bouncedRecipients = [{ emailAddress, action: "failed", status: "5.1.1", diagnosticCode }];
  return { bounceType: "Permanent", bounceSubType: fate === "suppressed" ? "Suppressed" : "General", bouncedRecipients };
}

function complaintOf(emailAddress: string, arrivalDate: string): object {
  const report = { userAgent: "Amazon SES Mailbox Simulator", complaintFeedbackType: "abuse", arrivalDate };
  return { complainedRecipients: [{ emailAddress }], complaintSubType: null, ...report };
}

function delayOf(emailAddress: string, at: number, timestamp: string): object {
  const expirationTime = new Date(at + 14 * 60 * 60 * 1_000).toISOString();
  const delayedRecipients = [
    { emailAddress, status: "4.4.1", diagnosticCode: "smtp; 421 4.4.1 Unable to connect to remote host" },
  ];
  return { timestamp, delayType: "TransientCommunicationFailure", expirationTime, delayedRecipients };
}
