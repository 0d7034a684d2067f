import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { describe, expect, it, onTestFinished } from "vitest";
import { TooLate } from "../../../functions/mail/submit-message.ts";
import { localEndpoint } from "../../../infra/local/aws/local-endpoint.ts";
import { startSqs } from "../../../infra/local/aws/sqs.ts";
import { keepCopies } from "../../../infra/local/keep-copies.ts";
import { argumentsOf } from "../../programs.ts";
import { aTemporaryDirectory } from "../a-process.ts";
import { accountOf, aLetterTo } from "./a-letter.ts";

describe("npm run letter on a disk that is full", () => {
  it("says so in a sentence, with the ledger right, and the same command goes on when there is room, with all files for their user alone", async () => {
    const { data, list, send } = await aLetterTo(3);
    const before = process.umask(0o000);
    onTestFinished(() => void process.umask(before));
    // The SES's journal is as long as the system lets a file become: it refuses the first line of a letter.
    mkdirSync(join(data, "ses"), { recursive: true });
    const journal = join(data, "ses", "journal.jsonl");
    writeFileSync(journal, `${'{"clean":true}'.padEnd(512 * 12 - 1)}\n`.repeat(1_000));
    const blocks = statSync(journal).size / 512;
    const command = [...argumentsOf("letter"), "docs/examples/exam-reform-as-pasted.txt"];
    const child = spawn(
      "sh",
      [
        "-c",
        `ulimit -f ${blocks}; exec "$@"`,
        "sh",
        process.execPath,
        ...command,
        "--to",
        list,
        "--data",
        data,
        "--json",
      ],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    const [out, err, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "exit"),
    ]);
    expect(code).toBe(1);
    expect(err).toContain(
      `A file has reached the size limit of the system: ${journal} could not be written to. Nothing is lost`,
    );
    expect(err).toContain("run the same command again.");
    expect(out + err).not.toMatch(/^\s+at /m);
    expect(JSON.parse(out)).toMatchObject({ audience: 3, accepted: 0, uncertain: 0, pending: 3 });
    expect(readdirSync(join(data, "outbox"))).toEqual([]);

    // Whatever the umask is and whatever was there before: the journal is of the test, others are as an earlier version left them.
    expect(modesOf(data).get("identity.json")).toBe("600");
    chmodSync(join(data, "outbox"), 0o755);
    chmodSync(join(data, "dynamodb.db"), 0o644);
    const second = send({}, "--json");
    expect(await second.ended).toBe(0);
    expect(accountOf(second)).toMatchObject({ audience: 3, accepted: 3, uncertain: 0, pending: 0 });
    expect(readdirSync(join(data, "outbox"))).toHaveLength(3);
    const modes = modesOf(data);
    expect(modes.size).toBeGreaterThan(8);
    expect([...modes].filter(([, mode]) => mode !== "d700" && mode !== "600")).toEqual([]);
  });

  it("hands no letter to an external SES if no copy of it can be kept", async () => {
    const directory = await aTemporaryDirectory();
    const refused: string[] = [];
    let submitted = 0;
    const submit = keepCopies(
      async () => {
        submitted++;
        return { kind: "accepted", messageId: "m-1" };
      },
      directory,
      () => {},
      (_, file) => refused.push(file),
    );
    const letter = {
      data: [Buffer.from("a letter")],
      source: "a@example.org",
      destination: "b@example.org",
    };
    expect(await submit(letter)).toMatchObject({ kind: "accepted" });
    expect(readdirSync(join(directory, "outbox"))).toEqual(["m-1.eml"]);
    expect(statSync(join(directory, "outbox", "m-1.eml")).mode & 0o777).toBe(0o600);
    // A write error of the system's own, since a full disk cannot be had everywhere.
    const noRoom = { ...letter, data: new Proxy(letter.data, { get: () => refuse() }) };
    expect(await submit(noRoom)).toEqual({ kind: "throttled" });
    expect([submitted, refused]).toEqual([1, [join(directory, "outbox")]]);
    expect(readdirSync(join(directory, "outbox"))).toEqual(["m-1.eml"]);
  });

  it("keeps no copy of a letter that is not submitted, and records SES's answer though no copy can be kept", async () => {
    const directory = await aTemporaryDirectory();
    const outbox = join(directory, "outbox");
    const logged: string[] = [];
    let late = true;
    const submit = keepCopies(
      async () => {
        if (late) throw new TooLate("too late");
        return { kind: "accepted", messageId: "m-1" };
      },
      directory,
      event => logged.push(event),
    );
    const letter = {
      data: [Buffer.from("a letter")],
      source: "a@example.org",
      destination: "b@example.org",
    };
    await expect(submit(letter)).rejects.toThrow(TooLate);
    expect([readdirSync(outbox), logged]).toEqual([[], []]);
    late = false;
    mkdirSync(join(outbox, "m-1.eml"));
    expect(await submit(letter)).toMatchObject({ kind: "accepted" });
    expect(logged).toEqual(["copy-not-kept"]);
  });

  it("says so while it reads a long list", async () => {
    const { data, list } = await aLetterTo(1);
    writeFileSync(
      list,
      `email\n${Array.from({ length: 60_000 }, (_, index) => `p${index}@example.org\n`).join("")}`,
    );
    const command = [...argumentsOf("letter"), "docs/examples/exam-reform-as-pasted.txt"];
    const limited = [
      "-c",
      'ulimit -f 1000; exec "$@"',
      "sh",
      process.execPath,
      ...command,
      "--to",
      list,
      "--data",
      data,
    ];
    const child = spawn("sh", limited, { stdio: ["ignore", "pipe", "pipe"] });
    const [out, err, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "exit"),
    ]);
    expect(err).toContain(
      `A file has reached the size limit of the system: ${data} could not be written to. Nothing is lost`,
    );
    expect([out, code]).toEqual(["", 1]);
  });
});

