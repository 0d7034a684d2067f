import type { Accepted } from "../kept/journal.ts";
import { feedbackIdFor } from "../kept/message-id.ts";
import { bareAddress } from "../protocol/address.ts";
import type { HeaderField } from "../protocol/raw-message.ts";
import { simulatedEvents } from "./simulator.ts";
import { detailOf, placeOf, type ToldEvent } from "./told-events.ts";

const account = "000000000000";
const reportingMTA = "a1-1.smtp-out.amazonses.com";
const maxHeaderBytes = 10 * 1024;
const processingTimeMillis = 12;

/**
 * Returns the events of one accepted message as JSON: Send, then the events of each recipient. The
 * same message always has the same events. Shape: Amazon SES Developer Guide, "Examples of event
 * data that Amazon SES publishes to Amazon SNS".
 */
export function eventsOf(accepted: Accepted, fields: readonly HeaderField[]): string[] {
  const given = mailOf(accepted, fields);
  const mail = JSON.stringify(given); // Once for all events: this is most of the text.
  const event = (eventType: string, key: string, detail: object) =>
    `{"eventType":${JSON.stringify(eventType)},"mail":${mail},${JSON.stringify(key)}:${JSON.stringify(detail)}}`;
  const notification = (notificationType: string, key: string, detail: object) =>
    JSON.stringify({ notificationType, mail: { ...given, tags: undefined }, [key]: detail });

  const timestamp = new Date(accepted.at + processingTimeMillis).toISOString();
  const events = [event("Send", "send", {})];
  for (const [number, mailbox] of accepted.destinations.entries()) {
    const address = bareAddress(mailbox);
    const feedback = {
      timestamp,
      feedbackId: feedbackIdFor(accepted.messageId, accepted.at, number),
    };
    const recipient = { address, at: accepted.at, feedback, reportingMTA };
    const told = [...simulatedEvents(address), ...faultEvents(accepted, address)];
    const publish = (where: ReturnType<typeof placeOf>) => {
      for (const each of told.filter(one => placeOf(one) === where)) {
        const as = "shape" in each && each.shape === "notification" ? notification : event;
        events.push(as(...detailOf(each, recipient)));
      }
    };
    publish("before delivery");
    publish("instead of delivery");
    if (!told.some(each => placeOf(each) === "instead of delivery"))
      events.push(event("Delivery", "delivery", deliveryTo(address, timestamp)));
    publish("after delivery");
  }
  return events;
}

/** Returns the events that faults add for one recipient. */
function faultEvents({ instead, told = [] }: Accepted, address: string): ToldEvent[] {
  return [
    ...(instead === "delay first" ? [{ type: "DeliveryDelay" } as const] : []),
    ...(instead === "reject" ? [{ type: "Reject" } as const] : []),
    ...told
      .filter(({ to }) => to === undefined || to.toLowerCase() === address.toLowerCase())
      .map(({ event }) => event),
  ];
}

function deliveryTo(address: string, timestamp: string): object {
  const smtpResponse = "250 2.6.0 Message received";
  return {
    timestamp,
    processingTimeMillis,
    recipients: [address],
    smtpResponse,
    remoteMtaIp: "127.0.0.1",
    reportingMTA,
  };
}

function mailOf(accepted: Accepted, fields: readonly HeaderField[]): object {
  const fromDomain = bareAddress(accepted.source).split("@").at(-1) ?? "";
  const { headers, headersTruncated } = headersOf(asSubmitted(accepted, fields));
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
      ...(accepted.configurationSet
        ? { "ses:configuration-set": [accepted.configurationSet] }
        : {}),
      "ses:source-ip": ["127.0.0.1"],
      "ses:from-domain": [fromDomain],
      "ses:caller-identity": ["local"],
      ...Object.fromEntries(Object.entries(accepted.tags).map(([name, value]) => [name, [value]])),
    },
  };
}

/** As with SES, events show the header with the submitted Message-ID instead of SES's own. */
function asSubmitted(
  { ownMessageId }: Accepted,
  fields: readonly HeaderField[],
): readonly HeaderField[] {
  if (ownMessageId === undefined) return fields;
  return fields.map(field =>
    field.name.toLowerCase() === "message-id" ? { ...field, value: ownMessageId } : field,
  );
}

function headersOf(fields: readonly HeaderField[]) {
  let bytes = 0;
  const headers: { name: string; value: string }[] = [];
  for (const { name, value, raw } of fields) {
    bytes += raw.length;
    if (bytes > maxHeaderBytes) return { headers, headersTruncated: true };
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
