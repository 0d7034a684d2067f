import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bulletin } from "../../../functions/core/bulletins/bulletin.ts";
import type { Entry } from "../../../functions/core/bulletins/entry.ts";
import { parseYaml } from "../../../functions/core/bulletins/file/parse-yaml.ts";
import { readBulletinFile } from "../../../functions/core/bulletins/file/read-bulletin-file.ts";
import { readLetterFile } from "../../../functions/core/writing/letter-file.ts";
import { singleLetter } from "../../../functions/core/writing/single-letter.ts";

/** What an example is: a letter, or an edition of a bulletin with its entries. */
export type ExampleLetter =
  | {
      readonly kind: "example";
      readonly name: string;
      readonly bulletin: Bulletin;
      readonly entries: readonly Entry[];
    }
  | { readonly kind: "unreadable"; readonly name: string; readonly problems: readonly string[] };

/** All examples are of this day, so that they look the same each day. */
export const exampleDay = new Date("2026-11-24T09:00:00Z");

/** Where the links of a bulletin's example lead. */
export const exampleArchive = "https://letters.harbour-health.example/archive/harbour-weekly/24";

/**
 * Reads the examples of a directory: each letter (`*.md`, `*.txt`), and each folder with a
 * `bulletin.yaml` and an entry in each `*.md`. They are in the order of their names.
 */
export async function readExamples(directory: string): Promise<ExampleLetter[]> {
  const names = (await readdir(directory, { withFileTypes: true })).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const found = await Promise.all(
    names.map(async file => {
      if (file.isDirectory()) return [await readEdition(directory, file.name)];
      return /\.(?:md|txt)$/.test(file.name) ? [await readSingle(directory, file.name)] : [];
    }),
  );
  return found.flat();
}

async function readSingle(directory: string, file: string): Promise<ExampleLetter> {
  const name = file.replace(/\.\w+$/, "");
  const read = readLetterFile(await readFile(join(directory, file)));
  if (read.kind === "invalid")
    return { kind: "unreadable", name, problems: read.problems.map(each => `${file}: ${each}`) };
  const { bulletin, entry } = singleLetter(read.file, exampleDay);
  return { kind: "example", name, bulletin, entries: [entry] };
}

async function readEdition(directory: string, name: string): Promise<ExampleLetter> {
  const path = join(directory, name, "bulletin.yaml");
  const read = readBulletinFile(await readFile(path, "utf8"));
  if (read.kind === "invalid") {
    const problems = read.problems.map(({ line, message }) => `${name}: line ${line}: ${message}`);
    return { kind: "unreadable", name, problems };
  }
  const files = (await readdir(join(directory, name))).filter(file => file.endsWith(".md")).sort();
  const entries = await Promise.all(
    files.map(async file =>
      entryOf(read.value.id, file, await readFile(join(directory, name, file), "utf8")),
    ),
  );
  return { kind: "example", name, bulletin: read.value, entries };
}

/** An entry in a file: `title` and `topic` between two fences, and the text below them. */
function entryOf(bulletin: string, file: string, text: string): Entry {
  const [, front = "", body = text] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const yaml = parseYaml(front);
  const field = (name: string) => {
    const value = yaml.kind === "invalid" ? undefined : yaml.tree[name];
    return typeof value === "string" ? value : undefined;
  };
  return {
    id: file.replace(/\.md$/, ""),
    bulletin,
    title: field("title") ?? "",
    topic: field("topic"),
    body,
    format: "markdown",
    status: "ready",
    version: 1,
    updatedAt: exampleDay.toISOString(),
  };
}
