import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { GetSendQuotaCommand, SendRawEmailCommand } from "@aws-sdk/client-ses";
import { describe, expect, it } from "vitest";
import { startLocalSes } from "../../../infra/local/ses/ses.ts";
import { aClient, aDirectory, anSes, aRequest, journalOf, keptIn } from "./at-work.ts";

const journalIn = (directory: string) => join(directory, "ses", "journal.jsonl");
const orphan = "0100019a00000000-00000000-0000-4000-8000-000000000000-000000";

describe("after a kill", () => {
  it("publishes again what came after the last clean stop, the same as before", async () => {
    const first = await anSes();
    await first.send();
    await first.stop();
    const second = await anSes({ directory: first.directory });
    const ids = [
      await second.send({ Tags: [{ Name: "position", Value: "1" }] }),
      await second.send({ Destinations: ["bounce@simulator.amazonses.com"] }),
    ];
    await second.stop({ clean: false });
    const published: string[] = [];
    const third = await anSes({ directory: first.directory, publish: async events => void published.push(...events) });
    await third.stop();
    const again = published.map(event => JSON.parse(event));
    expect(again.map(({ mail, eventType }) => [mail.messageId, eventType])).toEqual([
      [ids[0], "Send"],
      [ids[0], "Delivery"],
      [ids[1], "Send"],
      [ids[1], "Bounce"],
    ]);
    for (const event of second.events) expect(again).toContainEqual(event);
  });

  it("publishes the events of a fault again as they were", async () => {
    const first = await anSes({ publish: () => new Promise(() => {}) });
    first.ses.faults.set({ rejectContent: true });
    await first.send();
    await first.stop({ clean: false });
    const second = await anSes({ directory: first.directory });
    await second.stop();
    expect(second.events.map(({ eventType }) => eventType)).toEqual(["Send", "Reject"]);
  });

  it("publishes nothing again after a clean stop", async () => {
    const first = await anSes();
    await first.send();
    await first.stop();
    expect(journalOf(first.directory).at(-1)).toEqual({ clean: true });
    const second = await anSes({ directory: first.directory });
    await second.stop();
    expect(second.events).toEqual([]);
  });

  it("counts what was accepted before towards the quota", async () => {
    const first = await anSes();
    await Promise.all([first.send(), first.send()]);
    await first.stop({ clean: false });
    const second = await anSes({ directory: first.directory });
    expect(await second.client.send(new GetSendQuotaCommand({}))).toMatchObject({ SentLast24Hours: 2 });
    expect(second.ses.outbox.list()).toHaveLength(2);
  });

  it.each(['{"messageId":"0100', '{"clean":tr', "\u00e9"])("cuts off a torn last line: %s", async torn => {
    const first = await anSes();
    const before = await first.send();
    await first.stop({ clean: false });
    appendFileSync(journalIn(first.directory), torn);
    const second = await anSes({ directory: first.directory });
    const after = await second.send();
    await second.stop({ clean: false });
    expect(journalOf(first.directory).map(({ messageId }) => messageId)).toEqual([before, after]);
  });

  it("sets aside a message that was kept but never accepted, and throws half a message away", async () => {
    const directory = aDirectory();
    mkdirSync(join(directory, "outbox"));
    mkdirSync(join(directory, "ses"));
    writeFileSync(join(directory, "outbox", `${orphan}.eml`), "From: a@b.example\r\n\r\n");
    writeFileSync(join(directory, "outbox", "notes.txt"), "someone's own");
    writeFileSync(join(directory, "ses", `${orphan}.tmp`), "From");
    const { ses, stop, events } = await anSes({ directory });
    expect(ses.outbox.size()).toBe(0);
    await stop();
    expect(events).toEqual([]);
    expect(readdirSync(join(directory, "outbox"))).toEqual(["notes.txt"]);
    expect(readdirSync(join(directory, "ses")).sort()).toEqual(["journal.jsonl", "unanswered"]);
    expect(readdirSync(join(directory, "ses", "unanswered"))).toEqual([`${orphan}.eml`]);
  });

  it("names the file and the place if the journal is damaged elsewhere", async () => {
    const directory = aDirectory();
    mkdirSync(join(directory, "ses"));
    writeFileSync(journalIn(directory), '{"clean":true}\nnonsense\n{"clean":true}\n');
    await expect(startLocalSes({ directory, publish: async () => {} })).rejects.toThrow(
      /journal\.jsonl cannot be read at octet 15/,
    );
  });
});

it("leaves the journal without a clean mark if not everything could be published", async () => {
  const { send, stop, directory } = await anSes({ publish: () => new Promise(() => {}) });
  const messageId = await send();
  await stop({ withinMs: 100 });
  expect(journalOf(directory).at(-1)).toMatchObject({ messageId });
});

it("answers what is under way before it stops", async () => {
  const { ses, send, stop, directory } = await anSes();
  ses.faults.set({ delayMs: 100 });
  const answers = Promise.all(Array.from({ length: 5 }, () => send()));
  while (ses.outbox.size() < 5) await new Promise(resolve => setImmediate(resolve));
  await stop();
  expect(new Set(await answers)).toEqual(new Set(keptIn(directory)));
});

it("reads a journal of many pieces", async () => {
  const directory = aDirectory();
  mkdirSync(join(directory, "ses"));
  const accepted = (number: number) => ({
    messageId: `m-${number}`,
    at: number,
    source: "a@b.example",
    destinations: ["a@b.example"],
    tags: {},
    subject: "\u4e2d".repeat(number % 200),
  });
  const lines = Array.from(
    { length: 8_000 },
    (_, number) => `${JSON.stringify(accepted(number))}\n${number % 1_000 === 999 ? '{"clean":true}\n' : ""}`,
  );
  writeFileSync(journalIn(directory), lines.join(""));
  expect(readFileSync(journalIn(directory)).length).toBeGreaterThan(3 * 1024 * 1024);
  const { ses } = await anSes({ directory });
  expect(ses.outbox.list({ limit: 10_000 }).map(({ subject, at }) => [at, subject])).toEqual(
    Array.from({ length: 8_000 }, (_, index) => [7_999 - index, "\u4e2d".repeat((7_999 - index) % 200)]),
  );
});

it("holds in the outbox exactly what it accepted, whenever it is killed", { timeout: 60_000 }, async () => {
  const directory = aDirectory();
  const answered = new Set<string>();
  for (const killAfter of [40, 90, 150]) {
    const child = spawn(process.execPath, [fileURLToPath(new URL("to-be-killed.ts", import.meta.url)), directory]);
    const [url] = (await once(createInterface(child.stdout), "line")) as [string];
    const client = aClient(url);
    const gone = once(child, "exit");
    let alive = true;
    const sender = async () => {
      while (alive) {
        const sent = client.send(new SendRawEmailCommand(aRequest()));
        await sent.then(({ MessageId = "" }) => answered.add(MessageId)).catch(() => {});
      }
    };
    const senders = Promise.all(Array.from({ length: 8 }, sender));
    while (answered.size < killAfter) await new Promise(resolve => setTimeout(resolve, 1));
    child.kill("SIGKILL");
    await gone;
    alive = false;
    await senders;
  }
  const { stop, events } = await anSes({ directory });
  await stop();
  const kept = new Set(keptIn(directory));
  expect(new Set(events.map(({ mail }) => mail.messageId))).toEqual(kept);
  expect(new Set(journalOf(directory).flatMap(({ messageId }) => messageId ?? []))).toEqual(kept);
  expect([...answered].filter(messageId => !kept.has(messageId))).toEqual([]);
});
