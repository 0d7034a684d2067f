import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { placeOf } from "./copies.ts";
import { notesDescriptor } from "./notes.ts";
import type { Lot, WorkerOrders } from "./orders.ts";

/** How a process of the campaign ended: at which point, or at any moment; and which editions it was at work on. */
export type Death = { readonly point: string; readonly editions: readonly string[] };

/** A process that stands ready, and works once it knows its lot. */
export type Hand = {
  readonly work: (lot: Lot) => void;
  /** Tells a clock that it is so late (epoch milliseconds) and time to look after everything; one that is at it already is not told. */
  readonly tick: (now: number) => void;
  /** Lets it end in peace: only then is what V8 has compiled of its program kept for those that follow. */
  readonly dismiss: () => void;
  /** Kills it: at any moment, as far as it can tell. */
  readonly kill: () => void;
  /** Stops it, with all that it has in hand, and lets it go on after so many milliseconds. */
  readonly freeze: (ms: number) => void;
  /** It has begun to work. */
  readonly begun: Promise<void>;
  readonly death: Promise<Death>;
};

export const anyMoment = "at any moment";
/** It ended though nobody killed it. */
export const ofItself = "of itself";

export type Evident = (edition: string, batch: string, positions: readonly number[]) => void;

export type HandOptions = {
  readonly program: string;
  readonly given?: readonly string[];
  readonly orders: WorkerOrders;
  /** Where V8 keeps what it has compiled. */
  readonly compileCache: string;
  readonly onEvident: Evident;
  /** A worker has SES's answer about a place. */
  readonly onAnswered: (edition: string, place: string) => void;
};

export function startHand({
  program,
  given = [],
  orders,
  compileCache,
  onEvident,
  onAnswered,
}: HandOptions): Hand {
  const child: ChildProcess = spawn(process.execPath, [program, ...given], {
    stdio: ["pipe", "ignore", "inherit", "pipe"],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
  });
  const at = new Map<string, number>();
  let point = ofItself;
  const begun = Promise.withResolvers<void>();
  // It may be dead before it reads its orders.
  child.stdin?.on("error", () => {});
  const tell = (what: unknown) => void child.stdin?.write(`${JSON.stringify(what)}\n`);
  tell(orders);
  let isTicking = false;
  const notes = child.stdio[notesDescriptor] as Readable;
  createInterface({ input: notes }).on("line", line => {
    const text = line.slice(1);
    if (line[0] === "*") begun.resolve();
    else if (line[0] === "t") isTicking = false;
    else if (line[0] === "!") point = text;
    else if (line[0] === "+") at.set(text, (at.get(text) ?? 0) + 1);
    else if (line[0] === "-") at.set(text, (at.get(text) ?? 0) - 1);
    else {
      const [edition = "", batch = "", positions = ""] = text.split(" ");
      if (line[0] === "a") onAnswered(edition, placeOf(batch, positions));
      else onEvident(edition, batch, positions.split(",").map(Number));
    }
  });
  const ended = Promise.all([
    new Promise(resolve => child.once("exit", resolve)),
    new Promise(resolve => notes.once("close", resolve)),
  ]);
  return {
    work: tell,
    tick: now => {
      if (!isTicking) tell(now);
      isTicking = true;
    },
    dismiss: () => child.stdin?.end(),
    kill: () => {
      if (
        child.exitCode === null &&
        child.signalCode === null &&
        child.kill("SIGKILL") &&
        point === ofItself
      )
        point = anyMoment;
    },
    freeze: ms => {
      if (!child.kill("SIGSTOP")) return;
      void setTimeout(ms).then(() => child.kill("SIGCONT"));
    },
    begun: begun.promise,
    death: ended.then(() => ({
      point,
      editions: [...at].filter(([, count]) => count > 0).map(([edition]) => edition),
    })),
  };
}
