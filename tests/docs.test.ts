import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const documents = globSync("{*.md,docs/*.md,docs/decisions/*.md}", { cwd: root }).filter(
  file => file !== "CHANGELOG.md",
);
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const ours = /^(?:functions|infra|templates|tests|docs)\/[^\s<>…]+$/;
/** A name that the reader chooses: `templates/NAME.mjml`. */
const chosen = /\/[A-Z]+\b(?!\.md)/;

/** Whether a path of a document, such as `functions/core/` or `templates/*.liquid`, is there. */
const isThere = (path: string) =>
  path.includes("*") ? globSync(path, { cwd: root }).length > 0 : existsSync(join(root, path));

/** Returns what a document names that does not exist: paths, links and scripts of npm. */
function missingIn(file: string, text: string): string[] {
  const paths = [...text.matchAll(/`([^`\n]+)`/g)]
    .map(match => match[1] ?? "")
    .filter(path => ours.test(path) && !chosen.test(path) && !isThere(path));
  const links = [...text.replace(/`[^`\n]+`/g, "").matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(match => match[1] ?? "")
    .filter(link => !/^[a-z]+:/.test(link) && !existsSync(join(root, dirname(file), link)));
  const commands = [...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)]
    .map(match => match[1] ?? "")
    .filter(name => !(name in scripts));
  return [...paths, ...links, ...commands].map(missing => `${file}: ${missing}`);
}

it("documents name only files, links and commands that exist", () => {
  expect(documents.length).toBeGreaterThan(30);
  expect(
    documents.flatMap(file => missingIn(file, readFileSync(join(root, file), "utf8"))),
  ).toEqual([]);
});

it.each([
  [
    "see `functions/core/` and `templates/*.liquid`, [this](architecture.md#a), `npm run bench`",
    [],
  ],
  [
    "see `functions/gone.ts`, [that](gone.md) and `npm run gone -- x`",
    ["docs/a.md: functions/gone.ts", "docs/a.md: gone.md", "docs/a.md: gone"],
  ],
])("what is missing is named: %j", (text, expected) => {
  expect(missingIn("docs/a.md", text)).toEqual(expected);
});
