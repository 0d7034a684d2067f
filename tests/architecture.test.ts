import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The house: a room may import from itself and from the rooms named. What is not named may not be. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  templates: [],
  "functions/core": [],
  "functions/store": ["functions/core"],
  "functions/mail": ["functions/core"],
  "functions/steps": ["functions/core", "functions/store", "functions/mail"],
  "functions/web": ["functions/core", "functions/store", "functions/steps"],
  "functions/runtime": ["functions/core", "functions/store", "functions/mail", "functions/steps"],
  functions: ["functions/core", "functions/mail", "functions/steps", "functions/web", "functions/runtime"],
  infra: ["infra/constructs", "infra/deploy", "functions/core", "functions/store", "functions/runtime"],
  "infra/constructs": ["infra", "infra/local", "functions/steps", "functions/runtime"],
  "infra/deploy": ["infra", "functions/store", "functions/runtime"],
  "infra/doctor": [
    "infra",
    "infra/deploy",
    "infra/local",
    "functions/core",
    "functions/store",
    "functions/mail",
    "functions/steps",
    "functions/runtime",
  ],
  "infra/local": [
    "functions",
    "functions/core",
    "functions/store",
    "functions/mail",
    "functions/steps",
    "functions/web",
    "functions/runtime",
  ],
};

/** Packages that the core may use: they neither wait, nor look at a clock, nor at the world. */
const pure = ["markdown-it", "yaml", "zod", "croner", "nodemailer/lib/addressparser", "node:buffer", "node:crypto", "node:url"];

const files = ["functions", "infra", "templates"].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter(name => /\.(ts|tsx|js)$/.test(name))
    .map(name => join(folder, name)),
);

const roomOf = (file: string) =>
  Object.keys(mayImport)
    .sort((a, b) => b.length - a.length)
    .find(room => file.startsWith(`${room}/`)) ?? "";

function importsOf(file: string): { specifier: string; target: string | undefined; typeOnly: boolean }[] {
  const source = readFileSync(join(root, file), "utf8");
  return [...source.matchAll(/^(?:import|export)\s+(type\s)?(?:[^;"]*?\sfrom\s+)?"([^"]+)";|\bimport\(\s*"([^"]+)"\s*\)/gm)].map(
    ([, type, fixed, dynamic]) => {
      const specifier = fixed ?? dynamic ?? "";
      const target = specifier.startsWith(".") ? relative(root, join(root, dirname(file), specifier)) : undefined;
      return { specifier, target, typeOnly: type !== undefined };
    },
  );
}

/** Every package and file that a file brings along when it is loaded. */
function loads(file: string, seen = new Set<string>()): Set<string> {
  for (const { specifier, target, typeOnly } of importsOf(file)) {
    const name = target ?? specifier;
    if (typeOnly || seen.has(name)) continue;
    seen.add(name);
    if (target) loads(target, seen);
  }
  return seen;
}

describe("the house", () => {
  it("has its files in rooms that the table knows", () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter(file => roomOf(file) === "")).toEqual([]);
  });

  it("lets each room import only from the rooms that it may", () => {
    const forbidden = files.flatMap(file =>
      importsOf(file)
        .filter(
          ({ target }) =>
            target !== undefined && roomOf(target) !== roomOf(file) && !mayImport[roomOf(file)]?.includes(roomOf(target)),
        )
        .map(({ specifier }) => `${file} imports ${specifier}`),
    );
    expect(forbidden).toEqual([]);
  });

  it("keeps the core pure", () => {
    const core = files.filter(file => roomOf(file) === "functions/core");
    const packages = core.flatMap(file =>
      importsOf(file)
        .filter(({ target }) => !target)
        .map(({ specifier }) => specifier),
    );
    expect([...new Set(packages)].filter(name => !pure.includes(name))).toEqual([]);
    const impure = /\b(process\.|Date\.now|new Date\(\)|Math\.random|randomBytes|randomUUID|setTimeout|fetch\()/;
    expect(core.filter(file => impure.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
  });

  it("sends without MJML and Liquid: they render where an edition is composed", () => {
    const loaded = loads("functions/send-batch.ts");
    expect(loaded).toContain("@aws-sdk/client-ses");
    expect([...loaded].filter(name => /^(mjml|liquidjs)/.test(name) || name.includes("render-letter"))).toEqual([]);
    expect(loads("functions/run-clock.ts")).toContain("mjml");
  });

  it("has a file for each of its Lambdas, and none that says nothing", () => {
    expect(files.filter(file => roomOf(file) === "functions").sort()).toEqual(
      ["address-edition", "editors-site", "readers-site", "record-feedback", "run-clock", "send-batch"].map(
        name => `functions/${name}.ts`,
      ),
    );
    expect(files.filter(file => /(^|\/)(utils?|helpers?|common|manager|service|index)(\.|\/)/.test(file))).toEqual([]);
  });
});
