import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDirectory } from "../../infra/local/directory.ts";
import { until } from "../local-pipeline.ts";
import { argumentsOf } from "../programs.ts";
import { aTemporaryDirectory } from "./a-process.ts";

type Holder = {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<unknown>;
};

/** A process that takes a directory; with `prefix` in front of its command. */
function hold(directory: string, prefix: readonly string[] = []): Holder {
  const [command = "", ...args] = [
    ...prefix,
    process.execPath,
    ...argumentsOf("hold-directory"),
    directory,
  ];
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  let said = "";
  child.stdout?.on("data", text => {
    said += text;
  });
  const ended = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return { child, said: () => said, ended };
}

const says = (holder: Holder, what: string) =>
  until(`it says “${what}”`, () => holder.said().includes(what));

const inAnotherNamespace = ["unshare", "--user", "--pid", "--fork", "--kill-child"];
function canUnshare(): boolean {
  try {
    execFileSync(inAnotherNamespace[0] ?? "", [...inAnotherNamespace.slice(1), "true"], {
      stdio: "ignore",
    });
    return true;
  } catch {
    return false;
  }
}

/** Makes a lock as a process of another container leaves it. */
function asIfFromElsewhere(directory: string): void {
  const lock = join(directory, "lock");
  writeFileSync(
    lock,
    readFileSync(lock, "utf8").replace(/"place":"[^"]*"/, '"place":"another boot pid:[1]"'),
  );
}

describe("the lock of a directory", { timeout: 300_000 }, () => {
  it("goes to one of many that come at once, and to the next when that one has ended", async () => {
    const directory = await aTemporaryDirectory();
    const holders = Array.from({ length: 4 }, () => hold(directory));
    const answered = (what: string) => holders.filter(({ said }) => said().includes(what));
    await until(
      "each has an answer",
      () => answered("taken").length + answered("refused").length === 4,
    );
    expect([answered("taken").length, answered("refused").length]).toEqual([1, 3]);
    const [first] = answered("taken");
    first?.child.stdin?.end();
    await first?.ended;
    expect(readdirSync(directory)).toEqual(["identity.json"]);
    const next = hold(directory);
    await says(next, "taken");
    expect(next.said()).not.toContain("waiting");
  });

  it("is taken over at once from a process of this machine that was killed", async () => {
    const directory = await aTemporaryDirectory();
    const first = hold(directory);
    await says(first, "taken");
    expect(statSync(join(directory, "lock")).mode & 0o777).toBe(0o600);
    first.child.kill("SIGKILL");
    await first.ended;
    const second = hold(directory);
    await says(second, "taken");
    expect(second.said()).not.toContain("waiting");
    expect(readdirSync(directory).sort()).toEqual(["identity.json", "lock"]);
  });

  it("holds against a process that sees none of the others, until that process gets the directory", async () => {
    const directory = await aTemporaryDirectory();
    const prefix = canUnshare() ? inAnotherNamespace : [];
    const first = hold(directory, prefix);
    await says(first, "taken");
    if (prefix.length === 0) asIfFromElsewhere(directory);
    const second = hold(directory);
    await says(second, "refused");
    first.child.kill("SIGKILL");
    await first.ended;
    // Nobody here can say whether its process lives: it is waited for, and taken over since it stands still.
    const third = hold(directory);
    await says(third, "taken");
    expect(third.said()).toContain("waiting");
    const fourth = hold(directory, prefix);
    await says(fourth, "refused");
  });

  it("is lost by a process that stands still for long, which notices before it does anything", async () => {
    const directory = await aTemporaryDirectory();
    const first = hold(directory);
    await says(first, "taken");
    first.child.kill("SIGSTOP");
    const second = hold(directory);
    await says(second, "taken");
    first.child.kill("SIGUSR2");
    first.child.kill("SIGCONT");
    await says(first, "not held: ");
    await says(first, "lost");
    first.child.stdin?.end();
    await first.ended;
    // What the first one lets go of is not the second one's.
    expect(readdirSync(directory).sort()).toEqual(["identity.json", "lock"]);
    second.child.kill("SIGUSR2");
    await says(second, "held");
  });

  it("goes to one of several processes in this one, too", async () => {
    const directory = await aTemporaryDirectory();
    const first = await openDirectory(directory);
    expect(await openDirectory(directory)).toBeUndefined();
    first?.release();
    const second = await openDirectory(directory);
    expect(second).toBeDefined();
    second?.release();
  });

  it("is taken over when its content is unreadable and does not change", async () => {
    const directory = await aTemporaryDirectory();
    writeFileSync(join(directory, "lock"), "4711");
    const taken = await openDirectory(directory);
    expect(taken).toBeDefined();
    taken?.release();
  });
});
