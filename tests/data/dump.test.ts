import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { isFinished, isSending } from "../../functions/core/bulletins/status.ts";
import { readTemplate } from "../../functions/mail/template.ts";
import { readAccount } from "../../functions/steps/ledger/read-account.ts";
import { getEdition } from "../../functions/store/bulletins/editions.ts";
import { readVersion, tableVersion } from "../../functions/store/data-version.ts";
import { listHistory } from "../../functions/store/history/histories.ts";
import { editorsSite } from "../../functions/web/editors-site.tsx";
import { buildAssets } from "../../infra/build-assets.ts";
import { localSignIn } from "../../infra/local/site/sign-in-site.tsx";
import { arbitraryOf } from "../examples/arbitrary-of.ts";
import { aTable } from "../store/a-table.ts";
import { sessionOf } from "../web/a-served-site.ts";
import { aFixedWorld } from "./a-fixed-world.ts";
import {
  dumpedVersions,
  dumpOf,
  loadDump,
  readDump,
  type StoredItem,
  schemas,
  textOf,
} from "./dump-file.ts";
import { kindOf, misreadable, shapesOf } from "./shape.ts";
import { begin, tick, told, writeEverything } from "./write-everything.ts";

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const templates = () => readTemplate(root("templates"));
const advice = `Code of data version ${tableVersion} could misread what this code writes. If a release has that version, raise tableVersion in functions/store/data-version.ts. Then write the dump: npm run dump`;

/** The kinds of items that docs/architecture.md names: "BULLETIN# ENTRY#". */
function documentedKinds(): string[] {
  const [, section = ""] = readFileSync(root("docs/architecture.md"), "utf8").split(
    "## The table\n",
  );
  const rows = section.split("\n## ")[0]?.match(/^\|(?! item |---).*\|$/gm) ?? [];
  return rows.flatMap(row => {
    const [, , PK = "", sortKeys = ""] = row.split("|");
    const key = (cell: string) => /`([^`]+)`/.exec(cell)?.[1] ?? "";
    const names = sortKeys.includes("`") ? sortKeys.match(/`[^`]+`/g) : ["same"];
    return (names ?? []).map(name => {
      const SK = name === "same" || key(name) === key(PK) ? key(PK) : key(name);
      return kindOf({ PK: { S: key(PK) }, SK: { S: SK } });
    });
  });
}

describe("the dump of this code's data version", () => {
  it("has an item of every kind that docs/architecture.md names", () => {
    const kinds = new Set(readDump(tableVersion).items.map(kindOf));
    expect(
      documentedKinds().filter(kind => !kinds.has(kind)),
      "add these items to tests/data/write-everything.ts, then run: npm run dump",
    ).toEqual([]);
  });

  it("has the form of what the code writes, which is the same each time", async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(async () => {
        const table = await aTable();
        await writeEverything(aFixedWorld(table, begin), await templates());
        return dumpOf(table);
      }),
    );
    if (!first || !second) throw new Error("two dumps were asked for");
    expect(textOf(second)).toBe(textOf(first));
    const known = shapesOf(readDump(tableVersion).items);
    expect(misreadable(known, shapesOf(first.items)), advice).toEqual([]);
  });

  it.each(Object.keys(schemas))("has a schema that admits every %s of today", name => {
    const stored = readDump(tableVersion).schemas[name];
    expect(stored, `the dump has no schema of ${name}: npm run dump`).toBeDefined();
    const known = z.fromJSONSchema(stored as Parameters<typeof z.fromJSONSchema>[0]);
    fc.assert(
      fc.property(arbitraryOf(schemas[name] as z.ZodObject), value => {
        const read = known.safeParse(JSON.parse(JSON.stringify(value)));
        expect(read.error?.issues ?? [], advice).toEqual([]);
      }),
    );
  });
});

