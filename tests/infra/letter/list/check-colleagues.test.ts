import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BadInput } from "../../../../infra/cli/bad-input.ts";
import { checkColleagues } from "../../../../infra/local/letter/list/check-colleagues.ts";

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
  const say = (line: string) => void said.push(line.replace(path, "c.csv"));
  const result = await checkColleagues(path, {
    skipBadRows,
    directory: join(directory, "data"),
    say,
  }).catch(error => {
    if (!(error instanceof BadInput)) throw error;
    return error.lines.map(line => line.replaceAll(path, "c.csv"));
  });
  if ("close" in result) result.close();
  return {
    said,
    result: "count" in result ? { count: result.count, version: result.version } : result,
  };
}

const manyRows = Array.from({ length: 40_000 }, (_, at) => `p${at}@example.org,"Zoë Person ${at}"`);

/** Opens a list that may be sent to; `data` is the directory that a long one is kept in. */
async function open(content: string, read: (path: string) => Promise<string> = async path => path) {
  const path = join(directory, "kept.csv");
  await writeFile(path, content);
  const data = await mkdtemp(join(directory, "data-"));
  const list = await checkColleagues(await read(path), {
    skipBadRows: false,
    directory: data,
    say: () => {},
  });
  return {
    path,
    data,
    list,
    addresses: async () => (await Array.fromAsync(list.colleagues())).map(({ email }) => email),
  };
}

describe("a list that was read", () => {
  it.each([
    ["short", 2_000],
    ["long", 40_000],
  ])("is sent to, whatever becomes of the file: a %s one", async (_, count) => {
    const { path, data, list, addresses } = await open(
      `email,name\n${manyRows.slice(0, count).join("\n")}\n`,
    );
    await truncate(path, 10_000);
    expect(list.count).toBe(count);
    const expected = manyRows.slice(0, count).map(row => row.slice(0, row.indexOf(",")));
    expect(await addresses()).toEqual(expected);
    expect(await addresses(), "when it is read again").toEqual(expected);
    // Nothing is left behind if the process is killed now.
    expect(await readdir(data)).toEqual([]);
    list.close();
  });

  it("may come out of a pipe", async () => {
    const content = `email,name\n${manyRows.join("\n")}\n`;
    const { list, addresses } = await open(content, async path => {
      const pipe = join(directory, "pipe");
      execFileSync("mkfifo", [pipe]);
      spawn("sh", ["-c", 'cat "$1" > "$2"', "sh", path, pipe]);
      return pipe;
    });
    expect(list.count).toBe(40_000);
    expect(await addresses()).toHaveLength(40_000);
    list.close();
  });

  it("gets its name from the people on it, however the file writes them", async () => {
    const versionOf = async (content: string) => {
      const { list } = await open(content);
      list.close();
      return list.version;
    };
    const version = await versionOf("email,name\na@example.org,Ada\n");
    expect(await versionOf('name;email\r\n"Ada";a@EXAMPLE.org\r\n')).toBe(version);
    expect(await versionOf("email,name\na@example.org,Ida\n")).not.toBe(version);
  });

  it("leaves no directory behind if nothing can be sent", async () => {
    const path = join(directory, "bad.csv");
    await writeFile(path, `email,name\n${manyRows.join("\n")}\nbad,row\n`);
    const data = join(directory, "none-yet");
    await expect(
      checkColleagues(path, { skipBadRows: false, directory: data, say: () => {} }),
    ).rejects.toThrow(BadInput);
    await expect(readdir(data)).rejects.toThrow("ENOENT");
  });

  it("is reported if it is too long to be kept", async () => {
    const path = join(directory, "long.csv");
    await writeFile(path, `email,name\n${manyRows.join("\n")}\n`);
    const refused = checkColleagues(path, { skipBadRows: false, directory: path, say: () => {} });
    await expect(refused).rejects.toThrow(`${path}: it is a file, not a directory.`);
  });
});

describe("a list, before anything is sent,", () => {
  it("is counted, and named by its content", async () => {
    const { said, result } = await check("email\na@example.org\nb@example.org\n");
    expect(said).toEqual([]);
    expect(result).toEqual({ count: 2, version: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await check("email\na@example.org\nb@example.org\n")).result).toEqual(result);
    expect((await check("email\nb@example.org\na@example.org\n")).result).not.toEqual(result);
  });

  it("has twenty of its bad rows listed, and the others counted", async () => {
    const { said, result } = await check(`email\n${"x\n".repeat(1_500)}`);
    expect(said).toHaveLength(21);
    expect(said[0]).toBe('c.csv, row 2: the address has no "@".');
    expect(said[20]).toBe("c.csv: and 1,480 more such rows.");
    expect(result).toEqual([
      "c.csv: 1,500 rows cannot be written to. Nothing was sent. Fix the file.",
    ]);
  });

  it("goes on without its bad rows if asked to", async () => {
    expect((await check("email\nx\na@example.org\n", true)).result).toMatchObject({ count: 1 });
    expect((await check("email\nx\n", true)).result).toEqual([
      "c.csv: the list names nobody to write to.",
    ]);
  });

  it("is refused if it names nobody, or is no list", async () => {
    expect((await check("email\n")).result).toEqual(["c.csv: the list names nobody to write to."]);
    expect((await check("")).result).toEqual([
      'c.csv: the file is empty: its first row must name the columns, one of them "email".',
    ]);
  });

  it("says which column has the addresses of a table without a header", async () => {
    const { result } = await check("1,Amina,amina@example.org\n");
    expect(result).toEqual([
      expect.stringContaining("Column 3 has the address"),
      'To name the columns yourself, add --map "Column 3=email", with the others.',
    ]);
  });
});
