import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodeEncodedWords } from "../protocol/encoded-words.ts";
import type { Journal } from "./journal.ts";
import { messageIdShape } from "./message-id.ts";

/** One accepted message, as a list shows it. */
export type OutboxEntry = {
  /** Its place among all accepted messages, from 0. */
  readonly number: number;
  readonly messageId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly source: string;
  readonly destinations: readonly string[];
  /** Decoded. */
  readonly subject: string;
  readonly tags: Readonly<Record<string, string>>;
};

/** What the local SES has accepted. */
export type Outbox = {
  /** How many messages there are. */
  size(): number;
  /** Newest first: at most `limit` (50) messages, only those whose number is below `before`. */
  list(page?: { readonly before?: number; readonly limit?: number }): OutboxEntry[];
  /** The message as it was sent; undefined if there is none of that id. */
  read(messageId: string): Buffer | undefined;
};

export function createOutbox(directory: string, journal: Journal): Outbox {
  return {
    size: () => journal.length(),
    list: ({ before = Number.POSITIVE_INFINITY, limit = 50 } = {}) => {
      const entries: OutboxEntry[] = [];
      for (let number = Math.min(before, journal.length()) - 1; number >= 0 && entries.length < limit; number--) {
        const { messageId, at, source, destinations, subject, tags } = journal.read(number);
        entries.push({ number, messageId, at, source, destinations, subject: decodeEncodedWords(subject), tags });
      }
      return entries;
    },
    read: messageId => readKept(directory, messageId),
  };
}

/** The kept message of that id; undefined if there is none. */
export function readKept(directory: string, messageId: string): Buffer | undefined {
  if (!messageIdShape.test(messageId)) return undefined; // It may come from an address bar: `..` must not lead out.
  try {
    return readFileSync(join(directory, "outbox", `${messageId}.eml`));
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw cause;
  }
}

const unfinishedFile = (directory: string, messageId: string) => join(directory, "ses", `${messageId}.tmp`);

/** Writes a message down, before it is accepted. Throws where the disk refuses it; then nothing is left of it. */
export function keep(directory: string, messageId: string, message: Buffer): void {
  // Synchronous on purpose: a letter's size goes to the page cache in 50 µs; by promises it takes nearly three times the processor.
  try {
    writeFileSync(unfinishedFile(directory, messageId), message, { mode: 0o600 });
  } catch (cause) {
    discard(directory, messageId);
    // A write, unlike an opening, does not name its file.
    throw Object.assign(cause as NodeJS.ErrnoException, { path: join(directory, "outbox") });
  }
}

/** Puts a message that is in the journal by now into the outbox. */
export function release(directory: string, messageId: string): void {
  renameSync(unfinishedFile(directory, messageId), join(directory, "outbox", `${messageId}.eml`));
}

/** Takes a message back that was kept and could not be accepted. */
export function discard(directory: string, messageId: string): void {
  rmSync(unfinishedFile(directory, messageId), { force: true });
}

/**
 * Clears up after a kill: what the journal has goes into the outbox, and what it does not have, for which nobody had an answer, goes.
 * Gives the messages of the outbox that the journal does not have: their lines were lost after they had been accepted.
 */
export function clearUp(directory: string, isAccepted: (messageId: string) => boolean): string[] {
  mkdirSync(join(directory, "outbox"), { recursive: true, mode: 0o700 });
  for (const name of readdirSync(join(directory, "ses"))) {
    if (!name.endsWith(".tmp")) continue;
    const messageId = name.replace(/\.tmp$/, "");
    if (isAccepted(messageId)) release(directory, messageId);
    else discard(directory, messageId);
  }
  return readdirSync(join(directory, "outbox")).filter(name => {
    const messageId = name.replace(/\.eml$/, "");
    return messageIdShape.test(messageId) && !isAccepted(messageId);
  });
}