/** The modes of a directory and of all in it. */
function modesOf(directory: string): Map<string, string> {
  const names = [".", ...readdirSync(directory, { recursive: true, encoding: "utf8" })];
  return new Map(
    names.map(name => {
      const about = statSync(join(directory, name));
      return [name, `${about.isDirectory() ? "d" : ""}${(about.mode & 0o777).toString(8)}`];
    }),
  );
}

function refuse(): never {
  throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
}

describe("the journal of events", () => {
  it("skips unreadable lines, says where they are, and loses none after them", async () => {
    const journal = join(await aTemporaryDirectory(), "feedback.jsonl");
    const run = async (
      work: (queue: string, sqs: SQSClient, replay: () => Promise<void>) => Promise<void>,
    ) => {
      const damage: string[] = [];
      const local = await startSqs(journal, "feedback", {
        onDamage: sentence => damage.push(sentence),
      });
      const sqs = new SQSClient(localEndpoint(local.url));
      const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: "feedback" }));
      await work(new URL(new URL(QueueUrl).pathname, local.url).href, sqs, local.replay);
      sqs.destroy();
      await local.stop();
      return damage;
    };
    const say = (MessageBody: string) => async (QueueUrl: string, sqs: SQSClient) =>
      void (await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody })));
    await run(say("one"));
    await run(say("two"));
    const good = readFileSync(journal, "utf8");
    const [first = "", second = ""] = good.split("\n");
    writeFileSync(journal, `${first}\n${first.slice(0, 30)}\n${second}\n${first.slice(0, 50)}`);
    const damage = await run(say("three"));
    expect(damage).toEqual([
      `${journal}, line 2 (at byte ${first.length + 1}): the line cannot be read and is skipped.`,
      `${journal}, line 4 (at byte ${first.length + second.length + 33}): the line is incomplete and is removed.`,
    ]);
    const bodies = new Set<string | undefined>();
    await run(async (QueueUrl, sqs, replay) => {
      await replay();
      while (bodies.size < 3) {
        const { Messages } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
        );
        for (const { Body } of Messages ?? []) bodies.add(Body);
      }
    });
    expect([...bodies].sort()).toEqual(["one", "three", "two"]);
  });

  it("is kept if a message came after the last one known to be handled", async () => {
    const journal = join(await aTemporaryDirectory(), "feedback.jsonl");
    const run = async (messagesAfter: number) => {
      const local = await startSqs(journal, "feedback");
      const sqs = new SQSClient(localEndpoint(local.url));
      const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: "feedback" }));
      const queue = { QueueUrl: new URL(new URL(QueueUrl).pathname, local.url).href };
      await sqs.send(new SendMessageCommand({ ...queue, MessageBody: "early" }));
      const handled = local.received();
      for (let sent = 0; sent < messagesAfter; sent++)
        await sqs.send(new SendMessageCommand({ ...queue, MessageBody: "late" }));
      sqs.destroy();
      await local.stop(handled);
      return existsSync(journal);
    };
    expect(await run(1)).toBe(true);
    expect(await run(0)).toBe(false);
  });
});
