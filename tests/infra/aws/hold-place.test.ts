import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { holdPlace } from "../../../infra/local/aws/services/hold-place.ts";
import { openDirectory } from "../../../infra/local/directory.ts";
import { aTemporaryDirectory } from "../a-process.ts";

async function aDirectory() {
  const path = await aTemporaryDirectory();
  const directory = await openDirectory(path);
  if (!directory) throw new Error("a new directory is taken");
  onTestFinished(directory.release);
  mkdirSync(join(path, "ses"));
  return { ...directory, file: join(path, "ses", "process") };
}

describe("the process of a directory's SES", () => {
  it("ends the one that an earlier run left, even if that is frozen", async () => {
    const { path, place, file } = await aDirectory();
    const program = `
        const { thisProcess } = await import(${JSON.stringify(join(import.meta.dirname, "../../../infra/local/process-identity.ts"))});
        console.log(JSON.stringify(thisProcess()));
        setInterval(() => {}, 1000);`;
    const earlier = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void earlier.kill("SIGKILL"));
    const [identity] = await once(earlier.stdout, "data");
    writeFileSync(file, identity);
    earlier.kill("SIGSTOP");
    const ended = once(earlier, "exit");
    await holdPlace(path, place, () => {});
    expect(await ended).toEqual([null, "SIGKILL"]);
  });

  it("may write until another run has the directory, and hears of that", async () => {
    const { path, place } = await aDirectory();
    let lost = 0;
    const assertHeld = await holdPlace(path, place, () => lost++);
    expect(assertHeld).not.toThrow();
    const other = join(path, "another-lock");
    writeFileSync(other, "another run");
    renameSync(other, place.path);
    expect(assertHeld).toThrow("another process has taken over the directory");
    await expect.poll(() => lost, { timeout: 250_000 }).toBe(1);
    await expect(holdPlace(path, place, () => {})).rejects.toThrow("taken over");
  });

  it("ends nobody who has the number of an earlier process by chance", async () => {
    const { path, place, file } = await aDirectory();
    writeFileSync(file, JSON.stringify({ pid: process.pid, place: "another boot", started: "1" }));
    await expect(holdPlace(path, place, () => {})).resolves.toBeTypeOf("function");
  });
});
