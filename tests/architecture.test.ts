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
  functions: [
    "functions/core",
    "functions/mail",
    "functions/steps",
    "functions/web",
    "functions/runtime",
  ],
  infra: [
    "infra/cli",
    "infra/constructs",
    "infra/deploy",
    "functions/core",
    "functions/store",
    "functions/runtime",
    "functions/web",
  ],
  "infra/cli": ["functions/core", "functions/steps"],
  "infra/commands": [
    "infra",
    "infra/cli",
    "infra/deploy",
    "infra/local",
    "functions/core",
    "functions/store",
    "functions/mail",
    "functions/steps",
    "functions/runtime",
  ],
  "infra/constructs": ["infra", "functions/steps", "functions/runtime"],
  "infra/deploy": ["infra", "functions/store", "functions/runtime"],
  "infra/doctor": [
    "infra",
    "infra/cli",
    "infra/deploy",
    "infra/local",
    "functions/core",
    "functions/store",
    "functions/mail",
    "functions/steps",
    "functions/runtime",
  ],
  "infra/local": [
    "infra",
    "infra/cli",
    "functions",
    "functions/core",
    "functions/store",
    "functions/mail",
    "functions/steps",
    "functions/web",
    "functions/runtime",
  ],
};

/** The subjects inside a layer, in order: one may import from those before it, and from those that share its place. */
const subjects: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "functions/core": [
    ["text"],
    ["letter"],
    ["people"],
    ["bulletins"],
    ["ledger", "sending", "writing", "access"],
  ],
  "functions/store": [["history"], ["people"], ["bulletins", "ledger", "sending", "access"]],
  "functions/steps": [
    ["access"],
    ["notices"],
    ["people"],
    ["ledger"],
    ["editions"],
    ["feeds"],
    ["sending"],
    ["approval"],
    ["readers"],
    ["clock"],
    ["control"],
  ],
  "functions/web": [
    ["kit"],
    ["sign-in"],
    ["clock"],
    ["people"],
    ["entries"],
    ["letter"],
    ["editions"],
    ["approval"],
    ["bulletins"],
    ["readers"],
  ],
};

/** Files that a folder may have: more hide its subject. */
const mostFiles = 14;

/** Packages that the core may use: they neither wait, nor look at a clock, nor at the world. */
const pure = [
  "markdown-it",
  "yaml",
  "zod",
  "croner",
  "nodemailer/lib/addressparser",
  "node:buffer",
  "node:crypto",
  "node:url",
];

const files = ["functions", "infra", "templates"].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter(name => /\.(ts|tsx|js)$/.test(name))
    .map(name => join(folder, name)),
);

const roomOf = (file: string) =>
  Object.keys(mayImport)
    .sort((a, b) => b.length - a.length)
    .find(room => file.startsWith(`${room}/`)) ?? "";

