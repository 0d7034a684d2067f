import { describe, expect, it } from "vitest";
import { readSesEvent } from "../../../../functions/core/ledger/ses-event.ts";
import { classifySubmitError } from "../../../../functions/core/sending/sending-problem.ts";
import type { FaultSettings } from "../../../../infra/local/aws/ses/faults.ts";
import { aMessage, anSes, errorOf, keptIn } from "./at-work.ts";

/** Every error of SendRawEmail that is documented, and what the product does about it. */
const errors = [
  ["MessageRejected", "Sending suspended for this account.", 400, "halted"],
  ["MessageRejected", "Email address is not verified.", 400, "halted"],
  ["MessageRejected", "Could not parse message", 400, "rejected"],
  ["InvalidParameterValue", "Duplicate header 'To'.", 400, "rejected"],
  ["MailFromDomainNotVerifiedException", "The MAIL FROM domain is not verified.", 400, "halted"],
  ["ConfigurationSetDoesNotExist", "Configuration set <x> does not exist.", 400, "halted"],
  ["ConfigurationSetSendingPausedException", "Sending paused", 400, "halted"],
  ["AccountSendingPausedException", "Sending paused", 400, "halted"],
  ["Throttling", "Maximum sending rate exceeded.", 400, "throttled"],
  ["Throttling", "Daily message quota exceeded.", 400, "quota-spent"],
  ["AccessDenied", "User is not authorized to perform ses:SendRawEmail", 403, "halted"],
  ["InternalFailure", "An internal failure", 500, "uncertain"],
  ["ServiceUnavailable", "Unavailable", 503, "uncertain"],
] as const;

describe("the local SES, told to", () => {
  it.each(errors)("answer %s: %s", async (code, message, status, kind) => {
    const { ses, send, directory } = await anSes();
    ses.faults.set({ answer: { code, message, status, count: 1 } });
    const error = await errorOf(send());
    expect(error).toMatchObject({ message, $metadata: { httpStatusCode: status } });
    expect(classifySubmitError({ name: error.name, message: error.message, status }).kind).toBe(
      kind,
    );
    expect(keptIn(directory)).toEqual([]);
    await send();
  });

  it("answer one address alone", async () => {
    const { ses, send } = await anSes();
    const answer = {
      code: "InvalidParameterValue",
      message: "Invalid domain",
      to: "Bob@example.org",
    };
    ses.faults.set({
      answer: [answer, { code: "Throttling", message: "Maximum sending rate exceeded.", count: 1 }],
    });
    expect((await errorOf(send({ Destinations: ["bob@example.org"] }))).message).toBe(
      "Invalid domain",
    );
    expect((await errorOf(send())).name).toMatch(/^Throttling/);
    await send();
  });
});

type Told = Extract<NonNullable<FaultSettings["tell"]>, { event: unknown }>["event"];

