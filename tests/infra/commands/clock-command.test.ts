import { cp } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { BadInput } from "../../../infra/cli/bad-input.ts";
import { runClockCommand } from "../../../infra/commands/clock/run-clock-command.ts";
import { openDirectory } from "../../../infra/local/directory.ts";
import { startLocalPipeline } from "../../../infra/local/local-pipeline.ts";
import { aTemporaryDirectory } from "../a-process.ts";

describe("npm run clock", () => {
  it("says that a copied directory waits, and lets it go on", async () => {
    const path = await aTemporaryDirectory();
    const directory = await openDirectory(path);
    if (!directory) throw new Error("a new directory is taken");
    const local = await startLocalPipeline(directory, {
      siteUrl: "http://localhost:3000",
      log: () => {},
    });
    await runClock(local.pipeline, local.template);
    await local.stop();
    directory.release();
    const here = ["--data", path];
    expect(await runClockCommand(["show", ...here])).toMatchObject({
      code: 0,
      value: { waits: false },
    });
    expect(await runClockCommand(["restart", ...here])).toMatchObject({ code: 1 });
    const copy = await aTemporaryDirectory();
    await cp(path, copy, { recursive: true });
    const there = ["--data", copy];
    const shown = await runClockCommand(["show", ...there]);
    expect(shown).toMatchObject({ code: 1, value: { waits: true } });
    expect(shown.lines.join(" ")).toContain("Letters may have gone out after it");
    const restarted = await runClockCommand(["restart", "--keep-ready", ...there]);
    expect([restarted.code, restarted.lines]).toEqual([
      0,
      ["Sending goes on. 0 dates were skipped. 0 entries are drafts again."],
    ]);
    expect(await runClockCommand(["show", ...there])).toMatchObject({ code: 0 });
  });

  it.each([
    [[], "Say what to do: show or restart."],
    [["stop"], 'There is no "stop".'],
    [["show", "--keep-ready"], "--keep-ready belongs to restart."],
  ])("refuses %j in a sentence", async (args, sentence) => {
    const error = await runClockCommand(args).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BadInput);
    expect(String((error as BadInput).message)).toContain(sentence);
  });
});
