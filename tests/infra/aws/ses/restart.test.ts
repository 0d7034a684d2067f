import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { GetSendQuotaCommand, SendRawEmailCommand } from "@aws-sdk/client-ses";
import { describe, expect, it, onTestFinished } from "vitest";
import { openJournal } from "../../../../infra/local/aws/ses/kept/journal.ts";
import { argumentsOf } from "../../../programs.ts";
import {
  aClient,
  aDirectory,
  aMessage,
  anSes,
  aRequest,
  errorOf,
  journalOf,
  keptIn,
} from "./at-work.ts";

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
    const third = await anSes({
      directory: first.directory,
      publish: async events => void published.push(...events),
    });
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
    expect(await second.client.send(new GetSendQuotaCommand({}))).toMatchObject({
      SentLast24Hours: 2,
    });
    expect(second.ses.outbox.list()).toHaveLength(2);
  });

  it.each(['{"messageId":"0100', '{"clean":tr', "\u00e9"])(
    "cuts off a torn last line: %s",
    async torn => {
      const first = await anSes();
      const before = await first.send();
      await first.stop({ clean: false });
      appendFileSync(journalIn(first.directory), torn);
      const second = await anSes({ directory: first.directory });
      const after = await second.send();
      await second.stop({ clean: false });
      expect(journalOf(first.directory).map(({ messageId }) => messageId)).toEqual([before, after]);
    },
  );

  it("deletes a message that was kept and never accepted, and puts into the outbox what the journal has", async () => {
    const first = await anSes();
    const accepted = await first.send();
    await first.stop();
    const { directory } = first;
    renameSync(
      join(directory, "outbox", `${accepted}.eml`),
      join(directory, "ses", `${accepted}.tmp`),
    );
    writeFileSync(join(directory, "outbox", "notes.txt"), "someone's own");
    writeFileSync(join(directory, "ses", `${orphan}.tmp`), "From");
    const { ses, stop, events } = await anSes({ directory });
    expect([ses.outbox.size(), ses.isComplete]).toEqual([1, true]);
    await stop();
    expect(events).toEqual([]);
    expect(readdirSync(join(directory, "outbox")).sort()).toEqual(
      [`${accepted}.eml`, "notes.txt"].sort(),
    );
    expect(readdirSync(join(directory, "ses"))).toEqual(["journal.jsonl"]);
  });

  it("skips an unreadable line, says where it is, and keeps the message that it accepted", async () => {
    const first = await anSes();
    const ids = [await first.send(), await first.send(), await first.send()];
    await first.stop({ clean: false });
    const { directory } = first;
    const lines = readFileSync(journalIn(directory), "utf8").split("\n");
    const torn = lines
      .map((line, index) => (index === 1 ? `${line.slice(0, 40)}\u0000` : line))
      .join("\n");
    writeFileSync(journalIn(directory), `${torn}{"messageId":"0100`);
    const damage: string[] = [];
    const second = await anSes({ directory, onDamage: sentence => damage.push(sentence) });
    const after = await second.send();
    await second.stop();
    expect(damage).toEqual([
      `${journalIn(directory)}, line 2 (at byte ${(lines[0]?.length ?? 0) + 1}): the line cannot be read and is skipped.`,
      `${journalIn(directory)}, line 4 (at byte ${Buffer.byteLength(torn)}): the line is incomplete and is removed.`,
      `${join(directory, "outbox", `${ids[1]}.eml`)}: the journal does not name this file. The file is kept.`,
    ]);
    expect(second.ses.isComplete).toBe(false);
    expect([...new Set(second.events.map(({ mail }) => mail.messageId))].sort()).toEqual(
      [ids[0], ids[2], after].sort(),
    );
    expect(keptIn(directory).sort()).toEqual([...ids, after].sort());
    const third = await anSes({ directory });
    expect(third.ses.outbox.list().map(({ messageId }) => messageId)).toEqual([
      after,
      ids[2],
      ids[0],
    ]);
  });
});

it("accepts no message that the disk has no room for, says so, and accepts others", async () => {
  const directory = aDirectory();
  const command = [process.execPath, ...argumentsOf("ses-to-be-killed"), directory];
  // The system refuses a file beyond 16 kB (POSIX sh counts in blocks of 512 bytes).
  const limited = ["-c", 'ulimit -f 32; exec "$@"', "sh", ...command];
  const child = spawn("sh", limited, { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const client = aClient((await lines.next()).value ?? "");
  const send = (body: string) =>
    client.send(new SendRawEmailCommand(aRequest({ RawMessage: { Data: aMessage([], body) } })));
  await send("short\r\n");
  expect(await errorOf(send("a long line of it\r\n".repeat(2_000)))).toMatchObject({
    name: "Throttling",
  });
  expect((await lines.next()).value).toBe(`EFBIG ${join(directory, "outbox")}`);
  await send("short\r\n");
  // Then the journal itself is as long as may be.
  let refused: unknown;
  for (let sent = 0; refused === undefined && sent < 200; sent++)
    refused = await send("short\r\n").then(
      () => undefined,
      error => error,
    );
  expect(refused).toMatchObject({ name: "Throttling" });
  expect((await lines.next()).value).toBe(`EFBIG ${journalIn(directory)}`);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(readdirSync(join(directory, "ses"))).toEqual(["journal.jsonl"]);
  const { ses } = await anSes({ directory });
  expect(ses.isComplete).toBe(true);
  expect(
    ses.outbox
      .list({ limit: 1_000 })
      .map(({ messageId }) => messageId)
      .sort(),
  ).toEqual(keptIn(directory).sort());
}, 60_000);

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
    (_, number) =>
      `${JSON.stringify(accepted(number))}\n${number % 1_000 === 999 ? '{"clean":true}\n' : ""}`,
  );
  writeFileSync(journalIn(directory), lines.join(""));
  expect(readFileSync(journalIn(directory)).length).toBeGreaterThan(3 * 1024 * 1024);
  const { ses } = await anSes({ directory });
  expect(ses.outbox.list({ limit: 10_000 }).map(({ subject, at }) => [at, subject])).toEqual(
    Array.from({ length: 8_000 }, (_, index) => [
      7_999 - index,
      "\u4e2d".repeat((7_999 - index) % 200),
    ]),
  );
});

it("holds in the outbox exactly what it accepted, whenever it is killed", {
  timeout: 60_000,
}, async () => {
  const directory = aDirectory();
  const answered = new Set<string>();
  for (const killAfter of [40, 90, 150]) {
    const child = spawn(process.execPath, [...argumentsOf("ses-to-be-killed"), directory]);
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

describe("the journal of a run that has lost its directory", () => {
  it("gets nothing more, not even the message under way", async () => {
    const path = join(aDirectory(), "journal.jsonl");
    let isHeld = true;
    const mayWrite = () => {
      if (!isHeld) throw new Error("lost");
    };
    const ignore = () => {};
    const { journal } = openJournal(path, ignore, ignore, mayWrite);
    const accepted = {
      messageId: "m-1",
      at: 0,
      source: "a@example.org",
      destinations: [],
      tags: {},
      subject: "",
    };
    await journal.append(accepted);
    const content = `${readFileSync(path, "utf8")}${JSON.stringify({ by: "the new holder" })}\n`;
    const underWay = journal.append({ ...accepted, messageId: "m-2" });
    appendFileSync(path, `${JSON.stringify({ by: "the new holder" })}\n`);
    isHeld = false;
    await expect(underWay).rejects.toThrow("lost");
    expect(() => journal.markClean()).toThrow("lost");
    journal.close();
    expect(readFileSync(path, "utf8")).toBe(content);
  });
});
