import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { letterUsage } from "../../../infra/local/letter/letter-arguments.ts";
import { argumentsOf } from "../../programs.ts";

const command = argumentsOf("letter");

const usage = `${letterUsage}\n`;
const letter =
  "---\nsubject: Winter plans\n---\nDear colleague,\n\nThe clinics open at seven.\n\nYours sincerely,\n\nAda King MP\n";
const colleagues = "email,name\njane@example.org,Jane\njoe@example.org,Joe\n";

/** Runs the command in a directory of its own, where the files given lie; `left` is what lies there in the end. */
async function run(files: Record<string, string | Uint8Array>, ...args: string[]) {
  const directory = await mkdtemp(join(tmpdir(), "letter-"));
  try {
    for (const [name, content] of Object.entries(files))
      await writeFile(join(directory, name), content);
    const { npm_lifecycle_event: _, ...env } = process.env;
    const child = spawn(process.execPath, [...command, ...args], {
      cwd: directory,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 280_000,
    });
    const [out, err, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "exit"),
    ]);
    expect(out + err, "a stack trace is no sentence").not.toMatch(/^\s+at /m);
    return { code, out, err, left: await readdir(directory, { recursive: true }) };
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

describe.concurrent("npm run letter, given what it cannot use,", { timeout: 300_000 }, () => {
  it("says which arguments it needs", async () => {
    expect(await run({})).toMatchObject({
      code: 2,
      out: "",
      err: `Missing LETTER: the file of the letter.\n${usage}`,
    });
  });

  it("knows no other options", async () => {
    const told = await run(
      { "l.md": letter, "c.csv": colleagues },
      "l.md",
      "--to",
      "c.csv",
      "--force",
    );
    expect(told).toMatchObject({ code: 2, out: "", err: `There is no option --force.\n${usage}` });
  });

  it("says that a file is not there", async () => {
    expect(await run({ "c.csv": colleagues }, "l.md", "--to", "c.csv")).toMatchObject({
      code: 2,
      out: "",
      err: "l.md: there is no such file.\n",
    });
  });

  it("says that a directory is no list of colleagues", async () => {
    expect(await run({ "l.md": letter }, "l.md", "--to", ".")).toMatchObject({
      code: 2,
      out: "",
      err: ".: it is a directory, not a file.\n",
    });
  });

  it("says that a file is no directory to work in", async () => {
    const told = await run(
      { "l.md": letter, "c.csv": colleagues },
      "l.md",
      "--to",
      "c.csv",
      "--data",
      "c.csv",
    );
    expect(told).toMatchObject({
      code: 2,
      out: "",
      err: "c.csv: it is a file, not a directory.\n",
    });
  });

  it("says all that a letter lacks", async () => {
    const { code, err, left } = await run(
      { "l.md": "---\nlanguage: cy\n---\nHello.\n", "c.csv": colleagues },
      "l.md",
      "--to",
      "c.csv",
    );
    expect(code).toBe(2);
    expect(err.split("\n")).toEqual([
      'l.md: it has no subject: begin it with the lines "---", "subject: …" and "---".',
      'l.md: it has no signatory: end it with a sign-off such as "Yours sincerely," and the name below it, or write "signatory: …" in the front matter; if nobody signs it, write "organisation: …" there.',
      "",
    ]);
    expect(left.toSorted()).toEqual(["c.csv", "l.md"]);
  });

  it("does not take a letter of 5 MB", async () => {
    expect(
      await run(
        { "l.txt": "word ".repeat(1_000_000), "c.csv": colleagues },
        "l.txt",
        "--to",
        "c.csv",
        "--json",
      ),
    ).toMatchObject({
      code: 2,
      out: "",
      err: "l.txt: it has 5,000,000 bytes: a letter may have 100,000, because mail programs clip longer ones.\n",
    });
  });

  it("names the line that is not UTF-8", async () => {
    const told = await run(
      { "l.md": letter, "c.csv": Buffer.from("email,name\njane@example.org,Zo\xeb\n", "latin1") },
      "l.md",
      "--to",
      "c.csv",
    );
    expect(told).toMatchObject({
      code: 2,
      out: "",
      err: [
        'c.csv: line 2: the file is not UTF-8: save it as "CSV UTF-8".',
        "Read as Windows-1252, it has the words “Zoë”. If they are right, add --encoding windows-1252.",
        "",
      ].join("\n"),
    });
  });

  it("refuses a letter with findings with --strict, and leaves nothing behind", async () => {
    const long = letter.replace("at seven.", `at [TIME]. ${"é ".repeat(20_000)}`);
    const { code, out, err, left } = await run(
      { "l.md": long, "c.csv": colleagues },
      "l.md",
      "--to",
      "c.csv",
      "--strict",
      "--json",
    );
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(
      /l\.md: line 6: error: “\[TIME\]” looks like a space to fill in\..*\nl\.md: error: The HTML of the letter is 1\d\d kB when sent\. Gmail shows 102 kB .*\n.*--strict/,
    );
    expect(left.toSorted()).toEqual(["c.csv", "l.md"]);
  });

  it("lists the bad rows, sends nothing and leaves nothing behind", async () => {
    const list = "email,name\njane@example.org,\njoe,\nJANE@example.org,\n@example.org,\n";
    const { code, out, err, left } = await run(
      { "l.md": letter, "c.csv": list },
      "l.md",
      "--to",
      "c.csv",
      "--data",
      "d",
    );
    expect([code, out]).toEqual([2, ""]);
    expect(err.split("\n")).toEqual([
      'c.csv, row 3: the address has no "@".',
      'c.csv, row 5: the part before the "@" is empty.',
      "c.csv, row 4: row 2 already has the address. It gets one letter.",
      "c.csv: 2 rows cannot be written to. Nothing was sent. Fix the file, or add --skip-bad-rows to send to the other 1.",
      "",
    ]);
    expect(left.toSorted()).toEqual(["c.csv", "l.md"]);
  });
});

