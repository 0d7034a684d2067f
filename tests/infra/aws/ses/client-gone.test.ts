import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { SendRawEmailCommand } from "@aws-sdk/client-ses";
import { expect, it, onTestFinished } from "vitest";
import { startForeignSes } from "../../../faults/command/foreign-ses/ses-process.ts";
import { allEvents, fairWeather } from "../../../faults/command/foreign-ses/ses-settings.ts";
import { createWorldClock } from "../../../faults/command/preloads/world-clock.ts";
import { until } from "../../../local-pipeline.ts";
import { argumentsOf } from "../../../programs.ts";
import { aClient, aDirectory, aMessage, anSes, aRequest, journalOf, keptIn } from "./at-work.ts";

/** An SES in a process of its own, and how many letters it has accepted. */
type Ses = { readonly pid: number; readonly url: string; readonly accepted: () => number };

async function aLocalSes(): Promise<Ses> {
  const directory = aDirectory();
  const child = spawn(process.execPath, [...argumentsOf("ses-to-be-killed"), directory]);
  onTestFinished(() => void child.kill("SIGKILL"));
  const [url] = (await once(createInterface(child.stdout), "line")) as [string];
  return { pid: child.pid ?? 0, url, accepted: () => journalOf(directory).length };
}

async function aForeignSes(): Promise<Ses> {
  const directory = aDirectory();
  const ses = await startForeignSes();
  onTestFinished(() => ses.stop());
  const round = ses.open("a-round", {
    seed: 1,
    log: join(directory, "acceptances"),
    worldFile: createWorldClock(directory).worldFile,
    directories: [],
    maxSendRate: 100,
    weather: fairWeather,
    events: allEvents,
  });
  return { pid: ses.pid, url: round.url, accepted: () => round.acceptances().length };
}

/** T: stopped; Z: dead. */
const isIn = (state: "T" | "Z", pid: number) =>
  readFileSync(`/proc/${pid}/stat`, "utf8").includes(`) ${state} `);

/** The last thread of a process closes its connections, and the first may die before it. */
const hasClosedAll = (pid: number) =>
  isIn("Z", pid) && readdirSync(`/proc/${pid}/task`).length === 1;

function aSubmission(url: string): string {
  const { pathname, host } = new URL(url);
  const form = new URLSearchParams({
    Action: "SendRawEmail",
    "RawMessage.Data": aMessage().toString("base64"),
    Source: "office@example.org",
    "Destinations.member.1": "ann@example.org",
  }).toString();
  return `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${form.length}\r\n\r\n${form}`;
}

it.each([
  ["the local SES", "a new connection", aLocalSes, false],
  ["the local SES", "a connection in use", aLocalSes, true],
  ["the foreign SES", "a new connection", aForeignSes, false],
  ["the foreign SES", "a connection in use", aForeignSes, true],
] as const)(
  "%s accepts nothing that it reads only after its client gave up: %s",
  async (_, __, start, inUse) => {
    const ses = await start();
    const submission = aSubmission(ses.url);
    const open = () => connect(Number(new URL(ses.url).port), "127.0.0.1");
    const used = inUse ? open() : undefined;
    if (used) {
      used.write(submission);
      await once(used, "data");
    }

    process.kill(ses.pid, "SIGSTOP");
    await until("the SES is too busy to read", () => isIn("T", ses.pid));
    const socket = used ?? open();
    socket.write(submission, () => socket.destroy());
    await once(socket, "close");
    process.kill(ses.pid, "SIGCONT");

    // It answers the one that waits, and has read the other by then.
    await aClient(ses.url).send(new SendRawEmailCommand(aRequest()));
    expect(ses.accepted()).toBe(inUse ? 2 : 1);
  },
);

it("accepts nothing from a client that gives up while the message is stored", async () => {
  let client: ChildProcess | undefined;
  const dies = () => {
    client?.kill("SIGKILL");
    while (client && !hasClosedAll(client.pid ?? 0)); // The event loop must not turn.
    client = undefined;
    return Date.now();
  };
  const { ses, send, directory } = await anSes({ now: dies });
  const program = `require("net").connect(${new URL(ses.url).port}, "127.0.0.1").write(${JSON.stringify(aSubmission(ses.url))})`;
  client = spawn(process.execPath, ["-e", program], { stdio: "ignore" });
  await once(client, "exit");
  const messageId = await send();
  expect(keptIn(directory)).toEqual([messageId]);
  expect(journalOf(directory)).toEqual([expect.objectContaining({ messageId })]);
});
