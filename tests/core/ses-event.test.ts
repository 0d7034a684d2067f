import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSesEvent } from "../../functions/core/ses-event.ts";

const place = { edition: "community-care_20261117T090000Z", batch: "0", position: 7 };
const tags = { "ses:source-ip": ["192.0.2.1"], edition: [place.edition], batch: ["0"], position: ["7"] };

function anEvent(eventType: string, more: object = {}, mail: object = {}): string {
  return JSON.stringify({
    eventType,
    mail: { timestamp: "2026-11-17T09:00:00Z", messageId: "0102", destination: ["jane@example.net"], tags, ...mail },
    ...more,
  });
}

describe("readSesEvent", () => {
  it.each([
    ["Send", {}, ["evident"], undefined],
    ["DeliveryDelay", { deliveryDelay: { delayType: "MailboxFull" } }, ["evident"], undefined],
    ["Delivery", { delivery: { smtpResponse: "250 ok" } }, ["delivered"], undefined],
    ["Bounce", { bounce: { bounceType: "Permanent", bounceSubType: "General" } }, ["bounced"], "bounced"],
    ["Bounce", { bounce: { bounceType: "Permanent", bounceSubType: "OnAccountSuppressionList" } }, ["bounced"], "bounced"],
    ["Bounce", { bounce: { bounceType: "Transient", bounceSubType: "MailboxFull" } }, ["bounced"], undefined],
    ["Bounce", { bounce: { bounceType: "Undetermined" } }, ["bounced"], undefined],
    ["Complaint", { complaint: { complaintFeedbackType: "abuse" } }, ["complained"], "complained"],
    ["Reject", { reject: { reason: "Bad content" } }, ["bounced"], undefined],
  ])("reads %s %j", (type, more, facts, suppress) => {
    expect(readSesEvent(anEvent(type, more))).toEqual({
      kind: "feedback",
      feedback: { place, facts, messageId: "0102", at: Date.parse("2026-11-17T09:00:00Z"), ...(suppress && { suppress }) },
    });
  });

  it.each(["Open", "Click", "Subscription", "Rendering Failure", "Something new"])("leaves %s alone", type => {
    expect(readSesEvent(anEvent(type))).toEqual({ kind: "foreign" });
  });

  it.each([
    ["none", {}],
    ["no position", { edition: ["e"], batch: ["0"] }],
    ["a position that is no number", { ...tags, position: ["seven"] }],
    ["a position beyond any batch", { ...tags, position: ["100"] }],
    ["another's alphabet", { ...tags, edition: ["a b"] }],
  ])("leaves a message alone whose tags are not ours: %s", (_, others) => {
    expect(readSesEvent(anEvent("Send", {}, { tags: others }))).toEqual({ kind: "foreign" });
    expect(readSesEvent(anEvent("Send", {}, { tags: undefined }))).toEqual({ kind: "foreign" });
  });

  it.each([
    ["no JSON", "{"],
    ["nothing", ""],
    ["null", "null"],
    [
      "the older notifications, which are another shape",
      JSON.stringify({ notificationType: "Complaint", mail: { messageId: "1" } }),
    ],
    ["SNS's envelope, without raw delivery", JSON.stringify({ Type: "Notification", Message: anEvent("Send") })],
  ])("says that it cannot read %s", (_, body) => {
    expect(readSesEvent(body).kind).toBe("unreadable");
  });

  it("leaves alone what SES says to a new topic", () => {
    expect(readSesEvent("Successfully validated SNS topic for Amazon SES event publishing.")).toEqual({ kind: "foreign" });
  });

  it("names no address when it cannot read an event", () => {
    expect(JSON.stringify(readSesEvent(anEvent("Bounce", { bounce: { bounceType: "jane@example.net" } })))).not.toContain("jane");
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), body => {
        expect(["feedback", "foreign", "unreadable"]).toContain(readSesEvent(body).kind);
      }),
    );
  });
});