describe("the comparison with a dump", () => {
  const item = (more: StoredItem) => ({ PK: { S: "LIST#a" }, SK: { S: "01K" }, ...more });
  const misread = (written: StoredItem) =>
    misreadable(shapesOf([item({ fence: { N: "1" } })]), shapesOf([written]));

  it("names another type, a new or missing attribute, and a new item", () => {
    expect(misread(item({ fence: { N: "2" } }))).toEqual([]);
    expect(misread(item({ fence: { S: "2" } }))).toEqual([
      "LIST# <id>: the dump has no .fence: S",
      "LIST# <id>: every item of the dump has .fence: N, which is missing now",
    ]);
    expect(misread(item({ fence: { N: "2" }, note: { L: [{ S: "x" }] } }))).toEqual([
      "LIST# <id>: the dump has no .note: L",
      "LIST# <id>: the dump has no .note[]: S",
    ]);
    expect(misread({ PK: { S: "NEW#a" }, SK: { S: "NEW#a" } })).toEqual([
      "NEW# same: the dump has no such item",
    ]);
  });
});

describe.each(dumpedVersions())("the data of version %i", version => {
  const aWorld = async () => {
    const table = await aTable();
    await loadDump(table, readDump(version));
    return aFixedWorld(table, new Date("2026-12-01T09:30:00Z"));
  };

  it("is read by today's code, and shown on its pages", async () => {
    const { pipeline } = await aWorld();
    expect(await readVersion(pipeline.table)).toBe(version);
    const signIn = localSignIn(pipeline);
    const app = editorsSite(pipeline, await templates(), await buildAssets(), {
      navigation: [],
      signIn,
    });
    const Cookie = await sessionOf(pipeline, signIn.session, "approver");
    const operator = await sessionOf(pipeline, signIn.session, "operator", "olive");
    const paths = [
      "/",
      ...told.bulletins.flatMap(id =>
        ["", "/editions", "/entries", "/preview", "/send"].map(page => `/bulletins/${id}${page}`),
      ),
      ...told.entries.map(({ bulletin, id }) => `/bulletins/${bulletin}/entries/${id}`),
      ...[told.finished, told.underWay].flatMap(id =>
        ["", "/letter", "/letter.html", "/letter.txt", "/people", "/people.csv", "/account"].map(
          page => `/editions/${id}${page}`,
        ),
      ),
      `/editions/${told.held}`,
    ];
    for (const path of paths) {
      const answer = await app.request(path, { headers: { Cookie } });
      expect([answer.status, path]).toEqual([200, path]);
    }
    for (const [address, says] of [
      ["p4@example.org", /delivered/i],
      ["p5.new@example.org", /accepted|on its way|delivered/i],
      ["p5@example.org", /nobody here has this address/i],
    ] as const) {
      const found = await app.request(`/editions/${told.finished}/find`, {
        method: "POST",
        headers: { Cookie: operator, Origin: "http://localhost" },
        body: new URLSearchParams({ address }),
      });
      expect(await found.text()).toMatch(says);
    }
    const subjects = [
      ...told.bulletins.map(id => ({ kind: "bulletin", id }) as const),
      { kind: "list", id: "staff" } as const,
    ];
    for (const on of subjects)
      expect((await listHistory(pipeline.table, on, 10)).length, on.id).toBeGreaterThan(0);
  });

  it("lets an edition under way go to its end: the pending get their letter, once", async () => {
    const world = await aWorld();
    const { pipeline } = world;
    const edition = () => getEdition(pipeline.table, told.underWay);
    const begun = await edition();
    expect(begun && isSending(begun)).toBe(true);
    const before = await readAccount(pipeline, told.underWay);
    expect([before.accepted > 0, before.pending > 0]).toEqual([true, true]);
    const template = await templates();
    for (let ticks = 0; ticks < 20; ticks++) {
      const reported = world.sent.length;
      await tick(world, template);
      const letters = world.sent.slice(reported).filter(({ place }) => place !== undefined);
      for (const letter of letters) await world.report(letter, "Delivery");
      const now = await edition();
      if (now && isFinished(now)) break;
    }
    const after = await readAccount(pipeline, told.underWay);
    expect(after).toMatchObject({ pending: 0, uncertain: 0, rejected: 0 });
    const keptOut = after.suppressed - before.suppressed;
    expect(after.accepted).toBe(before.accepted + before.pending - keptOut);
    const letters = world.sent.filter(({ place }) => place?.edition === told.underWay);
    expect(letters).toHaveLength(before.pending - keptOut);
    expect(new Set(letters.map(({ destination }) => destination)).size).toBe(letters.length);
    const ended = await edition();
    expect(ended && isFinished(ended)).toBe(true);
  });
});
