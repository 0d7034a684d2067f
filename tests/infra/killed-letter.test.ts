import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { until } from "../local-pipeline.ts";
import { aTemporaryDirectory, run } from "./a-process.ts";

const people = 300;

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

describe("a letter whose sending is killed", () => {
  it("reaches everyone once when the command is run again, and nobody when it is run once more", async () => {
    const directory = await aTemporaryDirectory();
    const list = join(directory, "colleagues.csv");
    writeFileSync(list, `email\n${Array.from({ length: people }, (_, index) => `p${index}@example.org`).join("\n")}\n`);
    const data = join(directory, "data");
    const send = () => run("letter", "docs/examples/exam-reform-as-pasted.txt", "--to", list, "--data", data, "--json");

    const first = send();
    await until("some are sent", () => outboxOf(data).length >= people / 4);
    first.child.kill("SIGKILL");
    await first.ended;
    const killedAt = outboxOf(data).length;
    expect(killedAt).toBeLessThan(people);

    const second = send();
    expect(await second.ended).toBe(0);
    expect(accountOf(second.output())).toMatchObject({
      audience: people,
      accepted: people,
      delivered: people,
      uncertain: 0,
      pending: 0,
    });
    const copies = await copiesIn(data);
    expect(copies.size).toBe(people);
    expect(Math.max(...copies.values())).toBe(1);

    const third = send();
    expect(await third.ended).toBe(0);
    expect(outboxOf(data)).toHaveLength(people);
  }, 120_000);

  it("goes also to whom the list names anew, and to nobody twice", async () => {
    const directory = await aTemporaryDirectory();
    const list = join(directory, "colleagues.csv");
    const data = join(directory, "data");
    const send = async (addresses: readonly string[]) => {
      writeFileSync(list, `email\n${addresses.join("\n")}\n`);
      const sent = run("letter", "docs/examples/exam-reform-as-pasted.txt", "--to", list, "--data", data, "--json");
      expect(await sent.ended).toBe(0);
      return accountOf(sent.output());
    };
    expect(await send(["a@example.org", "b@example.org"])).toMatchObject({ audience: 2, accepted: 2 });
    expect(await send(["c@example.org", "b@example.org", "a@example.org"])).toMatchObject({ audience: 3, accepted: 3 });
    expect([...(await copiesIn(data)).entries()].sort()).toEqual([
      ["a@example.org", 1],
      ["b@example.org", 1],
      ["c@example.org", 1],
    ]);
  }, 120_000);
});
