import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
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
  /** The header's value, unfolded, with its encoded words. */
  subject: z.string(),
  /**
   * A fault's choice at acceptance. It is stored, so that the events are the same when they are
   * published again.
   */
  instead: z.enum(["reject", "delay first"]).optional(),
  told: z.array(z.object({ to: z.string().optional(), event: toldEventSchema })).optional(),
  /** The submitted Message-ID. */
  ownMessageId: z.string().optional(),
});
const cleanSchema = z.object({ clean: z.literal(true) });
const lineSchema = z.union([acceptedSchema, cleanSchema]);

/** One accepted message. */
export type Accepted = z.infer<typeof acceptedSchema>;

/**
 * All accepted messages in order, on disk. Only each line's offset is in memory. Messages are
 * numbered from 0.
 */
export type Journal = {
  /** The number of messages written. */
  length(): number;
  /**
   * Returns the message's number after its line is written. Rejects if the disk refuses. Writes
   * nothing if the client `isGone` right before the write.
   */
  append(accepted: Accepted, isGone?: () => boolean): Promise<number | "gone">;
  read(number: number): Accepted;
  /** Notes that all events of the messages so far are published. */
  markClean(): void;
  close(): void;
};

export type OpenJournal = {
  readonly journal: Journal;
  /** The first message after the last clean mark. */
  readonly unpublishedFrom: number;
};

/**
 * Opens a journal and calls `each` for every message in it. Skips unreadable lines and calls
 * `damaged` for them. Removes an incomplete line at the end, which a kill leaves: no client got an
 * answer for its message. Calls `mayWrite` right before each write; nothing is written if it throws.
 */
export function openJournal(
  path: string,
  each: (accepted: Accepted) => void,
  damaged: (sentence: string) => void,
  mayWrite: () => void = () => {},
): OpenJournal {
  const file = openSync(path, existsSync(path) ? "r+" : "w+", 0o600);
  const starts: number[] = [];
  let unpublishedFrom = 0;
  let number = 0;
  let end = readJournalLines(file, (text, start) => {
    number++;
    const line = parseLine(text);
    if (!line)
      damaged(
        `${path}, line ${number} (at byte ${start}): the line cannot be read and is skipped.`,
      );
    else if ("clean" in line) unpublishedFrom = starts.length;
    else {
      starts.push(start);
      each(line);
    }
  });
  if (fstatSync(file).size > end)
    damaged(`${path}, line ${number + 1} (at byte ${end}): the line is incomplete and is removed.`);
  ftruncateSync(file, end);

  type Waiting = {
    readonly text: string;
    readonly isGone: () => boolean;
    readonly done: (number: number | "gone") => void;
    readonly failed: (cause: unknown) => void;
  };
  let waiting: Waiting[] = [];
  let closed = false;

  const write = (text: string): void => {
    const bytes = Buffer.from(text);
    mayWrite();
    try {
      for (let written = 0; written < bytes.length; ) {
        written += writeSync(file, bytes, written, bytes.length - written, end + written);
      }
    } catch (cause) {
      ftruncateSync(file, end); // The next line must not follow half a line.
      throw cause;
    }
    end += bytes.length;
  };
  const flush = (): void => {
    const { gone = [], here: lines = [] } = Object.groupBy(waiting, ({ isGone }) =>
      isGone() ? "gone" : "here",
    );
    waiting = [];
    for (const line of gone) line.done("gone");
    if (lines.length === 0) return;
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
    append: (accepted, isGone = () => false) =>
      new Promise((done, failed) => {
        // Messages that arrive in one turn of the event loop are written together.
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ text: `${JSON.stringify(accepted)}\n`, isGone, done, failed });
      }),
    read: number => {
      const start = starts[number];
      if (closed) throw new Error(`The journal ${path} is closed.`);
      if (start === undefined)
        throw new RangeError(`The journal ${path} has no message ${number}.`);
      // A clean mark may follow the message, so cut at the line end.
      const bytes = Buffer.alloc((starts[number + 1] ?? end) - start);
      readSync(file, bytes, 0, bytes.length, start);
      return acceptedSchema.parse(JSON.parse(bytes.toString("utf8", 0, bytes.indexOf(0x0a))));
    },
    markClean: () => write(`${JSON.stringify({ clean: true })}\n`),
    close: () => {
      flush();
      closed = true; // The descriptor may soon belong to another file.
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
