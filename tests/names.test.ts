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

/** The last word of a name that says how long something takes. */
const quantity =
  "age|delay|duration|expiry|grace|hold|interval|lag|lead|lease|lifetime|patience|pause|refresh|rest|retention|slack|spacing|span|stall|timeout|ttl|wait|window";
// A property or parameter of type number, and a constant or default that is a number.
const numberNamed = /\b(\w+)(?:\??: number\b(?!\[)| = -?[\d_.]+\b)/g;
const lastWord = new RegExp(
  `(?:^(?:${quantity})|(?:${quantity.replaceAll(/\b[a-z]/g, first => first.toUpperCase())}))$`,
);
/** Numbers of letters, not of milliseconds. */
const counts = ["largestWindow"];

/** "file:line: name" for each number that is a duration, without its unit. */
function withoutUnit(file: string, text: string): string[] {
  return [...text.matchAll(numberNamed)]
    .filter(([, name = ""]) => lastWord.test(name) && !counts.includes(name))
    .map(({ 1: name, index }) => `${file}:${text.slice(0, index).split("\n").length}: ${name}`);
}

it("a number that is a duration has its unit in its name", () => {
  expect(
    sources
      .filter(file => /^(?:functions|infra)\//.test(file))
      .flatMap(file => withoutUnit(file, readFileSync(join(root, file), "utf8"))),
  ).toEqual([]);
});

it.each([
  ["type A = { readonly timeout: number };", ["a.ts:1: timeout"]],
  ["\nexport function wait(longestWait?: number) {}", ["a.ts:2: longestWait"]],
  ["const patience = 5_000;", ["a.ts:1: patience"]],
  ["({ quietSpan = 5_000 }) => quietSpan", ["a.ts:1: quietSpan"]],
  ["const leadMs = 150; type B = { page: number; timeoutSeconds: number; wait: Wait };", []],
])("a number without a unit is found: %s", (text, expected) => {
  expect(withoutUnit("a.ts", text)).toEqual(expected);
});
