import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BadInput } from "../../infra/local/bad-input.ts";
import { checkColleagues } from "../../infra/local/check-colleagues.ts";

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "check-"));
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

async function check(content: string, skipBadRows = false) {
  const path = join(directory, "c.csv");
  await writeFile(path, content);
  const said: string[] = [];
  const result = await checkColleagues(path, skipBadRows, line => said.push(line.replace(path, "c.csv"))).catch(error => {
    if (!(error instanceof BadInput)) throw error;
    return error.lines.map(line => line.replaceAll(path, "c.csv"));
  });
  return { said, result };
}

describe("a list, before anything is sent,", () => {
  it("is counted, and named by its content", async () => {
    const { said, result } = await check("email\na@example.org\nb@example.org\n");
    expect(said).toEqual([]);
    expect(result).toEqual({ count: 2, version: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await check("email\na@example.org\nb@example.org\n")).result).toEqual(result);
    expect((await check("email\nb@example.org\na@example.org\n")).result).not.toEqual(result);
  });

  it("has twenty of its bad rows told, and the others counted", async () => {
    const { said, result } = await check(`email\n${"x\n".repeat(1_500)}`);
    expect(said).toHaveLength(21);
    expect(said[0]).toBe('c.csv, row 2: the address has no "@".');
    expect(said[20]).toBe("c.csv: and 1,480 more such rows.");
    expect(result).toEqual(["c.csv: 1,500 rows cannot be written to. Nothing was sent. Mend the file."]);
  });

  it("goes on without its bad rows where that is wanted", async () => {
    expect((await check("email\nx\na@example.org\n", true)).result).toMatchObject({ count: 1 });
    expect((await check("email\nx\n", true)).result).toEqual(["c.csv: it names nobody to write to."]);
  });

  it("is refused where it names nobody, or is no list", async () => {
    expect((await check("email\n")).result).toEqual(["c.csv: it names nobody to write to."]);
    expect((await check("")).result).toEqual([
      'c.csv: the file is empty: its first row must name the columns, one of them "email".',
    ]);
  });
});