/** Every kind of event, what is published, and the facts that the product makes of it. */
const events: readonly (readonly [
  told: Told,
  types: readonly string[],
  facts: readonly string[],
])[] = [
  [
    {
      type: "Bounce",
      bounceType: "Transient",
      bounceSubType: "MailboxFull",
      status: "5.2.2",
      diagnosticCode: "smtp; 552 5.2.2 full",
    },
    ["Send", "Bounce"],
    ["evident", "deferred"],
  ],
  [
    { type: "Bounce", bounceType: "Transient", bounceSubType: "ContentRejected" },
    ["Send", "Bounce"],
    ["evident", "deferred"],
  ],
  [
    { type: "Bounce", bounceType: "Transient", status: "5.4.4" },
    ["Send", "Bounce"],
    ["evident", "bounced"],
  ],
  [
    { type: "Bounce", bounceType: "Undetermined", bounceSubType: "Undetermined" },
    ["Send", "Bounce"],
    ["evident", "deferred"],
  ],
  [
    { type: "Bounce", bounceType: "Transient", place: "before delivery" },
    ["Send", "Bounce", "Delivery"],
    ["evident", "deferred", "delivered"],
  ],
  [
    { type: "Bounce", bounceType: "Permanent", place: "after delivery" },
    ["Send", "Delivery", "Bounce"],
    ["evident", "delivered", "bounced"],
  ],
  [
    { type: "Bounce", bounceType: "Permanent", bounceSubType: "OnAccountSuppressionList" },
    ["Send", "Bounce"],
    ["evident", "withheld"],
  ],
  [
    { type: "Complaint", complaintFeedbackType: "abuse" },
    ["Send", "Delivery", "Complaint"],
    ["evident", "delivered", "complained"],
  ],
  [
    { type: "Complaint" },
    ["Send", "Delivery", "Complaint"],
    ["evident", "delivered", "complained"],
  ],
  [
    { type: "Complaint", complaintFeedbackType: "not-spam" },
    ["Send", "Delivery", "Complaint"],
    ["evident", "delivered", "evident"],
  ],
  [
    { type: "Complaint", complaintFeedbackType: "auth-failure" },
    ["Send", "Delivery", "Complaint"],
    ["evident", "delivered", "evident"],
  ],
  [
    {
      type: "Complaint",
      complaintSubType: "OnAccountSuppressionList",
      place: "instead of delivery",
    },
    ["Send", "Complaint"],
    ["evident", "withheld"],
  ],
  [
    { type: "DeliveryDelay", delayType: "MailboxFull" },
    ["Send", "DeliveryDelay", "Delivery"],
    ["evident", "evident", "delivered"],
  ],
  [{ type: "Reject" }, ["Send", "Reject"], ["evident", "discarded"]],
  [{ type: "Rendering Failure" }, ["Send", "Rendering Failure"], ["evident", "discarded"]],
  [
    { type: "Other", eventType: "Novelty" },
    ["Send", "Delivery", "Novelty"],
    ["evident", "delivered"],
  ],
];

const Tags = Object.entries({ edition: "e-1", batch: "000-A", position: "3" }).map(
  ([Name, Value]) => ({ Name, Value }),
);

describe("the local SES, told to publish", () => {
  it.each(events)("%j", async (event, types, facts) => {
    const { ses, send, stop, events } = await anSes();
    ses.faults.set({ tell: { event, count: 1 } });
    await send({ Tags });
    const plain = await send({ Tags });
    await stop();
    const first = events.filter(({ mail }) => mail.messageId !== plain);
    expect(first.map(({ eventType }) => eventType)).toEqual(types);
    const read = first.map(each => readSesEvent(JSON.stringify(each)));
    expect(read.flatMap(each => (each.kind === "feedback" ? each.feedback.facts : []))).toEqual(
      facts,
    );
    expect(
      events.filter(({ mail }) => mail.messageId === plain).map(({ eventType }) => eventType),
    ).toEqual(["Send", "Delivery"]);
  });

  it("the older notifications, without tags, but with the header that the message was handed in with", async () => {
    const { ses, send, stop, events } = await anSes();
    ses.faults.set({ tell: { event: { type: "Complaint", shape: "notification" } } });
    await send({ RawMessage: { Data: aMessage(["Message-ID: <e-1.000-A.3@example.org>"]) }, Tags });
    await stop();
    const complaint = events.find(({ eventType }) => eventType === undefined);
    expect(complaint).toMatchObject({ notificationType: "Complaint" });
    expect(complaint?.mail.tags).toBeUndefined();
    expect(readSesEvent(JSON.stringify(complaint))).toMatchObject({
      feedback: { place: { edition: "e-1", batch: "000-A", position: 3 }, facts: ["complained"] },
    });
  });

  it("of one address alone, and the same once more after a kill", async () => {
    const { ses, send, stop, directory } = await anSes({ publish: () => new Promise(() => {}) });
    ses.faults.set({
      tell: { event: { type: "Bounce", bounceType: "Permanent" }, to: "bob@example.org" },
    });
    await send();
    await send({ Destinations: ["bob@example.org"] });
    await stop({ clean: false });
    const again = await anSes({ directory });
    await again.stop();
    expect(again.events.map(({ eventType }) => eventType)).toEqual([
      "Send",
      "Delivery",
      "Send",
      "Bounce",
    ]);
  });

  it.each([
    '{"tell":{"event":{"type":"Bonce"}}}',
    '{"answer":{"code":"No spaces, please","message":""}}',
  ])("refuses %s with a sentence", async body => {
    const { ses } = await anSes();
    const answer = await fetch(`${ses.url}/_local/faults`, { method: "POST", body });
    expect([answer.status, (await answer.text()).length > 10]).toEqual([400, true]);
  });
});
