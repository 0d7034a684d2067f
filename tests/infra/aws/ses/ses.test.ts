import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  GetAccountSendingEnabledCommand,
  GetSendQuotaCommand,
  ListIdentitiesCommand,
} from "@aws-sdk/client-ses";
import { expect, it, onTestFinished } from "vitest";
import { startLocalSes } from "../../../../infra/local/aws/ses/local-ses.ts";
import { aDirectory, aMessage, anSes, errorOf, journalOf, keptIn, letters } from "./at-work.ts";

it("answers with a message id in the shape of SES and keeps the message under it", async () => {
  const { send, directory } = await anSes();
  const messageId = await send();
  expect(messageId).toMatch(
    /^0100[0-9a-f]{12}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-000000$/,
  );
  expect(keptIn(directory)).toEqual([messageId]);
});

it("puts its own Date and Message-ID in the header and leaves every other byte alone", async () => {
  const { send, ses } = await anSes({ now: () => Date.UTC(2026, 10, 23, 9, 0, 0) });
  const body = "Caf\u00e9 =C3=A9\n bare\r\r\n\r\n\r\n.\r\n\u0000\u00ff";
  const data = aMessage(
    [
      "Message-ID: <mine@example.org>",
      "date: yesterday",
      "X-SES-MESSAGE-TAGS: a=b",
      "List-Id: folded\r\n\t<x>",
    ],
    body,
  );
  const messageId = await send({ RawMessage: { Data: data } });
  const kept = ses.outbox.read(messageId)?.toString() ?? "";
  expect(kept.slice(kept.indexOf("\r\n\r\n") + 4)).toBe(body);
  expect(kept.slice(0, kept.indexOf("\r\n\r\n")).split("\r\n")).toEqual([
    "Date: Mon, 23 Nov 2026 09:00:00 +0000",
    `Message-ID: <${messageId}@email.amazonses.com>`,
    "From: Office <office@example.org>",
    "To: ann@example.org",
    "Subject: =?UTF-8?Q?Caf=C3=A9?= hours",
    "MIME-Version: 1.0",
    "List-Id: folded",
    "\t<x>",
  ]);
});

it("writes the journal line before it answers", async () => {
  const { ses, send, directory } = await anSes({ now: () => 1_795_000_000_000 });
  ses.setUp(letters);
  const messageId = await send({
    Tags: [{ Name: "edition", Value: "e-1" }],
    ConfigurationSetName: "letters",
  });
  expect(journalOf(directory)).toEqual([
    {
      messageId,
      at: 1_795_000_000_000,
      source: "Office <office@example.org>",
      destinations: ["success@simulator.amazonses.com"],
      tags: { edition: "e-1" },
      configurationSet: "letters",
      subject: "=?UTF-8?Q?Caf=C3=A9?= hours",
    },
  ]);
});

it("gives every message its own id, even if the clock stands still and random numbers repeat", async () => {
  const { send, directory } = await anSes({ now: () => 1_795_000_000_000, random: () => 0.5 });
  const ids = await Promise.all(Array.from({ length: 40 }, () => send()));
  expect(new Set(ids).size).toBe(40);
  expect(new Set(keptIn(directory))).toEqual(new Set(ids));
});

it("takes sender and recipients from the header if the request names none", async () => {
  const { ses, send } = await anSes();
  const data = aMessage(['Cc: "Smith, Jo" <jo@example.org>, bob@example.org']);
  await send({ RawMessage: { Data: data }, Source: undefined, Destinations: undefined });
  expect(ses.outbox.list()[0]).toMatchObject({
    source: "Office <office@example.org>",
    destinations: ["ann@example.org", '"Smith, Jo" <jo@example.org>', "bob@example.org"],
  });
});

it("returns the quota, and how much of it is used", async () => {
  const { send, client } = await anSes({ maxSendRate: 12.5, max24HourSend: 2_000 });
  await send();
  expect(await client.send(new GetSendQuotaCommand({}))).toMatchObject({
    Max24HourSend: 2_000,
    MaxSendRate: 12.5,
    SentLast24Hours: 1,
  });
});

it("says that sending is enabled", async () => {
  const { client } = await anSes();
  expect(await client.send(new GetAccountSendingEnabledCommand({}))).toMatchObject({
    Enabled: true,
  });
});

it("knows no other action", async () => {
  const { client } = await anSes();
  const error = await errorOf(client.send(new ListIdentitiesCommand({})));
  expect(error).toMatchObject({
    name: "InvalidAction",
    message: "Could not find operation ListIdentities for version 2010-12-01",
  });
});

it("escapes what it repeats of a request in its XML", async () => {
  const { ses } = await anSes();
  const response = await fetch(ses.url, {
    method: "POST",
    body: new URLSearchParams({ Action: "</Message>&\u0000" }),
  });
  expect(await response.text()).toContain("operation &lt;/Message&gt;&amp;\ufffd for");
});

it("takes a message with base64 escaped in another way, or not at all", async () => {
  const { ses } = await anSes();
  const data = aMessage([], "\u00fb\u00ef\u00be~~~???>>>\r\n").toString("base64");
  expect(data).toMatch(/[+/]/);
  const lowerCase = encodeURIComponent(data).replace(/%../g, escaped => escaped.toLowerCase());
  for (const form of [data, lowerCase, `${data}&Destinations.member.1=ann%40example.org`]) {
    const response = await fetch(ses.url, {
      method: "POST",
      body: `Action=SendRawEmail&RawMessage.Data=${form}`,
    });
    expect(response.status).toBe(200);
  }
  const bodies = ses.outbox
    .list()
    .map(({ messageId }) => ses.outbox.read(messageId)?.toString().split("\r\n\r\n")[1]);
  expect(bodies).toEqual(Array(3).fill("\u00fb\u00ef\u00be~~~???>>>\r\n"));
});

it("rejects with EADDRINUSE if its port is taken, before it touches the directory", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await new Promise(resolve => other.once("listening", resolve));
  const { port } = other.address() as AddressInfo;
  const started = startLocalSes({ directory: aDirectory(), port, publish: async () => {} });
  await expect(started).rejects.toMatchObject({ code: "EADDRINUSE" });
});
