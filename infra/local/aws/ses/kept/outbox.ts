import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodeEncodedWords } from "../protocol/encoded-words.ts";
import type { Journal } from "./journal.ts";
import { messageIdShape } from "./message-id.ts";

/** One accepted message in a list. */
export type OutboxEntry = {
  /** The place among all accepted messages, from 0. */
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

/** At most `limit` messages (by default 50) with numbers below `before`. */
export type OutboxSlice = { readonly before?: number; readonly limit?: number };

/** The messages that the local SES has accepted. */
export type Outbox = {
  /** The number of messages. */
  size(): number;
  /** Returns the messages of a page, newest first. */
  list(page?: OutboxSlice): OutboxEntry[];
  /** Returns the message as sent; undefined if the id is unknown. */
  read(messageId: string): Buffer | undefined;
};

export function createOutbox(directory: string, journal: Journal): Outbox {
  return {
    size: () => journal.length(),
    list: ({ before = Number.POSITIVE_INFINITY, limit = 50 } = {}) => {
      const entries: OutboxEntry[] = [];
      for (
        let number = Math.min(before, journal.length()) - 1;
        number >= 0 && entries.length < limit;
        number--
      ) {
        const { messageId, at, source, destinations, subject, tags } = journal.read(number);
        entries.push({
          number,
          messageId,
          at,
          source,
          destinations,
          subject: decodeEncodedWords(subject),
          tags,
        });
      }
      return entries;
    },
    read: messageId => readKept(directory, messageId),
  };
}

/** Returns the message with this id; undefined if there is none. */
export function readKept(directory: string, messageId: string): Buffer | undefined {
  // The id may come from an address bar: `..` must not leave the outbox.
  if (!messageIdShape.test(messageId)) return undefined;
  try {
    return readFileSync(join(directory, "outbox", `${messageId}.eml`));
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw cause;
  }
}

const unfinishedFile = (directory: string, messageId: string) =>
  join(directory, "ses", `${messageId}.tmp`);

/**
 * Writes a message to the disk before it is accepted. If the disk refuses, removes the file and
 * throws.
 */
export function keep(directory: string, messageId: string, message: Buffer): void {
  // Deliberately synchronous: writing a letter to the page cache takes 50 µs. With promises it
  // takes nearly three times the processor time.
  try {
    writeFileSync(unfinishedFile(directory, messageId), message, { mode: 0o600 });
  } catch (cause) {
    discard(directory, messageId);
    // Unlike errors of opening a file, errors of writing do not name the file.
    throw Object.assign(cause as NodeJS.ErrnoException, { path: join(directory, "outbox") });
  }
}

/** Moves a kept message to the outbox. The journal must already have it. */
export function release(directory: string, messageId: string): void {
  renameSync(unfinishedFile(directory, messageId), join(directory, "outbox", `${messageId}.eml`));
}

/** Deletes a kept message that could not be accepted. */
export function discard(directory: string, messageId: string): void {
  rmSync(unfinishedFile(directory, messageId), { force: true });
}

/**
 * Cleans up after a kill. Kept messages in the journal move to the outbox. The others are deleted:
 * no client got an answer for them. Returns the outbox files that are not in the journal: their
 * lines were lost after the messages were accepted.
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
