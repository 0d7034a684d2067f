import { describe, expect, it } from "vitest";
import { stopEdition } from "../../../functions/steps/control/stop-edition.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { closeEntries } from "../../../functions/steps/editions/entries/close-entries.ts";
import { rewriteEntry } from "../../../functions/steps/editions/entries/write-entry.ts";
import { addEntry, getEntry, listOpenEntries } from "../../../functions/store/bulletins/entries.ts";
import { aBulletin, aDecision, anEntry, ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { allEntries } from "../../stored-lists.ts";
import { colleagues, fillList, never } from "../an-edition.ts";

const bulletin = aBulletin({ composition: "digest" });

async function compose(local: TestPipeline, day: string): Promise<string> {
  const slot = new Date(`${day}T09:00:00Z`);
  const result = await composeEdition(local.pipeline, local.template, { bulletin, slot, by: ann });
  if (result.kind !== "composed") throw new Error(result.kind);
  return result.edition.id;
}
const add = async (local: TestPipeline, ...ids: string[]) => {
  for (const id of ids) await addEntry(local.pipeline.table, anEntry({ id }), aDecision());
};
async function address(local: TestPipeline, edition: string): Promise<void> {
  await fillList(local, "staff", colleagues(1));
  await addressEdition(local.pipeline, { edition, round: 0 }, never);
}
const openIds = async (local: TestPipeline) =>
  (await listOpenEntries(local.pipeline.table, bulletin.id)).map(({ id }) => id);
const stored = (local: TestPipeline, id: string) => getEntry(local.pipeline.table, bulletin.id, id);

describe("closing entries", () => {
  it("stops reading the entries of an edition that keeps them, and keeps them in the list", async () => {
    const local = await aPipeline();
    await add(local, "a", "b");
    const first = await compose(local, "2026-11-03");
    await address(local, first);
    await add(local, "c");
    await compose(local, "2026-11-10");
    expect(await openIds(local)).toEqual(["c"]);
    expect((await allEntries(local.pipeline.table, bulletin.id)).map(({ id }) => id)).toEqual([
      "a",
      "b",
      "c",
    ]);
    expect(await stored(local, "a")).toMatchObject({ edition: first });
  });

  it("leaves entries open while their edition can still return them, and the next edition takes them", async () => {
    const local = await aPipeline();
    await add(local, "a");
    const first = await compose(local, "2026-11-03");
    await add(local, "b");
    await compose(local, "2026-11-10");
    expect(await openIds(local)).toEqual(["a", "b"]);
    await stopEdition(local.pipeline, first, "The date is wrong.", ann);
    const draft = await stored(local, "a");
    if (!draft) throw new Error("no entry");
    expect(draft.status).toBe("draft");
    const text = { ...draft, status: "ready" } as const;
    await rewriteEntry(local.pipeline, { entry: draft, text, seen: draft.version }, ann);
    const third = await compose(local, "2026-11-17");
    expect(await stored(local, "a")).toMatchObject({ edition: third });
  });

  it("completes an interrupted run", async () => {
    const local = await aPipeline();
    await add(local, "a", "b");
    await address(local, await compose(local, "2026-11-03"));
    const [a] = await listOpenEntries(local.pipeline.table, bulletin.id);
    await closeEntries(local.pipeline, a ? [a] : []);
    expect(await openIds(local)).toEqual(["b"]);
    await compose(local, "2026-11-10");
    expect(await openIds(local)).toEqual([]);
  });

  it("does not reopen an entry that is added a second time after it was sent", async () => {
    const local = await aPipeline();
    await add(local, "a");
    const first = await compose(local, "2026-11-03");
    await address(local, first);
    await compose(local, "2026-11-10");
    expect(await addEntry(local.pipeline.table, anEntry({ id: "a" }), aDecision())).toBe(false);
    const again = await composeEdition(local.pipeline, local.template, {
      bulletin,
      slot: new Date("2026-11-17T09:00:00Z"),
      by: ann,
    });
    expect(again).toMatchObject({ edition: { status: "empty" } });
    expect(await stored(local, "a")).toMatchObject({ edition: first });
    expect(await openIds(local)).toEqual([]);
  });
});