describe.concurrent("npm run letter, given what it can use,", { timeout: 300_000 }, () => {
  it("prints one object alone with --json, keeps what it sent, and warns of a letter that Gmail would cut off", async () => {
    const long = letter.replace("at seven.", `at [TIME]. ${"é ".repeat(20_000)}`);
    const { code, out, err, left } = await run(
      { "l.md": long, "c.csv": colleagues },
      "l.md",
      "--to",
      "c.csv",
      "--json",
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      edition: expect.stringMatching(/^letters_[0-9a-f]{20}$/),
      audience: 2,
      accepted: 2,
      delivered: 2,
      bounced: 0,
      deferred: 0,
      complained: 0,
      suppressed: 0,
      rejected: 0,
      uncertain: 0,
      pending: 0,
      resent: 0,
      outbox: join(".letter", "outbox"),
    });
    expect(left.filter(name => name.endsWith(".eml"))).toHaveLength(2);
    expect(err).toMatch(
      /l\.md: error: The HTML of the letter is 1\d\d kB when sent\. Gmail shows 102 kB/,
    );
  });

  it("sends to the good rows with --skip-bad-rows, and rejects what SES cannot carry, with exit code 1", async () => {
    const list = "email,name\njane@example.org,\njoe,\nzoë@example.org,Zoë\njo@münchen.example,\n";
    const { code, out, err } = await run(
      { "l.md": letter, "c.csv": list },
      "l.md",
      "--to",
      "c.csv",
      "--json",
      "--skip-bad-rows",
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      audience: 3,
      accepted: 2,
      rejected: 1,
      pending: 0,
      uncertain: 0,
    });
    expect(err).toContain('c.csv, row 3: the address has no "@".\n');
    expect(err).toContain(
      'c.csv, row 4: Amazon SES does not accept "ë" before the "@": ask the colleague for another address. It will be rejected.\n',
    );
  });

  it("reads the list once, from a process or its standard input, and ends with the account in words for a person", {
    timeout: 300_000,
  }, async () => {
    const directory = await mkdtemp(join(tmpdir(), "letter-"));
    try {
      await writeFile(join(directory, "l.md"), letter);
      await writeFile(join(directory, "c.csv"), colleagues);
      const { npm_lifecycle_event: _, ...env } = process.env;
      const send = async (how: string) => {
        const line = `exec "$@" l.md ${how}`;
        const child = spawn("bash", ["-c", line, "bash", process.execPath, ...command], {
          cwd: directory,
          env,
          stdio: ["ignore", "pipe", "pipe"],
        });
        const [out, err, [code]] = await Promise.all([
          text(child.stdout),
          text(child.stderr),
          once(child, "exit"),
        ]);
        expect([code, err]).toEqual([
          0,
          expect.stringContaining("“Winter plans” to 2 colleagues\n"),
        ]);
        return out;
      };
      const account = JSON.parse(await send("--data a --json --to <(cat c.csv)"));
      expect(account).toMatchObject({ audience: 2, accepted: 2 });
      const words = await send("--data b --to /dev/stdin < <(cat c.csv)");
      expect(words).toContain("accepted     2\n  delivered  2\n");
      expect(words).toContain("Every colleague's letter was accepted.\n");
    } finally {
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
