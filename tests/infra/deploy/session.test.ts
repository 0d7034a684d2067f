import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { openSession } from "../../../infra/deploy/session.ts";
import { argumentsOf } from "../../programs.ts";
import { aTemporaryDirectory } from "../a-process.ts";
import { type Account, emptyAccount, serve } from "./an-account.ts";

const stage = { name: "prod", account: "111122223333", region: "eu-west-2" };
const serial = "arn:aws:iam::444455556666:mfa/ada";

/** An account in which a profile of another account may assume a role, with a code. The process's environment names the profile. */
async function aProfile(change: Partial<Account> = {}) {
  const account = { ...emptyAccount(), ...change };
  const endpoint = await serve(account);
  const file = join(await aTemporaryDirectory(), "config");
  await writeFile(
    file,
    `[profile base]
aws_access_key_id = AKIABASE
aws_secret_access_key = hush
[profile prod]
role_arn = arn:aws:iam::111122223333:role/deployer
source_profile = base
mfa_serial = ${serial}
`,
  );
  const environment = {
    AWS_CONFIG_FILE: file,
    AWS_SHARED_CREDENTIALS_FILE: join(file, "none"),
    AWS_PROFILE: "prod",
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_EC2_METADATA_DISABLED: "true",
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  return { account, endpoint };
}

/** Answers with codes in turn, and notes what was asked. */
function anOperator(...codes: string[]) {
  const asked: string[] = [];
  return {
    asked,
    ask: async (serialNumber: string) => codes[asked.push(serialNumber) - 1] ?? "none left",
  };
}

describe("signing in for a command", () => {
  it("asks for an MFA code once, for all that the command does", async () => {
    const { account } = await aProfile();
    const { asked, ask } = anOperator("123456");
    const session = await openSession(stage, ask);
    const first = await session.credentials();
    expect(await session.credentials()).toBe(first);
    expect([asked, account.asked]).toEqual([[serial], ["AssumeRole", "GetCallerIdentity"]]);
  });

  it("hands a child process the session, and no profile for which it would ask again", async () => {
    await aProfile();
    const environment = await (await openSession(stage, anOperator("123456").ask)).environment();
    expect(environment).toMatchObject({
      AWS_ACCESS_KEY_ID: "ASIA1",
      AWS_SESSION_TOKEN: "t",
      AWS_REGION: "eu-west-2",
    });
    expect(environment).not.toHaveProperty("AWS_PROFILE");
    expect(environment.PATH).toBe(process.env.PATH);
  });

  it("asks again if the session would end before the next step does", async () => {
    const lastsMs = 3_600_000;
    const { account } = await aProfile({ role: { code: "123456", lastsMs } });
    const { asked, ask } = anOperator("123456", "123456");
    const session = await openSession(stage, ask);
    vi.useFakeTimers({ now: Date.now() + lastsMs - 60_000, toFake: ["Date"] });
    try {
      await session.environment();
    } finally {
      vi.useRealTimers();
    }
    expect(asked).toEqual([serial, serial]);
    expect(account.asked.filter(action => action === "AssumeRole")).toHaveLength(2);
  });

  it("does not take a session that is short from the beginning for one that ends", async () => {
    await aProfile({ role: { code: "123456", lastsMs: 900_000 } });
    const { asked, ask } = anOperator("123456");
    const session = await openSession(stage, ask);
    await session.environment();
    expect(asked).toEqual([serial]);
  });

  it("refuses another account, and names both", async () => {
    await aProfile({ number: "999988887777" });
    await expect(openSession(stage, anOperator("123456").ask)).rejects.toThrow(
      'These credentials are of account 999988887777, but the stage "prod" is in account 111122223333. Name a profile',
    );
  });

  it("says that a code was not taken", async () => {
    await aProfile();
    await expect(openSession(stage, anOperator("000000").ask)).rejects.toThrow(
      /AWS refuses this profile \(AccessDenied: invalid MFA one time pass code\)/,
    );
  });

  it("says that there are no credentials", async () => {
    await aProfile();
    vi.stubEnv("AWS_PROFILE", "nobody");
    await expect(openSession(stage)).rejects.toMatchObject({
      message: expect.stringMatching(/There are no AWS credentials\. Sign in .*AWS_PROFILE=…/),
      code: "no credentials",
    });
  });
});

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Runs a command of the project as its npm script does, without a terminal. */
async function command(...args: string[]) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  expect(out + err, "no stack trace").not.toMatch(/^\s+at /m);
  return { code, out, err };
}

describe("every command", () => {
  const all: [string, string[]][] = [
    ...["deploy", "diff", "destroy"].map((name): [string, string[]] => [
      name,
      ["infra/command.ts", name, "--yes"],
    ]),
    ["doctor", [...argumentsOf("doctor"), "--stage", "prod", "--dns", "127.0.0.1:9"]],
  ];

  it.each(all)("checks the account before anything else: %s", async (_, args) => {
    const { account } = await aProfile({ number: "999988887777" });
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAOTHER");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "hush");
    vi.stubEnv("AWS_PROFILE", undefined);
    const { code, out, err } = await command(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(
      'of account 999988887777, but the stage "prod" is in account 111122223333',
    );
    expect(account.asked).toEqual(["GetCallerIdentity"]);
  });

  it.each(all)(
    "says what to do if a code is asked for and there is no terminal: %s",
    async (_, args) => {
      await aProfile();
      const { code, err } = await command(...args);
      expect([code, err]).toEqual([
        2,
        expect.stringContaining(`MFA code for ${serial}: There is no terminal to ask on`),
      ]);
    },
  );
});
