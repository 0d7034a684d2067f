import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import * as z from "zod";
import { toldEventSchema } from "../events/told-events.ts";
import { readJournalLines } from "./journal-lines.ts";

const acceptedSchema = z.object({
  messageId: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  source: z.string(),
  destinations: z.array(z.string()),
  tags: z.record(z.string(), z.string()),
  configurationSet: z.string().optional(),
  /** As in the header: unfolded, encoded words and all. */
  subject: z.string(),
  /** What a fault decided at acceptance; kept, so that the events are the same when they are published again. */
  instead: z.enum(["reject", "delay first"]).optional(),
  told: z.array(z.object({ to: z.string().optional(), event: toldEventSchema })).optional(),
  /** The Message-ID that it was handed in with. */
  ownMessageId: z.string().optional(),
});
const cleanSchema = z.object({ clean: z.literal(true) });
const lineSchema = z.union([acceptedSchema, cleanSchema]);

/** One accepted message. */
export type Accepted = z.infer<typeof acceptedSchema>;

/** Every accepted message, in order, on disk; in memory only where each line begins. Messages are numbered from 0. */
export type Journal = {
  /** How many messages are written. */
  length(): number;
  /** Gives the message's number once its line is written (lines that come together are written together); rejects if the disk refuses. */
  append(accepted: Accepted): Promise<number>;
  read(number: number): Accepted;
  /** Says that all there is to publish about the messages so far has been published. */
  markClean(): void;
  close(): void;
};

export type OpenJournal = {
  readonly journal: Journal;
  /** The first message after the last clean mark. */
  readonly unpublishedFrom: number;
};

/**
 * Opens a journal; calls `each` for every message in it. A line that cannot be read is left out, wherever it stands, and `damaged` is
 * told. One torn at the end by a kill is cut off; nobody had an answer for it.
 */
export function openJournal(path: string, each: (accepted: Accepted) => void, damaged: (sentence: string) => void): OpenJournal {
  const file = openSync(path, existsSync(path) ? "r+" : "w+", 0o600);
  const starts: number[] = [];
  let unpublishedFrom = 0;
  let number = 0;
  let end = readJournalLines(file, (text, start) => {
    number++;
    const line = parseLine(text);
    if (!line) damaged(`${path}, line ${number} (at byte ${start}): it cannot be read and is left out.`);
    else if ("clean" in line) unpublishedFrom = starts.length;
    else {
      starts.push(start);
      each(line);
    }
  });
  if (fstatSync(file).size > end) damaged(`${path}, line ${number + 1} (at byte ${end}): it is torn and is left out.`);
  ftruncateSync(file, end);

  type Waiting = { readonly text: string; readonly done: (number: number) => void; readonly failed: (cause: unknown) => void };
  let waiting: Waiting[] = [];
  let closed = false;

  const write = (text: string): void => {
    const octets = Buffer.from(text);
    try {
      for (let written = 0; written < octets.length; ) {
        written += writeSync(file, octets, written, octets.length - written, end + written);
      }
    } catch (cause) {
      ftruncateSync(file, end); // Half a line must not stand before the next one.
      throw cause;
    }
    end += octets.length;
  };
  const flush = (): void => {
    const lines = waiting;
    if (lines.length === 0) return;
    waiting = [];
    let start = end;
    let number = starts.length;
    try {
      write(lines.map(line => line.text).join(""));
    } catch (cause) {
      for (const line of lines) line.failed(cause);
      return;
    }
    for (const line of lines) {
      starts.push(start);
      start += Buffer.byteLength(line.text);
    }
    for (const line of lines) line.done(number++);
  };

  const journal: Journal = {
    length: () => starts.length,
    append: accepted =>
      new Promise((done, failed) => {
        // After this turn's input: what arrived together is written together.
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ text: `${JSON.stringify(accepted)}\n`, done, failed });
      }),
    read: number => {
      const start = starts[number];
      if (closed) throw new Error(`The journal ${path} is closed.`);
      if (start === undefined) throw new RangeError(`The journal ${path} has no message ${number}.`);
      // A clean mark may stand between two messages, hence the cut at the line end.
      const octets = Buffer.alloc((starts[number + 1] ?? end) - start);
      readSync(file, octets, 0, octets.length, start);
      return acceptedSchema.parse(JSON.parse(octets.toString("utf8", 0, octets.indexOf(0x0a))));
    },
    markClean: () => write(`${JSON.stringify({ clean: true })}\n`),
    close: () => {
      flush();
      closed = true; // Its descriptor may soon be another file's.
      closeSync(file);
    },
  };
  return { journal, unpublishedFrom };
}

function parseLine(text: string): z.infer<typeof lineSchema> | undefined {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
