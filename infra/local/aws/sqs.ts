import { appendFileSync, closeSync, existsSync, fstatSync, ftruncateSync, openSync, rmSync } from "node:fs";
import { buildApp } from "fauxqs";
import * as z from "zod";
import { keepToThisMachine } from "../this-machine.ts";
import { readJournalLines } from "./ses/kept/journal-lines.ts";

export type LocalSqs = {
  readonly url: string;
  /** Queues again what a run before this one was sent and may not have handled. The queues must be there. */
  readonly replay: () => Promise<void>;
  /** `drained`: nothing is left in the queues, so nothing need be queued again. */
  readonly stop: (drained: boolean) => Promise<void>;
};

const noted = z.object({ url: z.string(), headers: z.record(z.string(), z.string()), payload: z.string() });

export type JournalTrouble = {
  /** Told which lines of the journal cannot be read, in a sentence each. */
  readonly onDamage?: ((sentence: string) => void) | undefined;
  readonly onWriteRefused?: ((error: unknown, file: string) => void) | undefined;
};

/** What the journal of a run before this one has; a line that cannot be read is left out, wherever it stands. */
function readMissed(journal: string, onDamage: (sentence: string) => void): z.infer<typeof noted>[] {
  const missed: z.infer<typeof noted>[] = [];
  const file = openSync(journal, "r+");
  try {
    let number = 0;
    const end = readJournalLines(file, (text, start) => {
      number++;
      const line = parse(text);
      if (line) missed.push(line);
      else onDamage(`${journal}, line ${number} (at byte ${start}): it cannot be read and is left out.`);
    });
    if (fstatSync(file).size > end) onDamage(`${journal}, line ${number + 1} (at byte ${end}): it is torn and is left out.`);
    ftruncateSync(file, end);
    return missed;
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

/** Appends a line; where the disk takes only a part of it, none of it stays. */
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
 * Starts an SQS in this process, on loopback alone. It keeps its messages in memory; those sent to the queue `kept`, if one is
 * named, are noted in a journal too.
 */
export async function startSqs(
  journal: string,
  kept: string | undefined,
  { onDamage = () => {}, onWriteRefused = () => {} }: JournalTrouble = {},
): Promise<LocalSqs> {
  const missed = existsSync(journal) ? readMissed(journal, onDamage) : [];
  const app = buildApp({ logger: false });
  app.addHook("preHandler", async ({ url, headers, body }) => {
    const payload = typeof body === "string" ? body : JSON.stringify(body ?? "");
    const sends = /SendMessage/.test(`${headers["x-amz-target"]} ${url} ${payload.slice(0, 1000)}`);
    if (kept === undefined || !sends || headers["x-replayed"] || !`${url} ${payload}`.includes(kept)) return;
    const same = Object.fromEntries(
      ["content-type", "x-amz-target"].flatMap(name => (headers[name] ? [[name, String(headers[name])]] : [])),
    );
    try {
      appendWhole(journal, `${JSON.stringify({ url, headers: same, payload })}\n`);
    } catch (error) {
      // It is not taken: whoever sent it sends it again.
      onWriteRefused(error, journal);
      throw error;
    }
  });
  keepToThisMachine(app.server, "service");
  await app.listen({ host: "127.0.0.1", port: 0 });
  const address = app.server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    replay: async () => {
      for (const { url, headers, payload } of missed) {
        await app.inject({ method: "POST", url, headers: { ...headers, "x-replayed": "yes" }, payload });
      }
    },
    stop: async drained => {
      await app.close();
      if (drained) rmSync(journal, { force: true });
    },
  };
}
