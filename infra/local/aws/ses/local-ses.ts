import { mkdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { eventsOf } from "./events/events.ts";
import { forQueue, type Gathering, startPublisher } from "./events/publisher.ts";
import { createFaults, type Faults } from "./faults.ts";
import { openJournal } from "./kept/journal.ts";
import { clearUp, createOutbox, type Outbox, readKept } from "./kept/outbox.ts";
import { describeSetUp } from "./protocol/describe-set-up.ts";
import { createSesServer, type Setting } from "./protocol/http.ts";
import { refusal, type SesQuery } from "./protocol/query-protocol.ts";
import { readRawMessage } from "./protocol/raw-message.ts";
import { closeServer, listen } from "./protocol/server-life.ts";
import { type SetUp, type SetUpSettings, setUpSchema } from "./protocol/set-up.ts";
import { type Reply, sendRawEmail } from "./send-raw-email.ts";
import { createPace, type Pace } from "./sending-limits.ts";
import { createSuppressionList } from "./suppression-list.ts";

export type LocalSesOptions = {
  /**
   * Holds messages in `outbox/<message id>.eml`, and the journal in `ses/journal.jsonl`. One SES at
   * a time may use it.
   */
  readonly directory: string;
  /** On 127.0.0.1; 0 or undefined: any free port. */
  readonly port?: number;
  /** Messages a second; by default 10,000: as many as this machine can. */
  readonly maxSendRate?: number;
  /** Messages in 24 hours; by default 1,000,000. */
  readonly max24HourSend?: number;
  /** Returns epoch milliseconds. */
  readonly now?: () => number;
  /** Returns a number from 0 to below 1. */
  readonly random?: () => number;
  /**
   * Called right before each write to the journal, which accepts messages or marks it clean. Must
   * throw or end the process if another SES may use the directory.
   */
  readonly mayWrite?: () => void;
  /** Receives SES events, each as JSON. If it rejects, it is called again with the same events. */
  readonly publish: (events: readonly string[]) => Promise<void>;
  /** Undefined: at most ten events at a time. */
  readonly gathering?: Gathering;
  /** Called with a sentence for each damage found in the directory. */
  readonly onDamage?: (sentence: string) => void;
  /** The disk refuses to write a file. The message is then not accepted. */
  readonly onWriteRefused?: (error: unknown, file: string) => void;
  /** A failure of this SES itself. */
  readonly onFailure?: (cause: unknown) => void;
};

export type LocalSes = {
  readonly url: string;
  readonly outbox: Outbox;
  /**
   * Whether the journal has every message ever accepted. If so, a message without an event was not
   * accepted.
   */
  readonly isComplete: boolean;
  readonly faults: Pick<Faults, "get" | "set">;
  /** The account's own suppression list. */
  readonly suppressed: Setting;
  /**
   * Replaces the account's identities and configuration sets; at first there are none. Throws a
   * ZodError if invalid.
   */
  setUp(settings: SetUpSettings): void;
  /** The most messages accepted in any second since the start, wherever that second begins. */
  sentInAnySecond(): number;
  /**
   * Whether all events of the accepted messages are published. Events delayed by a fault are not.
   */
  hasPublishedAll(): boolean;
  /** Whether a fault has suppressed an event since the start. */
  hasLostEvents(): boolean;
  /**
   * Answers the requests under way and publishes the remaining events. Marks the journal clean if
   * that took no longer than `withinMs` (by default 10,000), no event was lost, and `areRecorded`
   * says that the published events outlive this process (by default they do). `clean: false` stops
   * as a kill would.
   */
  stop(options?: StopOptions): Promise<void>;
};

export type StopOptions = {
  readonly clean?: boolean;
  readonly withinMs?: number;
  readonly areRecorded?: () => Promise<boolean>;
};

/**
 * Starts a small Amazon SES in this process: SesQuery protocol, API version 2010-12-01, with
 * SendRawEmail, GetSendQuota, GetAccountSendingEnabled, and the actions of `describeSetUp`; of API
 * version 2 the two that `createSuppressionList` answers.
 * Accepted messages survive a kill. After a kill, all events since the last clean stop are
 * published again, as SNS delivers at least once. Signatures are not verified. Rejects with
 * EADDRINUSE if the port is taken.
 */
export async function startLocalSes(options: LocalSesOptions): Promise<LocalSes> {
  const { directory, now = Date.now, random = Math.random } = options;
  const limits = {
    maxSendRate: options.maxSendRate ?? 10_000,
    max24HourSend: options.max24HourSend ?? 1_000_000,
  };
  let setUp: SetUp = setUpSchema.parse({});
  const faults = createFaults(random);
  const changeSetUp = (settings: unknown) => {
    setUp = setUpSchema.parse(settings);
  };
  const onFailure = options.onFailure ?? (cause => console.error(`The local SES failed: ${cause}`));
  const suppressed = createSuppressionList(now);
  const settings = {
    faults,
    "set-up": { get: () => setUp, set: changeSetUp },
    suppressed: suppressed.setting,
  };
  const server = createSesServer(act, settings, onFailure, suppressed.serve);
  // Listen before opening the directory: if the port is taken, another SES may be using the
  // directory.
  await listen(server, options.port ?? 0);

  const onDamage = options.onDamage ?? (() => {});
  const { journal, unpublishedFrom, times, isComplete } = await openDirectory(
    directory,
    onDamage,
    options.mayWrite,
  ).catch(async cause => {
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
    gathering: options.gathering ?? forQueue,
    faults,
  });
  const { onWriteRefused = () => {} } = options;
  const parts = {
    directory,
    faults,
    journal,
    pace,
    publisher,
    now,
    random,
    setUp: () => setUp,
    suppressed,
    onWriteRefused,
  };

  async function act(query: SesQuery, isGone: () => boolean): Promise<Reply> {
    if (query.action === "SendRawEmail") return sendRawEmail(parts, query, isGone);
    if (query.action === "GetSendQuota")
      return { kind: "answer", result: quotaXml(limits, pace, now()) };
    if (query.action === "GetAccountSendingEnabled") {
      return { kind: "answer", result: `<Enabled>${!faults.isSet("accountPaused")}</Enabled>` };
    }
    const described = describeSetUp(query, setUp);
    if (described) return described;
    if (query.action === "")
      return refusal("MissingAction", "The request is missing an action or a required parameter.");
    return refusal(
      "InvalidAction",
      `Could not find operation ${query.action} for version 2010-12-01`,
    );
  }

  function markClean(): void {
    try {
      journal.markClean();
    } catch (cause) {
      // Without the mark, all events since the last mark are published again. That does no harm.
      onWriteRefused(cause, journalFile(directory));
    }
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    outbox: createOutbox(directory, journal),
    isComplete,
    faults,
    suppressed: suppressed.setting,
    setUp: changeSetUp,
    sentInAnySecond: () => pace.sentInAnySecond(),
    hasPublishedAll: publisher.hasPublishedAll,
    hasLostEvents: publisher.hasLostEvents,
    async stop({ clean = true, withinMs = 10_000, areRecorded = async () => true } = {}) {
      await closeServer(server, clean ? "when answered" : "at once");
      // Without the mark, the next start publishes all events again, also the lost ones. A missing
      // event then has a meaning.
      const isDrained = clean && (await publisher.drain(withinMs));
      if (isDrained && !publisher.hasLostEvents() && (await areRecorded())) markClean();
      publisher.abandon();
      journal.close();
    },
  };
}

const journalFile = (directory: string) => join(directory, "ses", "journal.jsonl");

async function openDirectory(
  directory: string,
  onDamage: (sentence: string) => void,
  mayWrite: LocalSesOptions["mayWrite"],
) {
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
    mayWrite,
  );
  const unnamed = clearUp(directory, messageId => ids.has(messageId));
  for (const name of unnamed)
    onDamage(
      `${join(directory, "outbox", name)}: the journal does not name this file. The file is kept.`,
    );
  return { ...opened, times, isComplete: unnamed.length === 0 };
}

function quotaXml(
  limits: { maxSendRate: number; max24HourSend: number },
  pace: Pace,
  now: number,
): string {
  const quota = {
    Max24HourSend: limits.max24HourSend,
    MaxSendRate: limits.maxSendRate,
    SentLast24Hours: pace.sentLast24Hours(now),
  };
  return Object.entries(quota)
    .map(
      ([name, value]) => `<${name}>${Number.isInteger(value) ? value.toFixed(1) : value}</${name}>`,
    )
    .join("");
}
