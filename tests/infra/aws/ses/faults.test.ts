import { once } from "node:events";
import { connect } from "node:net";
import { GetAccountSendingEnabledCommand } from "@aws-sdk/client-ses";
import { describe, expect, it } from "vitest";
import { createFaults } from "../../../../infra/local/aws/ses/faults.ts";
import { until } from "../../../local-pipeline.ts";
import { anSes, errorOf, keptIn } from "./at-work.ts";

const withoutAcceptance = [
  [
    "throttle",
    {
      name: "Throttling",
      message: "Maximum sending rate exceeded.",
      $metadata: { httpStatusCode: 400 },
    },
  ],
  ["refuse", { name: "MessageRejected", $metadata: { httpStatusCode: 400 } }],
  ["accountPaused", { name: "AccountSendingPausedException", $metadata: { httpStatusCode: 400 } }],
  ["serverError", { name: "InternalFailure", $metadata: { httpStatusCode: 500 } }],
  ["resetBeforeAccept", { code: "ECONNRESET" }],
] as const;

describe("before acceptance", () => {
  it.each(withoutAcceptance)(
    "%s accepts nothing, once, and all is well again",
    async (fault, error) => {
      const { ses, send, stop, directory, events } = await anSes();
      ses.faults.set({ [fault]: { count: 1 } });
      expect(await errorOf(send())).toMatchObject(error);
      expect(keptIn(directory)).toEqual([]);
      const messageId = await send();
      await stop();
      expect(events.map(({ mail }) => mail.messageId)).toEqual([messageId, messageId]);
    },
  );
});

/** A whole request for a letter, as it lies on the wire. */
function aRequest(port: string): string {
  const letter = "From: a@example.org\r\nTo: b@example.org\r\nSubject: Late\r\n\r\nHello.\r\n";
  const form = new URLSearchParams({
    Action: "SendRawEmail",
    "RawMessage.Data": Buffer.from(letter).toString("base64"),
  }).toString();
  const headers = [
    "content-type: application/x-www-form-urlencoded",
    `content-length: ${form.length}`,
  ];
  return ["POST / HTTP/1.1", `host: 127.0.0.1:${port}`, ...headers, "", form].join("\r\n");
}

describe("a client that has given up", () => {
  it("gets nothing accepted, even if its request and its end are read late and together", async () => {
    const { ses, send } = await anSes();
    const { port } = new URL(ses.url);
    const socket = connect(Number(port), "127.0.0.1");
    await once(socket, "connect");
    // Both before the server, which is in this process, has a look.
    socket.write(aRequest(port));
    socket.destroy();
    for (let sent = 1; sent <= 3; sent++) {
      await send();
      expect(ses.outbox.size()).toBe(sent);
    }
  });

  it("gets its message accepted while it waits", async () => {
    const { ses } = await anSes();
    const { port } = new URL(ses.url);
    const socket = connect(Number(port), "127.0.0.1");
    await once(socket, "connect");
    socket.write(aRequest(port));
    const [answer] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1.1 200/);
    expect(ses.outbox.size()).toBe(1);
    socket.destroy();
  });
});

const afterAcceptance = [
  ["resetAfterAccept", { code: "ECONNRESET" }],
  ["errorAfterAccept", { name: "InternalFailure", $metadata: { httpStatusCode: 500 } }],
] as const;

describe("after acceptance", () => {
  it.each(afterAcceptance)(
    "%s keeps the message and publishes its events",
    async (fault, error) => {
      const { ses, send, stop, directory, events } = await anSes();
      ses.faults.set({ [fault]: true });
      expect(await errorOf(send())).toMatchObject(error);
      await stop();
      const [messageId] = keptIn(directory);
      expect(events.map(({ mail }) => mail.messageId)).toEqual([messageId, messageId]);
    },
  );

  it("delayMs answers late, when the message has long been accepted", async () => {
    const { ses, send } = await anSes();
    ses.faults.set({ delayMs: 300 });
    await send();
    const [accepted] = ses.outbox.list();
    expect(Date.now() - (accepted?.at ?? Number.NaN)).toBeGreaterThanOrEqual(295);
  });
});

