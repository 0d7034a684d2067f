import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { DeleteTableCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { openDirectory } from "../../../infra/local/directory.ts";
import { writeEndpoints } from "../../../infra/local/endpoints.ts";
import { aPipeline } from "../../local-pipeline.ts";
import { argumentsOf } from "../../programs.ts";
import { aTemporaryDirectory } from "../a-process.ts";

/** Runs the doctor in a process of its own, without credentials unless they are given. */
async function doctor(args: readonly string[], given: Record<string, string> = {}) {
  const { npm_lifecycle_event: _, AWS_PROFILE: __, ...env } = process.env;
  const child = spawn(process.execPath, [...argumentsOf("doctor"), ...args], {
    env: {
      ...env,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: "/nowhere",
      AWS_SHARED_CREDENTIALS_FILE: "/nowhere",
      ...given,
    },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 280_000,
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  expect(out + err, "a stack trace is no finding").not.toMatch(/^\s+at /m);
  return { code, out, err };
}

/** A local pipeline at work, and the directory that tells where. */
async function running(options: Parameters<typeof aPipeline>[0] = {}) {
  const local = await aPipeline(options);
  const path = await aTemporaryDirectory();
  const directory = await openDirectory(path);
  if (!directory) throw new Error("a new directory is taken");
  writeEndpoints(directory, local);
  directory.release();
  await runClock(local.pipeline, local.template);
  local.start();
  return { local, path };
}

describe("npm run doctor", () => {
  it("vouches for the local pipeline, and says what it cannot check locally", async () => {
    const { path } = await running();
    const { code, out, err } = await doctor(["--data", path]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^✓ event path +A delivery and a bounce came back/m);
    expect(out).toMatch(/Not checked here: only a deployment has it\. \(identity, DKIM,/);
    expect(out).toMatch(/\nA bulletin can go out\.\n$/);
    expect(out, "no colours away from a terminal").not.toContain("\x1b");
  });

  it("prints one array alone with --json, which names the same checks as for a stage", async () => {
    const { path } = await running();
    const { code, out } = await doctor(["--data", path, "--json", "--no-mail"]);
    expect(code).toBe(0);
    const findings = JSON.parse(out) as { check: string; verdict: string }[];
    for (const finding of findings)
      expect(finding).toEqual({
        check: expect.any(String),
        verdict: expect.stringMatching(/^(right|unknown)$/),
        what: expect.any(String),
      });
    const stage = JSON.parse(
      (await doctor(["--stage", "prod", "--json", "--dns", "127.0.0.1:9"])).out,
    ) as { check: string }[];
    expect(new Set(findings.map(({ check }) => check))).toEqual(
      new Set(stage.map(({ check }) => check)),
    );
  });

  it("names what is wrong locally, how to fix it, and ends with 1", async () => {
    const { local, path } = await running();
    local.ses.faults.set({ accountPaused: true });
    const { code, out } = await doctor(["--data", path]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^✗ sending +Sending is paused for the whole AWS account\.\n +→ Find out why first/m,
    );
    expect(out).toMatch(/\nNo bulletin should go out before this is fixed: sending\.\n$/);
  });

  it("sees that the local table is gone", async () => {
    const { local, path } = await running();
    await local.pipeline.table.client.send(
      new DeleteTableCommand({ TableName: local.pipeline.table.name }),
    );
    const { code, out } = await doctor(["--data", path, "--json"]);
    expect(code).toBe(1);
    expect(
      (JSON.parse(out) as { check: string; verdict: string }[]).filter(
        ({ verdict }) => verdict === "wrong",
      ),
    ).toMatchObject([{ check: "table" }]);
  });

  it("says how to start the local pipeline if it never ran, if it does not run now, or if the file is another's", async () => {
    const path = await aTemporaryDirectory();
    const start = `Start it in another terminal, then run the doctor again:\n    npm start -- --data ${path}\n`;
    const told = async () => {
      const { code, out } = await doctor(["--data", path]);
      expect(code).toBe(1);
      expect(out.replace(/\n +→ /, "\n→ ")).toContain(`→ ${start}`);
      return out.replace(/\s+/g, " ");
    };
    expect(await told()).toContain("No pipeline has run in");
    const gone = "http://127.0.0.1:9";
    const queues = {
      "address-edition": `${gone}/a`,
      "send-batch": `${gone}/b`,
      "record-feedback": `${gone}/c`,
      "import-list": `${gone}/d`,
    };
    await writeFile(
      join(path, "endpoints.json"),
      JSON.stringify({
        dynamodb: gone,
        sqs: gone,
        ses: gone,
        s3: gone,
        site: gone,
        table: "t",
        queues,
      }),
    );
    expect(await told()).toContain("is not running");
    await writeFile(join(path, "endpoints.json"), "{");
    expect(await told()).toContain("is not a file that npm start wrote");
  });

  it("says once that there are no credentials, and skips the checks that need them", async () => {
    const { code, out } = await doctor(["--stage", "prod", "--dns", "127.0.0.1:9"]);
    expect(code).toBe(1);
    expect(out.match(/There are no AWS credentials/g)).toHaveLength(1);
    expect(out).toContain("It could not check: sending.");
  });

  it("takes the endpoints that the environment names", async () => {
    const { local } = await running();
    const given = {
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
      AWS_ENDPOINT_URL_SES: local.endpoints.ses,
      DNS_SERVER: "127.0.0.1:9",
    };
    const { out } = await doctor(["--stage", "prod"], given);
    expect(out).toMatch(/^✓ sending/m);
    expect(out).toMatch(/^✗ table +DynamoDB does not answer/m);
  });

  it.each([
    [["prod"], /^Unexpected argument "prod"\. Name a stage with --stage\.\nUsage: npm run doctor/],
    [["--force"], /^There is no option --force\.\nUsage/],
    [["--stage"], /^--stage needs a value\.\nUsage/],
    [["--stage", "prood"], /^There is no stage "prood"/],
    [["--stage", "prod", "--data", "d"], /Give only one of them\.\nUsage/],
    [["--dns", "1.1.1.1"], /^--dns needs --stage/],
    [["--stage", "prod", "--dns", "one.one"], /name a DNS server by its IP address/],
  ])("does not take %j", async (args, says) => {
    expect(await doctor(args)).toEqual({ code: 2, out: "", err: expect.stringMatching(says) });
  });
});
