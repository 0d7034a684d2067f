import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDirectory } from "../../infra/local/directory.ts";
import { until } from "../local-pipeline.ts";
import { aTemporaryDirectory, run } from "./a-process.ts";

/** Takes port 3000. If it is already in use, it is taken as well. */
async function takePort(): Promise<void> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.once("error", () => resolve());
    server.listen(3000, "127.0.0.1", () => resolve());
  });
  onTestFinished(() => void server.close());
}

describe("npm start", () => {
  it("sends the sample edition once, however it ends and starts again, and takes the next port if one is taken", async () => {
    await takePort();
    const data = await aTemporaryDirectory();
    const messages = () =>
      readdirSync(join(data, "outbox")).map(name =>
        readFileSync(join(data, "outbox", name), "utf8"),
      );
    const toTeam = (text: string) => /^To: .*oconnor@harbour-health/im.test(text);
    /** Letters to colleagues: not what the approver is told. */
    const outbox = () => messages().filter(text => !toTeam(text)).length;

    const first = run("start", "--data", data);
    await until("the sample edition is out", () =>
      first.output().includes("The sample edition went to"),
    );
    await until("it is corrected", () => first.output().includes("Its correction: "));
    expect(first.output()).toContain("Port 3000 is taken");
    const { site, queues, dynamodb } = JSON.parse(
      readFileSync(join(data, "endpoints.json"), "utf8"),
    );
    expect(Object.keys(queues)).toEqual([
      "address-edition",
      "send-batch",
      "record-feedback",
      "import-list",
    ]);
    const corrections = () =>
      messages().filter(text => text.includes("Subject: Correction: ")).length;
    // Nine colleagues have the letter. One came back, and one was reported as spam.
    await until("the correction is out", () => corrections() === 7);
    const sent = outbox();
    expect(sent).toBe(16);
    expect(await (await fetch(`${site}/outbox`)).text()).toContain("Harbour Health Weekly");
    // The next edition waits for its approval.
    const log = readFileSync(join(data, "pipeline.log"), "utf8");
    expect(log.match(/"event":"edition-proposed"/g)).toHaveLength(3);
    await until("its approver has a link", () =>
      messages().some(text => toTeam(text) && text.includes("Subject: Approve: ")),
    );
    first.child.kill("SIGKILL");
    await first.ended;
    // No database is left behind that the next run would have to share its file with.
    await until("the database is gone", () =>
      fetch(dynamodb, { method: "POST" }).then(
        () => false,
        () => true,
      ),
    );

    const second = run("start", "--data", data, "--clock", "fast");
    await until("it is up again", () => second.output().includes("The sample edition went to"));
    expect(second.output()).toContain("Harbour Health Weekly is due each minute.");
    expect(outbox()).toBe(sent);
    second.child.kill("SIGINT");
    expect(await second.ended).toBe(0);
    expect(outbox()).toBe(sent);
  });

  it("says so when another run is at work in the same directory", async () => {
    const data = await aTemporaryDirectory();
    const other = await openDirectory(data);
    onTestFinished(() => other?.release());
    const refused = run("start", "--data", data);
    expect(await refused.ended).toBe(2);
    expect(refused.output()).toContain("another run uses this directory");
  });
});
