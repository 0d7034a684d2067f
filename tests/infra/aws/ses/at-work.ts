import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  SESClient,
  type SESServiceException,
  SendRawEmailCommand,
  type SendRawEmailCommandInput,
} from "@aws-sdk/client-ses";
import { onTestFinished } from "vitest";
import { type LocalSesOptions, startLocalSes } from "../../../../infra/local/aws/ses/local-ses.ts";

/** The part of an SES event that these tests look at. */
export type SeenEvent = {
  readonly eventType: string;
  readonly mail: {
    readonly timestamp: string;
    readonly messageId: string;
    readonly source: string;
    readonly destination: readonly string[];
    readonly headersTruncated: boolean;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
    readonly commonHeaders: Readonly<Record<string, unknown>>;
    readonly tags: Readonly<Record<string, readonly string[]>>;
  };
  readonly bounce?: {
    readonly bounceType: string;
    readonly bounceSubType: string;
    readonly feedbackId: string;
  };
};

/** An account with the configuration set "letters". */
export const letters = {
  configurationSets: {
    letters: { destinations: [], sendingEnabled: true, reputationMetrics: true },
  },
};

/** A directory that is gone after the test. */
export function aDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), ""));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A local SES, a client of it without retries, and all events it publishes; stopped when the test ends. */
export async function anSes(options: Partial<LocalSesOptions> = {}) {
  const directory = options.directory ?? aDirectory();
  const events: SeenEvent[] = [];
  const publish = async (bodies: readonly string[]) => {
    events.push(...bodies.map(body => JSON.parse(body) as SeenEvent));
  };
  const ses = await startLocalSes({ publish, ...options, directory });
  const client = aClient(ses.url);
  let running = true;
  const stop = async (how?: { clean?: boolean; withinMs?: number }) => {
    if (!running) return;
    running = false;
    await ses.stop(how);
  };
  onTestFinished(() => stop({ clean: false }));
  const send = async (input: Partial<SendRawEmailCommandInput> = {}) => {
    const { MessageId = "" } = await client.send(new SendRawEmailCommand(aRequest(input)));
    return MessageId;
  };
  return { ses, client, directory, events, send, stop };
}

export function aClient(endpoint: string): SESClient {
  const client = new SESClient({
    endpoint,
    region: "eu-west-2",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    maxAttempts: 1,
  });
  onTestFinished(() => client.destroy());
  return client;
}

export function aRequest(input: Partial<SendRawEmailCommandInput> = {}): SendRawEmailCommandInput {
  return {
    RawMessage: { Data: aMessage() },
    Source: "Office <office@example.org>",
    Destinations: ["success@simulator.amazonses.com"],
    ...input,
  };
}

export function aMessage(header: readonly string[] = [], body = "Dear colleague,\r\n"): Buffer {
  const own = [
    "From: Office <office@example.org>",
    "To: ann@example.org",
    "Subject: =?UTF-8?Q?Caf=C3=A9?= hours",
    "MIME-Version: 1.0",
  ];
  return Buffer.from(`${[...own, ...header].join("\r\n")}\r\n\r\n${body}`);
}

/** The error that a call ends with; fails the test if it does not. */
export async function errorOf(call: Promise<unknown>): Promise<SESServiceException> {
  return call.then(
    () => Promise.reject(new Error("It was accepted.")),
    (error: SESServiceException) => error,
  );
}

export function keptIn(directory: string): string[] {
  return readdirSync(join(directory, "outbox")).map(name => name.replace(/\.eml$/, ""));
}

export function journalOf(directory: string): Record<string, unknown>[] {
  const lines = readFileSync(join(directory, "ses", "journal.jsonl"), "utf8")
    .trim()
    .split("\n");
  return lines.filter(line => line !== "").map(line => JSON.parse(line) as Record<string, unknown>);
}
