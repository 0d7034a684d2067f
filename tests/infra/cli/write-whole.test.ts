import { readFileSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeWhole } from "../../../infra/cli/write-whole.ts";
import { aTemporaryDirectory } from "../a-process.ts";

it("replaces a file as a whole, for its user alone, and leaves nothing else", async () => {
  const directory = await aTemporaryDirectory();
  const file = join(directory, "a.json");
  writeWhole(file, "a longer text");
  const before = statSync(file).ino;
  writeWhole(file, "short");
  expect(readFileSync(file, "utf8")).toBe("short");
  expect(statSync(file).ino).not.toBe(before);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await readdir(directory)).toEqual(["a.json"]);
});