function importsOf(
  file: string,
): { specifier: string; target: string | undefined; typeOnly: boolean }[] {
  const source = readFileSync(join(root, file), "utf8");
  return [
    ...source.matchAll(
      /^(?:import|export)\s+(type\s)?(?:[^;"]*?\sfrom\s+)?"([^"]+)";|\bimport\(\s*"([^"]+)"\s*\)/gm,
    ),
  ].map(([, type, fixed, dynamic]) => {
    const specifier = fixed ?? dynamic ?? "";
    const target = specifier.startsWith(".")
      ? relative(root, join(root, dirname(file), specifier))
      : undefined;
    return { specifier, target, typeOnly: type !== undefined };
  });
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
            target !== undefined &&
            roomOf(target) !== roomOf(file) &&
            !mayImport[roomOf(file)]?.includes(roomOf(target)),
        )
        .map(({ specifier }) => `${file} imports ${specifier}`),
    );
    expect(forbidden).toEqual([]);
  });

  it("has arrows between the subjects of a layer in one direction alone", () => {
    const place = (layer: string, file: string) => {
      const [subject = ""] = file.slice(layer.length + 1).split("/");
      return { subject, rank: subjects[layer]?.findIndex(names => names.includes(subject)) ?? -1 };
    };
    for (const layer of Object.keys(subjects)) {
      const inside = files.filter(file => file.startsWith(`${layer}/`));
      const nested = inside.filter(file => file.slice(layer.length + 1).includes("/"));
      expect(nested.filter(file => place(layer, file).rank < 0)).toEqual([]);
      const back = nested.flatMap(file =>
        importsOf(file)
          .filter(({ target }) => target?.startsWith(`${layer}/`))
          .map(({ target = "" }) => ({
            target,
            from: place(layer, file),
            to: place(layer, target),
          }))
          .filter(({ from, to }) => to.subject !== from.subject && to.rank > from.rank)
          .map(({ target }) => `${file} imports ${target}`),
      );
      expect(back).toEqual([]);
    }
  });

  it("lets the pages only read the store: what they change goes through a step", () => {
    const taken = files
      .filter(file => file.startsWith("functions/web/"))
      .flatMap(file => {
        const source = readFileSync(join(root, file), "utf8");
        const fromStore = /^import (type )?\{([^}]*)\} from "[^"]*\/store\/[^"]*";/gm;
        return [...source.matchAll(fromStore)].flatMap(([, type, names = ""]) =>
          type ? [] : names.split(",").map(name => ({ file, name: name.trim() })),
        );
      })
      .filter(({ name }) => name !== "" && !/^(type |get|list|find)/.test(name));
    expect(taken).toEqual([]);
  });

  it("has no folder that hides its subject", () => {
    const folders = Map.groupBy(files, file => dirname(file));
    expect(
      [...folders].filter(([, inside]) => inside.length > mostFiles).map(([folder]) => folder),
    ).toEqual([]);
  });

  it("has one name for one thing: no two files and no two exports share one, the Lambdas apart", () => {
    const sources = files.filter(
      file => !file.startsWith("templates/") && roomOf(file) !== "functions",
    );
    const nameOf = (file: string) =>
      file.slice(file.lastIndexOf("/") + 1).replace(/(\.d)?\.tsx?$/, "");
    const lambdas = files.filter(file => roomOf(file) === "functions").map(nameOf);
    const byName = Map.groupBy(sources, nameOf);
    expect([...byName].filter(([, of]) => of.length > 1)).toEqual([]);
    // A Lambda is named after the step that it runs, or the site that it serves.
    expect(lambdas.filter(name => byName.get(name)?.length !== 1)).toEqual([]);
    const exported = sources.flatMap(file => {
      const source = readFileSync(join(root, file), "utf8");
      const kinds = /^export (?:async )?(?:const|let|function\*?|class|type|interface) (\w+)/gm;
      return [...new Set([...source.matchAll(kinds)].map(([, name = ""]) => name))].map(name => ({
        file,
        name,
      }));
    });
    const byExport = Map.groupBy(exported, ({ name }) => name);
    expect([...byExport].filter(([, of]) => of.length > 1)).toEqual([]);
  });

  it("keeps the core pure", () => {
    const core = files.filter(file => roomOf(file) === "functions/core");
    const packages = core.flatMap(file =>
      importsOf(file)
        .filter(({ target }) => !target)
        .map(({ specifier }) => specifier),
    );
    expect([...new Set(packages)].filter(name => !pure.includes(name))).toEqual([]);
    const impure =
      /\b(process\.|Date\.now|new Date\(\)|Math\.random|randomBytes|randomUUID|setTimeout|fetch\()/;
    expect(core.filter(file => impure.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
  });

  it("compares a status in one file alone", () => {
    const names = "composing|addressing|sending|held|finished|stopped|empty|draft|ready";
    const compared = new RegExp(
      String.raw`\b(?:status|heldFrom)\b\)?\s*(?:===|!==)\s*"(?:${names})"|\b(?:status|heldFrom): z\.enum\(\[|\["(?:${names})"[^\]]*\]\.includes\(`,
    );
    const asking = files.filter(file => compared.test(readFileSync(join(root, file), "utf8")));
    expect(asking).toEqual(["functions/core/bulletins/status.ts"]);
  });

  it("sends without MJML and Liquid: they render where an edition is composed", () => {
    const loaded = loads("functions/send-batch.ts");
    expect(loaded).toContain("@aws-sdk/client-ses");
    expect(
      [...loaded].filter(name => /^(mjml|liquidjs)/.test(name) || name.includes("render-letter")),
    ).toEqual([]);
    expect(loads("functions/run-clock.ts")).toContain("mjml");
  });

  it("has a file for each of its Lambdas, and none that says nothing", () => {
    expect(files.filter(file => roomOf(file) === "functions").sort()).toEqual(
      [
        "address-edition",
        "editors-site",
        "import-list",
        "read-feeds",
        "readers-site",
        "record-feedback",
        "run-clock",
        "send-batch",
      ].map(name => `functions/${name}.ts`),
    );
    expect(
      files.filter(file =>
        /(^|\/)(utils?|helpers?|common|manager|service|index)(\.|\/)/.test(file),
      ),
    ).toEqual([]);
  });
});
