import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSesEvent } from "../../../functions/core/ledger/ses-event.ts";
import { anEvent, eventRows, place, tags } from "./ses-event-rows.ts";

const read = (body: string) => {
  const event = readSesEvent(body);
  if (event.kind !== "feedback") throw new Error(`${event.kind}: ${JSON.stringify(event)}`);
  return event.feedback;
};

describe("readSesEvent", () => {
  it.each(eventRows)("reads $name", ({ type, detail, facts, suppress, isReport, note }) => {
    const feedback = read(anEvent(type, detail));
    expect(feedback).toMatchObject({
      place,
      facts,
      messageId: "0102",
      at: Date.parse("2026-11-17T09:00:00Z"),
    });
    expect([feedback.suppress, feedback.isReport]).toEqual([suppress, isReport]);
    if (note === undefined) expect(feedback.note).toBeUndefined();
    else expect(feedback.note).toMatchObject(note);
  });

  it.each(eventRows.filter(({ legacy }) => legacy))(
    "reads $name in the shape of the older notifications",
    row => {
      const older = anEvent(row.type, row.detail).replace('"eventType"', '"notificationType"');
      expect(older).toContain("notificationType");
      expect(read(older)).toEqual(read(anEvent(row.type, row.detail)));
    },
  );

  it("finds the place of an older notification, which has no tags, in the letter's own Message-ID", () => {
    const headers = [
      { name: "From", value: "letters@example.org" },
      { name: "Message-ID", value: `<${place.edition}.0.7@example.org>` },
    ];
    const older = (mail: object) =>
      anEvent("Complaint", {}, { tags: undefined, ...mail }).replace(
        '"eventType"',
        '"notificationType"',
      );
    expect(read(older({ headers }))).toMatchObject({ place, suppress: "complained" });
    for (const strange of [{}, { headers: [{ name: "Message-ID", value: "<a.b@example.org>" }] }])
      expect(readSesEvent(older(strange))).toMatchObject({
        kind: "unplaced",
        destination: ["jane@example.net"],
        feedback: { messageId: "0102", facts: ["complained"] },
      });
  });

  it("accepts new, null or strange fields in parts that it does not need", () => {
    const strange = {
      bounce: {
        bounceType: "Transient",
        bounceSubType: null,
        feedbackId: 7,
        timestamp: "yesterday",
        new: [1],
        bouncedRecipients: [
          { emailAddress: "jane@example.net", status: null, diagnosticCode: { a: 1 } },
        ],
      },
      newer: { things: true },
    };
    expect(
      read(
        anEvent("Bounce", strange, {
          newer: 1,
          destination: "jane@example.net",
          timestamp: "soon",
        }),
      ),
    ).toMatchObject({
      facts: ["deferred"],
    });
    expect(
      read(
        anEvent("Complaint", { complaint: { complaintSubType: null, complaintFeedbackType: 3 } }),
      ),
    ).toMatchObject({
      facts: ["complained"],
    });
  });

  it.each(["Open", "Click", "Subscription"])("leaves %s alone", type => {
    expect(readSesEvent(anEvent(type))).toEqual({ kind: "foreign" });
  });

  it("names a kind of event that it does not know", () => {
    expect(readSesEvent(anEvent("Something <new>"))).toEqual({
      kind: "foreign",
      unfamiliar: "Something new",
    });
  });

  it.each([
    ["none", {}],
    ["no position", { edition: ["e"], batch: ["0"] }],
    ["a position that is no number", { ...tags, position: ["seven"] }],
    ["a position beyond any batch", { ...tags, position: ["1000"] }],
    ["another's alphabet", { ...tags, edition: ["a b"] }],
  ])("ignores a message with tags that are not ours: %s", (_, others) => {
    expect(readSesEvent(anEvent("Send", {}, { tags: others }))).toEqual({ kind: "foreign" });
    expect(readSesEvent(anEvent("Send", {}, { tags: undefined }))).toEqual({ kind: "foreign" });
  });

  it.each([
    ["no JSON", "{"],
    ["nothing", ""],
    ["null", "null"],
    ["neither shape", JSON.stringify({ mail: { messageId: "1", tags } })],
    ["a bounce of no type", anEvent("Bounce", { bounce: {} })],
    [
      "a bounce of a type that we do not know",
      anEvent("Bounce", { bounce: { bounceType: "Cosmic" } }),
    ],
    [
      "SNS's envelope, without raw delivery",
      JSON.stringify({ Type: "Notification", Message: anEvent("Send") }),
    ],
  ])("says that it cannot read %s", (_, body) => {
    expect(readSesEvent(body).kind).toBe("unreadable");
  });

  it("ignores what SES says to a new topic", () => {
    expect(
      readSesEvent("Successfully validated SNS topic for Amazon SES event publishing."),
    ).toEqual({ kind: "foreign" });
    const subscribed = {
      notificationType: "AmazonSnsSubscriptionSucceeded",
      message: "You have subscribed",
    };
    expect(readSesEvent(JSON.stringify(subscribed))).toEqual({ kind: "foreign" });
  });

  it("names no address when it cannot read an event", () => {
    expect(
      JSON.stringify(
        readSesEvent(anEvent("Bounce", { bounce: { bounceType: "jane@example.net" } })),
      ),
    ).not.toContain("jane");
  });

  it("keeps no address of a server's words, whole or in part", () => {
    const diagnosticCode =
      "smtp; 550 5.1.1 <Jane.Smith@example.net>: user jane.smith unknown; see https://x.example/?to=jane.smith@example.net";
    const bouncedRecipients = [{ emailAddress: "jane.smith@example.net", diagnosticCode }];
    const { note } = read(
      anEvent("Bounce", {
        bounce: { bounceType: "Permanent", bounceSubType: "General", bouncedRecipients },
      }),
    );
    expect(JSON.stringify(note)).not.toMatch(/jane|example\.net/i);
    expect(note).toMatchObject({
      status: "5.1.1",
      diagnostic: expect.stringContaining("smtp; 550 5.1.1"),
    });
  });

  it("never throws", () => {
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          kind: fc.constantFrom("Bounce", "Complaint", "Reject", "DeliveryDelay"),
          detail: fc.jsonValue(),
        })
        .map(({ kind, detail }) =>
          anEvent(kind, {
            bounce: detail,
            complaint: detail,
            reject: detail,
            deliveryDelay: detail,
          }),
        ),
    );
    fc.assert(
      fc.property(body, text => {
        expect(["feedback", "unplaced", "single", "foreign", "unreadable"]).toContain(
          readSesEvent(text).kind,
        );
      }),
    );
  });
});
