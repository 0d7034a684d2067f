import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { monotonicFactory } from "ulid";
import type { Actor } from "../../functions/core/access/actor.ts";
import type { RawMessage } from "../../functions/mail/submit-message.ts";
import { addressEdition } from "../../functions/steps/editions/address-edition.ts";
import { recordFeedback } from "../../functions/steps/ledger/record-feedback.ts";
import {
  type AddressEditionMessage,
  newTempo,
  type Pipeline,
  type SendBatchMessage,
} from "../../functions/steps/pipeline.ts";
import { sendBatch } from "../../functions/steps/sending/send-batch.ts";
import { newSightings } from "../../functions/steps/sightings.ts";
import type { Table } from "../../functions/store/table.ts";
import { ann } from "../examples/builders.ts";

export type FixedWorld = {
  readonly pipeline: Pipeline;
  /** The letters that SES accepted, in order. */
  readonly sent: readonly RawMessage[];
  /** The workers end once SES has accepted so many letters. */
  endAt: number;
  readonly advance: (milliseconds: number) => void;
  /** Handles what the steps queued, and what that queues. */
  readonly workOff: () => Promise<void>;
  /** SES reports on a letter: an event type, and what it says. */
  /** A person gives a file for a list. Returns its key in the bucket. */
  readonly receive: (list: string, content: string) => Promise<string>;
  readonly report: (letter: RawMessage, eventType: string, more?: object) => Promise<void>;
};

/** The keys of all dumps: hashes of addresses must be found again. */
const keys = {
  addressKey: "an address key for the dumps alone",
  linkKeys: [{ id: "a", secret: "a link key for the dumps alone, of enough characters" }] as const,
};

/**
 * A pipeline on a real table with a fixed clock, ids and SES, so that two runs write the same
 * items. Only a sleep or `advance` moves its clock.
 */
export function aFixedWorld(table: Table, start: Date): FixedWorld {
  let nowMs = start.getTime();
  const nextId = monotonicFactory(() => 0.5);
  const queue: (() => Promise<unknown>)[] = [];
  const sent: RawMessage[] = [];
  const files = new Map<string, { about: { list: string; by: Actor }; content: string }>();
  const push = (message: SendBatchMessage) =>
    void queue.push(() => sendBatch(pipeline, message, timeIsUp));
  const address = (message: AddressEditionMessage) =>
    void queue.push(() => addressEdition(pipeline, message, timeIsUp));
  const timeIsUp = () => sent.length >= world.endAt;
  const pipeline: Pipeline = {
    table,
    tableId: async () => "table",
    submit: async message => {
      sent.push(message);
      return { kind: "accepted", messageId: messageIdOf(message) };
    },
    // A window of two seconds has two people.
    quota: async () => ({ maxSendRate: 1, max24HourSend: 50_000, remaining: 50_000 }),
    tempo: newTempo(),
    sightings: newSightings(),
    enqueue: {
      addressEdition: async messages => messages.forEach(address),
      sendBatch: async messages => messages.forEach(push),
      importList: async () => {},
    },
    files: {
      about: async key => files.get(key)?.about,
      fetch: async (key, path) => writeFile(path, files.get(key)?.content ?? ""),
      store: async () => {
        throw new Error("the file is a table, not a workbook");
      },
      remove: async key => void files.delete(key),
    },
    feedback: { look: async () => "drained" },
    sendingStatus: async () => ({
      isEnabled: true,
      identity: { name: "example.org", verification: "Success", dkim: "Success", signs: true },
    }),
    sesList: {
      find: async () => ({ kind: "unknown" }),
      remove: async () => ({ kind: "unknown" }),
    },
    images: "site",
    siteUrl: "https://readers.example",
    editorsUrl: "https://editors.example",
    ...keys,
    limits: {
      submitTimeoutMs: 5_000,
      slackMs: 2_000,
      holdMs: 0,
      graceMs: 60_000,
      stallMs: 30_000,
      restMs: 1_800_000,
    },
    keepUnlistedDays: 730,
    eventsAreCertain: false,
    now: () => nowMs,
    monotonic: () => nowMs - start.getTime(),
    sleep: async milliseconds => {
      nowMs += Math.max(0, Math.ceil(milliseconds));
    },
    newId: () => nextId(nowMs),
    log: () => {},
    measure: () => {},
  };
  const world: FixedWorld = {
    pipeline,
    sent,
    endAt: Number.POSITIVE_INFINITY,
    advance: milliseconds => {
      nowMs += milliseconds;
    },
    workOff: async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await next();
    },
    receive: async (list, content) => {
      const key = `imports/${pipeline.newId()}/new.csv`;
      files.set(key, { about: { list, by: ann }, content });
      return key;
    },
    report: async (letter, eventType, more = {}) => {
      const left = await recordFeedback(pipeline, [eventOf(letter, eventType, nowMs, more)]);
      if (left.length > 0) throw new Error(`the event ${eventType} was not recorded`);
    },
  };
  return world;
}

/** As SES gives ids: none twice. The same letter has the same id in each run. */
function messageIdOf({ place, destination }: RawMessage): string {
  const named = JSON.stringify([place, destination]);
  return createHash("sha256").update(named).digest("hex").slice(0, 32);
}

/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
function eventOf(letter: RawMessage, eventType: string, nowMs: number, more: object): string {
  const { place, destination } = letter;
  if (!place) throw new Error("a test letter has no place");
  return JSON.stringify({
    eventType,
    mail: {
      timestamp: new Date(nowMs).toISOString(),
      messageId: messageIdOf(letter),
      destination: [destination],
      tags: {
        edition: [place.edition],
        batch: [place.batch],
        position: [String(place.position)],
      },
    },
    ...more,
  });
}
