import { mkdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { eventsOf } from "./events/events.ts";
import { startPublisher } from "./events/publisher.ts";
import { createFaults, type Faults } from "./faults.ts";
import { openJournal } from "./kept/journal.ts";
import { clearUp, createOutbox, type Outbox, readKept } from "./kept/outbox.ts";
import { describeSetUp } from "./protocol/describe-set-up.ts";
import { createSesServer } from "./protocol/http.ts";
import { refusal, type SesQuery } from "./protocol/query-protocol.ts";
import { readRawMessage } from "./protocol/raw-message.ts";
import { closeServer, listen } from "./protocol/server-life.ts";
import { type SetUp, type SetUpSettings, setUpSchema } from "./protocol/set-up.ts";
import { type Reply, sendRawEmail } from "./send-raw-email.ts";
import { createPace, type Pace } from "./sending-limits.ts";

export type LocalSesOptions = {
  /** Messages are kept in `outbox/<message id>.eml` below it, the journal in `ses/journal.jsonl`. One SES at a time. */
  readonly directory: string;
  /** On 127.0.0.1; 0 or absent: any free one. */
  readonly port?: number;
  /** Messages a second (500). */
  readonly maxSendRate?: number;
  /** Messages in 24 hours (1,000,000). */
  readonly max24HourSend?: number;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** From 0 to below 1. */
  readonly random?: () => number;
  /** Called right before a message is accepted: throws, or ends the process, where another SES may be at work in the directory. */
  readonly mayAccept?: () => void;
  /** Takes SES events, JSON each, at most ten at a time. Called again with the same ones if it rejects. */
  readonly publish: (events: readonly string[]) => Promise<void>;
  /** Told what was found damaged in the directory, in a sentence. */
  readonly onDamage?: (sentence: string) => void;
  /** The disk refuses a file: what it was for is not accepted. */
  readonly onWriteRefused?: (error: unknown, file: string) => void;
  /** A failure of this SES itself. */
  readonly onFailure?: (cause: unknown) => void;
};

export type LocalSes = {
  readonly url: string;
  readonly outbox: Outbox;
  /** Whether its journal has all that it has ever accepted: then what has no event was not accepted. */
  readonly isComplete: boolean;
  readonly faults: Pick<Faults, "get" | "set">;
  /** Replaces what the account's owner has set up; at first it is nothing. Throws a ZodError for what cannot be set up. */
  setUp(settings: SetUpSettings): void;
  /** The most messages accepted in any second since the start, wherever that second begins. */
  sentInAnySecond(): number;
  /** Whether the events of every message accepted so far have been published; one that a fault delays has not been. */
  hasPublishedAll(): boolean;
  /** Whether a fault has kept an event from being published since the start. */
  hasLostEvents(): boolean;
  /**
   * Answers what is under way, publishes what is to be published, and marks the journal clean if that took no longer than
   * `withinMs` (10,000) milliseconds and no event was lost. `clean: false` stops as a kill would.
   */
  stop(options?: { readonly clean?: boolean; readonly withinMs?: number }): Promise<void>;
};

/**
 * A small Amazon SES (SesQuery protocol, API version 2010-12-01: SendRawEmail, GetSendQuota, GetAccountSendingEnabled, and the actions
 * that read what is set up) in this process.
 * What was accepted outlives a kill, and its events since the last clean stop are published again, as SNS publishes at least once.
 * Signatures are not verified. Rejects with EADDRINUSE if the port is taken.
 */
export async function startLocalSes(options: LocalSesOptions): Promise<LocalSes> {
  const { directory, now = Date.now, random = Math.random } = options;
  const limits = { maxSendRate: options.maxSendRate ?? 500, max24HourSend: options.max24HourSend ?? 1_000_000 };
  let setUp: SetUp = setUpSchema.parse({});
  const faults = createFaults(random);
  const changeSetUp = (settings: unknown) => {
    setUp = setUpSchema.parse(settings);
  };
  const onFailure = options.onFailure ?? (cause => console.error(`The local SES failed: ${cause}`));
  const settings = { faults, "set-up": { get: () => setUp, set: changeSetUp } };
  const server = createSesServer(act, settings, onFailure);
  await listen(server, options.port ?? 0); // Before the directory is touched: the port may be that of another SES at work in it.

  const onDamage = options.onDamage ?? (() => {});
  const { journal, unpublishedFrom, times, isComplete } = await openDirectory(directory, onDamage).catch(async cause => {
    await closeServer(server, "at once");
    throw cause;
  });
  const pace = createPace(limits, times);
  const publisher = startPublisher({
    from: unpublishedFrom,
    length: () => journal.length(),
    eventsOf: number => {
      const accepted = journal.read(number);
      const message = readRawMessage(readKept(directory, accepted.messageId) ?? Buffer.alloc(0));
      return eventsOf(accepted, message.kind === "message" ? message.fields : []);
    },
    publish: options.publish,
    faults,
  });
  const { mayAccept = () => {}, onWriteRefused = () => {} } = options;
  const parts = { directory, faults, journal, pace, publisher, now, random, setUp: () => setUp, mayAccept, onWriteRefused };

  async function act(query: SesQuery, isGone: () => boolean): Promise<Reply> {
    if (query.action === "SendRawEmail") return sendRawEmail(parts, query, isGone);
    if (query.action === "GetSendQuota") return { kind: "answer", result: quotaXml(limits, pace, now()) };
    if (query.action === "GetAccountSendingEnabled") {
      return { kind: "answer", result: `<Enabled>${!faults.isSet("accountPaused")}</Enabled>` };
    }
    const described = describeSetUp(query, setUp);
    if (described) return described;
    if (query.action === "") return refusal("MissingAction", "The request is missing an action or a required parameter.");
    return refusal("InvalidAction", `Could not find operation ${query.action} for version 2010-12-01`);
  }

  function markClean(): void {
    try {
      journal.markClean();
    } catch (cause) {
      // Without the mark all events since the last one are published again, and change nothing.
      onWriteRefused(cause, journalFile(directory));
    }
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    outbox: createOutbox(directory, journal),
    isComplete,
    faults,
    setUp: changeSetUp,
    sentInAnySecond: () => pace.sentInAnySecond(),
    hasPublishedAll: publisher.hasPublishedAll,
    hasLostEvents: publisher.hasLostEvents,
    async stop({ clean = true, withinMs = 10_000 } = {}) {
      await closeServer(server, clean ? "when answered" : "at once");
      // Without the mark all is published again at the next start, what was lost as well: the lack of an event then means something.
      const isDrained = clean && (await publisher.drain(withinMs));
      if (isDrained && !publisher.hasLostEvents()) markClean();
      publisher.abandon();
      journal.close();
    },
  };
}

const journalFile = (directory: string) => join(directory, "ses", "journal.jsonl");

async function openDirectory(directory: string, onDamage: (sentence: string) => void) {
  mkdirSync(join(directory, "ses"), { recursive: true, mode: 0o700 });
  const ids = new Set<string>();
  const times: number[] = [];
  const opened = openJournal(
    journalFile(directory),
    ({ messageId, at }) => {
      ids.add(messageId);
      times.push(at);
    },
    onDamage,
  );
  const unnamed = clearUp(directory, messageId => ids.has(messageId));
  for (const name of unnamed) onDamage(`${join(directory, "outbox", name)}: the journal does not name it. It is kept.`);
  return { ...opened, times, isComplete: unnamed.length === 0 };
}

function quotaXml(limits: { maxSendRate: number; max24HourSend: number }, pace: Pace, now: number): string {
  const quota = {
    Max24HourSend: limits.max24HourSend,
    MaxSendRate: limits.maxSendRate,
    SentLast24Hours: pace.sentLast24Hours(now),
  };
  return Object.entries(quota)
    .map(([name, value]) => `<${name}>${Number.isInteger(value) ? value.toFixed(1) : value}</${name}>`)
    .join("");
}