describe("events", () => {
  it("are lost, as many as the fault says", async () => {
    const { ses, send, stop, events } = await anSes();
    ses.faults.set({ loseEvents: { count: 1 } });
    await send();
    await stop();
    expect(events.map(({ eventType }) => eventType)).toEqual(["Delivery"]);
  });

  it("are doubled, as many as the fault says", async () => {
    const { ses, send, stop, events } = await anSes();
    ses.faults.set({ doubleEvents: { count: 1 } });
    await send();
    await stop();
    expect(events.map(({ eventType }) => eventType)).toEqual(["Send", "Send", "Delivery"]);
  });

  it("are delayed", async () => {
    const { ses, send, events } = await anSes();
    ses.faults.set({ delayEventsMs: { ms: 1_500, count: 1 } });
    const late = await send();
    const early = await send();
    await until("all events are there", () => events.length === 4);
    expect(events.map(({ mail }) => mail.messageId)).toEqual([early, early, late, late]);
  });

  it("are not waited for at the stop if they are delayed", async () => {
    const { ses, send, stop, events } = await anSes();
    ses.faults.set({ delayEventsMs: 60_000 });
    await send();
    await stop();
    expect(events).toHaveLength(2);
  });

  it("report rejected content, or a delayed delivery, after acceptance", async () => {
    const { ses, send, stop, events } = await anSes();
    ses.faults.set({ rejectContent: { count: 1 } });
    await send();
    ses.faults.set({ deliveryDelay: { count: 1 } });
    await send();
    await stop();
    expect(events.map(({ eventType }) => eventType)).toEqual([
      "Send",
      "Reject",
      "Send",
      "DeliveryDelay",
      "Delivery",
    ]);
  });
});

it("says that sending is disabled while the account is paused, however often it is asked", async () => {
  const { ses, client, send } = await anSes();
  ses.faults.set({ accountPaused: { count: 1 } });
  for (let time = 0; time < 2; time++)
    expect(await client.send(new GetAccountSendingEnabledCommand({}))).toMatchObject({
      Enabled: false,
    });
  await errorOf(send());
  expect(await client.send(new GetAccountSendingEnabledCommand({}))).toMatchObject({
    Enabled: true,
  });
});

it("strikes as often as its probability says", () => {
  let drawn = 0;
  const faults = createFaults(() => (drawn++ % 10) / 10);
  faults.set({ throttle: { probability: 0.3 }, refuse: { probability: 0 } });
  expect(
    Array.from({ length: 100 }, () => faults.strikes("throttle")).filter(Boolean),
  ).toHaveLength(30);
  expect(Array.from({ length: 100 }, () => faults.strikes("refuse")).filter(Boolean)).toHaveLength(
    0,
  );
});

describe("over the wire", () => {
  const post = (url: string, body: string) =>
    fetch(`${url}/_local/faults`, { method: "POST", body });

  it("sets and shows the faults, counts as they are used up", async () => {
    const { ses, send } = await anSes();
    expect((await post(ses.url, '{"throttle": {"count": 3}, "delayMs": 1}')).status).toBe(200);
    await errorOf(send());
    expect(await (await fetch(`${ses.url}/_local/faults`)).json()).toEqual({
      throttle: { count: 2 },
      delayMs: { ms: 1 },
    });
    await post(ses.url, "{}");
    await expect(send()).resolves.toBeTruthy();
  });

  it.each([
    ['{"throtle": {"count": 3}}', "throtle"],
    ['{"throttle": {"probability": 2}}', "throttle"],
    ['{"delayMs": -1}', "delayMs"],
    ["throttle", "not JSON"],
  ])("says what is wrong with %s, and changes nothing", async (body, what) => {
    const { ses } = await anSes();
    ses.faults.set({ refuse: true });
    const response = await post(ses.url, body);
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(what)]);
    expect(ses.faults.get()).toEqual({ refuse: {} });
  });
});
