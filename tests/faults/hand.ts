import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { notesDescriptor } from "./notes.ts";
import type { Orders } from "./orders.ts";

/** How a process of the campaign ended: at which point, or at any moment; and which editions it was at work on. */
export type Death = { readonly point: string; readonly editions: readonly string[] };

/** A process that stands ready, and works once it has orders. */
export type Hand = {
  readonly work: (orders: Orders) => void;
  /** Lets it end in peace: only then is what V8 has compiled of its program kept for those that follow. */
  readonly dismiss: () => void;
  /** Kills it: at any moment, as far as it can tell. */
  readonly kill: () => void;
  /** It has begun to work. */
  readonly begun: Promise<void>;
  readonly death: Promise<Death>;
};

export const anyMoment = "at any moment";
/** It ended though nobody killed it. */
export const ofItself = "of itself";

export type Evident = (edition: string, batch: string, positions: readonly number[]) => void;

export function startHand(program: string, given: readonly string[], compileCache: string, onEvident: Evident): Hand {
  const child: ChildProcess = spawn(process.execPath, [program, ...given], {
    stdio: ["pipe", "ignore", "inherit", "pipe"],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
  });
  const at = new Map<string, number>();
  let point = ofItself;
  const begun = Promise.withResolvers<void>();
  // It may be dead before it reads its orders.
  child.stdin?.on("error", () => {});
  const notes = child.stdio[notesDescriptor] as Readable;
  createInterface({ input: notes }).on("line", line => {
    const text = line.slice(1);
    if (line[0] === "*") begun.resolve();
    else if (line[0] === "!") point = text;
    else if (line[0] === "+") at.set(text, (at.get(text) ?? 0) + 1);
    else if (line[0] === "-") at.set(text, (at.get(text) ?? 0) - 1);
    else {
      const [edition = "", batch = "", positions = ""] = text.split(" ");
      onEvident(edition, batch, positions.split(",").map(Number));
    }
  });
  const ended = Promise.all([
    new Promise(resolve => child.once("exit", resolve)),
    new Promise(resolve => notes.once("close", resolve)),
  ]);
  return {
    work: orders => child.stdin?.write(`${JSON.stringify(orders)}\n`),
    dismiss: () => child.stdin?.end(),
    kill: () => {
      if (child.exitCode === null && child.signalCode === null && child.kill("SIGKILL") && point === ofItself) point = anyMoment;
    },
    begun: begun.promise,
    death: ended.then(() => ({ point, editions: [...at].filter(([, count]) => count > 0).map(([edition]) => edition) })),
  };
}
