import { describe, expect, it } from "vitest";
import { until } from "../../../local-pipeline.ts";
import { aMessage, anSes, letters } from "./at-work.ts";

const simulated = [
  ["success", ["Send", "Delivery"]],
  ["ooto", ["Send", "Delivery", "Bounce"]],
  ["bounce", ["Send", "Bounce"]],
  ["complaint", ["Send", "Delivery", "Complaint"]],
  ["suppressionlist", ["Send", "Bounce"]],
] as const;

describe("the mailbox simulator", () => {
  it.each(simulated)("%s@ gives %j, in any case and with any label", async (mailbox, types) => {
    const { send, stop, events } = await anSes();
    const address = `Ann <${mailbox.toUpperCase()}+label.2@Simulator.AmazonSES.com>`;
    await send({ Destinations: [address] });
    await stop();
    expect(events.map(({ eventType }) => eventType)).toEqual(types);
  });

  it("bounces permanently, and marks the bounces that are SES's own suppression", async () => {
    const { send, stop, events } = await anSes();
    await send({
      Destinations: ["bounce@simulator.amazonses.com", "suppressionlist@simulator.amazonses.com"],
    });
    await stop();
    expect(events.slice(1).map(({ bounce }) => bounce)).toMatchObject([
      {
        bounceType: "Permanent",
        bounceSubType: "General",
        bouncedRecipients: [{ emailAddress: "bounce@simulator.amazonses.com", status: "5.1.1" }],
      },
      { bounceType: "Permanent", bounceSubType: "Suppressed" },
    ]);
    expect(new Set(events.map(({ bounce }) => bounce?.feedbackId)).size).toBe(3);
  });

  it("gives an automatic reply as the simulator does: a transient bounce without a status, after the delivery", async () => {
    const { send, stop, events } = await anSes();
    await send({ Destinations: ["ooto@simulator.amazonses.com"] });
    await stop();
    expect(events[2]?.bounce).toMatchObject({
      bounceType: "Transient",
      bounceSubType: "General",
      bouncedRecipients: [{ emailAddress: "ooto@simulator.amazonses.com" }],
    });
    expect(JSON.stringify(events[2]?.bounce)).not.toContain("status");
  });

  it("delivers to every other address, and to other mailboxes of its own", async () => {
    const { send, stop, events } = await anSes();
    await send({ Destinations: ["bounce@example.org", "constructor@simulator.amazonses.com"] });
    await stop();
    expect(events.map(({ eventType }) => eventType)).toEqual(["Send", "Delivery", "Delivery"]);
  });
});

it("carries the tags, the header and the addresses in the shape of event publishing", async () => {
  const { ses, send, stop, events } = await anSes({ now: () => Date.UTC(2026, 10, 23, 9) });
  ses.setUp(letters);
  const messageId = await send({
    RawMessage: { Data: aMessage(["Reply-To: help@example.org"]) },
    Tags: [
      { Name: "edition", Value: "e-1" },
      { Name: "__proto__", Value: "7" },
    ],
    ConfigurationSetName: "letters",
  });
  await stop();
  const [sent, delivered] = events;
  expect(sent).toMatchObject({
    eventType: "Send",
    send: {},
    mail: {
      timestamp: "2026-11-23T09:00:00.000Z",
      messageId,
      source: "Office <office@example.org>",
      sendingAccountId: "000000000000",
      destination: ["success@simulator.amazonses.com"],
      headersTruncated: false,
      commonHeaders: {
        from: ["Office <office@example.org>"],
        to: ["ann@example.org"],
        replyTo: ["help@example.org"],
        messageId,
      },
    },
  });
  expect(sent?.mail.headers).toContainEqual({ name: "Reply-To", value: "help@example.org" });
  expect(Object.entries(sent?.mail.tags ?? {})).toEqual(
    expect.arrayContaining([
      ["edition", ["e-1"]],
      ["__proto__", ["7"]],
      ["ses:configuration-set", ["letters"]],
      ["ses:from-domain", ["example.org"]],
    ]),
  );
  expect(delivered).toMatchObject({
    eventType: "Delivery",
    delivery: { recipients: ["success@simulator.amazonses.com"] },
  });
  expect(delivered?.mail).toEqual(sent?.mail);
});

it("cuts a header of more than 10 kB and says so", async () => {
  const { send, stop, events } = await anSes();
  const header = Array.from({ length: 30 }, (_, number) => `X-Long-${number}: ${"x".repeat(500)}`);
  await send({ RawMessage: { Data: aMessage(header) } });
  await stop();
  expect(events[0]?.mail.headersTruncated).toBe(true);
  expect(JSON.stringify(events[0]?.mail.headers).length).toBeLessThan(11_000);
});

it("publishes without being asked, in batches of at most ten", async () => {
  const areSent = Promise.withResolvers<void>();
  const batches: number[] = [];
  const { send, ses } = await anSes({
    publish: async events => {
      batches.push(events.length);
      await areSent.promise;
    },
  });
  await Promise.all(Array.from({ length: 60 }, () => send()));
  areSent.resolve();
  await until("all events are there", () => ses.hasPublishedAll());
  expect(batches.reduce((sum, size) => sum + size)).toBe(120);
  expect(Math.max(...batches)).toBe(10);
});

it("answers while publishing hangs", async () => {
  const { send, ses } = await anSes({ publish: () => new Promise(() => {}) });
  for (let number = 0; number < 20; number++) await send();
  expect(ses.outbox.size()).toBe(20);
});

it("tries again while publishing fails", async () => {
  const published: string[] = [];
  let failures = 3;
  const { send, stop } = await anSes({
    publish: async events => {
      if (failures-- > 0) throw new Error("The queue is away.");
      published.push(...events);
    },
  });
  await Promise.all([send(), send()]);
  await stop();
  expect(published).toHaveLength(4);
  expect(new Set(published).size).toBe(4);
});
