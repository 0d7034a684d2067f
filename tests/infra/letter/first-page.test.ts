import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { until } from "../../local-pipeline.ts";
import { asNpmDoes } from "../../programs.ts";
import { aLetterTo } from "./a-letter.ts";

const root = join(import.meta.dirname, "../../..");

it("shows the pages while npm run letter runs, though it loads them only then", async () => {
  const { data, list } = await aLetterTo(50);
  const letter = ["docs/examples/exam-reform-as-pasted.txt", "--to", list, "--data", data];
  // As npm runs it: the built command has all pages in it.
  const command = spawn(process.execPath, [...asNpmDoes("letter"), ...letter, "--rate", "1"], {
    cwd: root,
    stdio: "ignore",
  });
  const ended = once(command, "exit");
  onTestFinished(async () => {
    command.kill("SIGKILL");
    await ended;
  });
  const endpoints = join(data, "endpoints.json");
  await until("the services are there", () => existsSync(endpoints));
  const { site } = JSON.parse(readFileSync(endpoints, "utf8"));
  const page = await fetch(`${site}/outbox`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("Outbox")]);
  expect((await fetch(`${site}/nothing-is-here`)).status).toBe(404);
});
