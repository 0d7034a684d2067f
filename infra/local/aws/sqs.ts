import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  rmSync,
} from "node:fs";
import type { SQSClient } from "@aws-sdk/client-sqs";
import { buildApp } from "fauxqs";
import * as z from "zod";
import { keepToThisMachine } from "../this-machine.ts";
import { clientWithin } from "./client-within.ts";
import { localRegion } from "./local-endpoint.ts";
import { readJournalLines } from "./ses/kept/journal-lines.ts";

export type LocalSqs = {
  readonly url: string;
  /** For this process: without a network, and with as little of a processor as possible. */
  readonly client: Pick<SQSClient, "send">;
  /**
   * Queues the messages again that an earlier run received and may not have handled. The queues
   * must exist.
   */
  readonly replay: () => Promise<void>;
  /** The number of messages that this run has received for the journal. */
  readonly received: () => number;
  /**
   * Deletes the journal if this run has received exactly the first `handled` messages. Undefined:
   * it is not known that all are handled.
   */
  readonly stop: (handled?: number) => Promise<void>;
};

const noted = z.object({
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  payload: z.string(),
});

export type JournalTrouble = {
  /** Called with one sentence for each unreadable line of the journal. */
  readonly onDamage?: ((sentence: string) => void) | undefined;
  readonly onWriteRefused?: ((error: unknown, file: string) => void) | undefined;
};

/** Reads an earlier run's messages from the journal, without the unreadable lines. */
function readEarlier(
  journal: string,
  onDamage: (sentence: string) => void,
): z.infer<typeof noted>[] {
  const earlier: z.infer<typeof noted>[] = [];
  const file = openSync(journal, "r+");
  try {
    let number = 0;
    const end = readJournalLines(file, (text, start) => {
      number++;
      const line = parse(text);
      if (line) earlier.push(line);
      else
        onDamage(
          `${journal}, line ${number} (at byte ${start}): the line cannot be read and is skipped.`,
        );
    });
    if (fstatSync(file).size > end)
      onDamage(
        `${journal}, line ${number + 1} (at byte ${end}): the line is incomplete and is removed.`,
      );
    ftruncateSync(file, end);
    return earlier;
  } finally {
    closeSync(file);
  }
}

function parse(text: string): z.infer<typeof noted> | undefined {
  try {
    return noted.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * Appends a line, or nothing: if the disk takes only a part, that part is removed. Throws the
 * disk's error.
 */
function appendWhole(path: string, line: string): void {
  const file = openSync(path, "a", 0o600);
  const { size } = fstatSync(file);
  try {
    appendFileSync(file, line);
  } catch (error) {
    ftruncateSync(file, size);
    throw error;
  } finally {
    closeSync(file);
  }
}

/**
 * Starts an SQS in this process, on loopback only. Messages are kept in memory. Messages to the
 * queue `kept`, if one is named, are also written to a journal.
 */
export async function startSqs(
  journal: string,
  kept: string | undefined,
  { onDamage = () => {}, onWriteRefused = () => {} }: JournalTrouble = {},
): Promise<LocalSqs> {
  const earlier = existsSync(journal) ? readEarlier(journal, onDamage) : [];
  let received = 0;
  // For requests that are not signed, such as those of `client`.
  const app = buildApp({ logger: false, defaultRegion: localRegion() });
  app.addHook("preHandler", async ({ url, headers, body }) => {
    const payload = typeof body === "string" ? body : JSON.stringify(body ?? "");
    const sends = /SendMessage/.test(`${headers["x-amz-target"]} ${url} ${payload.slice(0, 1000)}`);
    if (
      kept === undefined ||
      !sends ||
      headers["x-replayed"] ||
      !`${url} ${payload}`.includes(kept)
    )
      return;
    const same = Object.fromEntries(
      ["content-type", "x-amz-target"].flatMap(name =>
        headers[name] ? [[name, String(headers[name])]] : [],
      ),
    );
    received++;
    try {
      appendWhole(journal, `${JSON.stringify({ url, headers: same, payload })}\n`);
    } catch (error) {
      // The message is refused, and its sender sends it again.
      onWriteRefused(error, journal);
      throw error;
    }
  });
  keepToThisMachine(app.server, "service");
  await app.listen({ host: "127.0.0.1", port: 0 });
  const address = app.server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    client: clientWithin(app),
    replay: async () => {
      for (const { url, headers, payload } of earlier) {
        await app.inject({
          method: "POST",
          url,
          headers: { ...headers, "x-replayed": "yes" },
          payload,
        });
      }
    },
    received: () => received,
    stop: async handled => {
      await app.close();
      if (handled === received) rmSync(journal, { force: true });
    },
  };
}
