import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

const sources = ["functions", "infra", "templates", "tests"].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => join(folder, name)),
);

/** "file:line" for each object that is written out and spread at once. */
function spreadLiterals(file: string, text: string): string[] {
  return [...text.matchAll(/\.\.\.\{/g)].map(
    ({ index }) => `${file}:${text.slice(0, index).split("\n").length}`,
  );
}

// TypeScript does not look for misspelt properties in an object that is spread.
it("no object literal is spread into another", () => {
  expect(sources.length).toBeGreaterThan(400);
  expect(
    sources
      .filter(file => file !== "tests/names.test.ts")
      .flatMap(file => spreadLiterals(file, readFileSync(join(root, file), "utf8"))),
  ).toEqual([]);
  expect(spreadLiterals("a.ts", "const a = {\n  ...b,\n  ...{ c, d },\n};")).toEqual(["a.ts:3"]);
});
