import { describe, expect, it } from "vitest";
import { newList } from "../../../functions/core/people/list.ts";
import { countLists } from "../../../functions/steps/clock/count-lists.ts";
import { saveBulletin } from "../../../functions/steps/editions/save-bulletin.ts";
import { findAudience } from "../../../functions/steps/people/count-audience.ts";
import { findPeople } from "../../../functions/steps/people/find-people.ts";
import { importList } from "../../../functions/steps/people/import-list.ts";
import { countList } from "../../../functions/steps/people/lists/count-list.ts";
import { createList } from "../../../functions/steps/people/lists/create-list.ts";
import { getAudience, listDueAudiences } from "../../../functions/store/bulletins/audiences.ts";
import { getListCounts } from "../../../functions/store/people/list-counts.ts";
import { aBulletin, ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { colleagues } from "../an-edition.ts";

const fail = (key: string, error: unknown) => {
  throw new Error(key, { cause: error });
};

async function* given(count: number) {
  yield* colleagues(count);
}

async function aList({ pipeline }: TestPipeline, people: number) {
  await createList(pipeline, newList({ id: "staff", name: "Staff" }), ann);
  await importList(pipeline, "staff", given(people), { by: ann });
}

describe("the count of a long list", () => {
  it("is that of the clock, with its date, and takes several ticks", async () => {
    const local = await aPipeline();
    await aList(local, 25);
    const start = Date.now() + 1_000;
    const at = (ms: number) => ({ ...local.pipeline, now: () => start + ms });
    const tick = (ms: number) => countLists(at(ms), fail, 10);
    expect(await countList(at(0), "staff", { rows: 10 })).toBeUndefined();
    for (const ms of [0, 1, 2]) await tick(ms);
    const { count, partial } = await getListCounts(local.pipeline.table, "staff");
    expect([count?.people, partial]).toEqual([25, undefined]);
    const later = await countList(at(60_000), "staff", { rows: 10 });
    expect(later).toMatchObject({ people: 25, at: new Date(start + 2).toISOString() });
    // Within the budget the page counts itself.
    expect(await countList(at(60_000), "staff")).toMatchObject({
      people: 25,
      how: { import: 25 },
      at: new Date(start + 60_000).toISOString(),
    });
    await importList(local.pipeline, "staff", given(20), { by: ann });
    await tick(120_000);
    expect((await getListCounts(local.pipeline.table, "staff")).count?.people).toBe(25);
    const day = 24 * 3_600_000;
    for (const ms of [day, day + 1, day + 2]) await tick(ms + 3);
    const next = (await getListCounts(local.pipeline.table, "staff")).count;
    expect(next).toMatchObject({ people: 20 });
    expect(Object.values(next?.days ?? {}).reduce((sum, { left }) => sum + left, 0)).toBe(5);
  });
});

describe("a search through a long list", () => {
  it("reads a limited number of rows, and goes on from where it stopped", async () => {
    const local = await aPipeline();
    await aList(local, 25);
    const search = (from?: { list: string; after: string }) =>
      findPeople(local.pipeline, { text: "p2", lists: ["staff"], from }, { rows: 10, people: 50 });
    const found: string[] = [];
    let from: { list: string; after: string } | undefined;
    for (let part = 0; part < 3; part++) {
      const answer = await search(from);
      if (answer.kind !== "people") throw new Error(answer.kind);
      expect(answer.read).toBeLessThanOrEqual(10);
      found.push(...answer.people.map(({ email }) => email));
      from = answer.next;
    }
    expect(from).toBeUndefined();
    expect(found.sort()).toEqual(
      ["p2", "p20", "p21", "p22", "p23", "p24"].map(name => `${name}@example.org`).sort(),
    );
  });
});

describe("the audience of a bulletin with long lists", () => {
  it("is counted by the clock, over several ticks, and again once it has other lists", async () => {
    const local = await aPipeline();
    await aList(local, 25);
    const { table } = local.pipeline;
    const bulletin = aBulletin({ lists: ["staff", "board"] });
    await importList(local.pipeline, "board", given(5), { by: ann });
    await saveBulletin(local.pipeline, bulletin, ann);
    const pipeline = { ...local.pipeline, now: () => Date.now() + 1_000 };
    const read = (changed = bulletin) => findAudience(pipeline, changed, { rows: 10 });
    expect(await read()).toBeUndefined();
    for (let tick = 0; tick < 8; tick++) await countLists(pipeline, fail, 10);
    expect(await getAudience(table, bulletin.id)).toMatchObject({ partial: undefined });
    // The five people of the board are on both lists.
    expect(await read()).toMatchObject({ writtenTo: 25, notWrittenTo: 0 });
    expect(await read({ ...bulletin, lists: ["staff"] })).toBeUndefined();
    expect(await listDueAudiences(table)).toEqual([]);
    await saveBulletin(local.pipeline, { ...bulletin, lists: ["staff"] }, ann);
    expect(await listDueAudiences(table)).toEqual([bulletin.id]);
  });
});
