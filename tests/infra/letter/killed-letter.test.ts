import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { until } from "../../local-pipeline.ts";
import { aTemporaryDirectory, run } from "../a-process.ts";

/** At the slow rate so many that a command is killed long before it has sent to all. */
const people = 100;
const [slowly, fast] = ["30", "500"];

function outboxOf(directory: string): string[] {
  try {
    return readdirSync(join(directory, "outbox")).filter(name => name.endsWith(".eml"));
  } catch {
    return [];
  }
}

async function copiesIn(directory: string): Promise<Map<string, number>> {
  const copies = new Map<string, number>();
  for (const name of outboxOf(directory)) {
    const { to } = await simpleParser(readFileSync(join(directory, "outbox", name)));
    const address = (Array.isArray(to) ? to[0] : to)?.value[0]?.address ?? "";
    copies.set(address, (copies.get(address) ?? 0) + 1);
  }
  return copies;
}

function accountOf(output: string): Record<string, unknown> {
  return JSON.parse(output.split("\n").find(line => line.startsWith("{")) ?? "{}");
}

/** A letter in a file of its own. */
function letterNamed(directory: string, name: string): string {
  const file = join(directory, `${name}.md`);
  mkdirSync(directory, { recursive: true });
  const matter = `subject: ${name}\norganisation: Harbour Health Trust\nsignatory:\n  name: Dr Siân O’Brien`;
  writeFileSync(
    file,
    `---\n${matter}\n---\n\nDear colleague,\n\nThe clinics open at seven.\n\nWith best wishes,\n`,
  );
  return file;
}

/** What it takes to send a letter to some people, numbered, and to kill the sending when some of them have it. */
async function aHalfSentLetter(name: string) {
  const data = join(await aTemporaryDirectory(), "data");
  const letter = letterNamed(data, name);
  const list = (file: string, from: number, count: number) => {
    const path = join(data, `${file}.csv`);
    writeFileSync(
      path,
      `email\n${Array.from({ length: count }, (_, index) => `p${from + index}@example.org\n`).join("")}`,
    );
    return path;
  };
  const send = (which: string, to: string, rate = fast) =>
    run("letter", which, "--to", to, "--data", data, "--json", "--rate", rate);
  const sendSome = async (to: string) => {
    const before = outboxOf(data).length;
    const running = send(letter, to, slowly);
    await until("some are sent", () => outboxOf(data).length >= before + 10);
    return running;
  };
  const killHalfWay = async (to: string) => {
    const killed = await sendSome(to);
    killed.child.kill("SIGKILL");
    await killed.ended;
  };
  return { data, letter, list, send, sendSome, killHalfWay };
}

describe("a letter after its sending was killed", () => {
  it("reaches everyone once when the command runs again, though another part of its people and another letter were sent in between, and then only a person who is new on the list", async () => {
    const { data, letter, list, send, killHalfWay } = await aHalfSentLetter("letter-a");
    const given = list("part1", 0, people - 30);
    await killHalfWay(given);
    expect(outboxOf(data).length).toBeLessThan(people - 30);
    const otherPart = send(letter, list("part2", people - 30, 30));
    expect(await otherPart.ended, otherPart.output()).toBe(0);
    const { suppressed = 0 } = accountOf(otherPart.output());
    expect(suppressed).toBeGreaterThan(0);
    const otherLetter = send(letterNamed(data, "letter-b"), list("b", 500, 3));
    expect(await otherLetter.ended, otherLetter.output()).toBe(0);

    const again = send(letter, given);
    expect([await again.ended, accountOf(again.output())], again.output()).toEqual([
      0,
      expect.objectContaining({
        audience: people,
        accepted: people,
        delivered: people,
        suppressed: 0,
        uncertain: 0,
        pending: 0,
      }),
    ]);
    const copies = await copiesIn(data);
    expect([copies.size, Math.max(...copies.values())]).toEqual([people + 3, 1]);

    const longer = send(letter, list("longer", 0, people + 1));
    expect([await longer.ended, accountOf(longer.output())], longer.output()).toEqual([
      0,
      expect.objectContaining({ audience: people + 1, accepted: people + 1 }),
    ]);
    expect(outboxOf(data)).toHaveLength(people + 4);
  });

  it("goes to nobody else from a run that was frozen while another took over, when that run continues", async () => {
    const { data, letter, list, send, sendSome } = await aHalfSentLetter("letter-a");
    const frozen = await sendSome(list("a", 0, people));
    frozen.child.kill("SIGSTOP");
    const second = send(letter, list("a", 0, people));
    expect([await second.ended, accountOf(second.output())], second.output()).toEqual([
      0,
      expect.objectContaining({ audience: people, accepted: people }),
    ]);
    const sent = outboxOf(data).sort();
    frozen.child.kill("SIGCONT");
    expect(await frozen.ended).toBe(1);
    expect(frozen.output()).toContain(
      `${data}: this run stood still, and another run has taken over the directory. This run ends and sends nothing more.`,
    );
    expect(outboxOf(data).sort()).toEqual(sent);
    expect((await copiesIn(data)).size).toBe(people);
  });

  it("says so when its SES and SQS were killed, and goes on when the command runs again", async () => {
    const { data, letter, list, send, sendSome } = await aHalfSentLetter("letter-a");
    const given = list("a", 0, people);
    const first = await sendSome(given);
    process.kill(JSON.parse(readFileSync(join(data, "ses", "process"), "utf8")).pid, "SIGKILL");
    expect(await first.ended).toBe(1);
    expect(first.output()).toContain(
      `${data}: the local SES and SQS ended unexpectedly, so this run ends. Nothing is lost: run the same command again.`,
    );
    const again = send(letter, given);
    await again.ended;
    const { accepted, uncertain } = accountOf(again.output());
    expect([Number(accepted) + Number(uncertain), again.output()]).toEqual([
      people,
      expect.anything(),
    ]);
    expect(Math.max(...(await copiesIn(data)).values())).toBe(1);
  });
});
