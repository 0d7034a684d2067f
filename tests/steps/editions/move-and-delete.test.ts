import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entrySubject } from "../../../functions/core/access/history-item.ts";
import { chooseEntries } from "../../../functions/core/bulletins/entry.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import {
  deleteEntry,
  restoreEntry,
} from "../../../functions/steps/editions/entries/delete-entry.ts";
import { moveEntry } from "../../../functions/steps/editions/entries/move-entry.ts";
import { rewriteEntry } from "../../../functions/steps/editions/entries/write-entry.ts";
import { addEntry, getEntry, listOpenEntries } from "../../../functions/store/bulletins/entries.ts";
import { listHistory } from "../../../functions/store/history/histories.ts";
import { aBulletin, aDecision, anEntry, ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";

const bulletin = aBulletin({ composition: "digest" });
const { id: of } = bulletin;
const slot = new Date("2026-12-01T09:00:00Z");

async function withEntries(...ids: string[]): Promise<TestPipeline> {
  const local = await aPipeline();
  for (const id of ids)
    await addEntry(local.pipeline.table, anEntry({ id, title: id }), aDecision());
  return local;
}
const order = async (local: TestPipeline) =>
  (await listOpenEntries(local.pipeline.table, of)).map(({ id }) => id);
const stored = async (local: TestPipeline, id: string) => {
  const entry = await getEntry(local.pipeline.table, of, id);
  if (!entry) throw new Error(`no entry ${id}`);
  return entry;
};

describe("moving an entry", () => {
  it("changes places with the other one, in the list and in the edition", async () => {
    const local = await withEntries("A", "B", "C");
    expect(await moveEntry(local.pipeline, { bulletin: of, id: "C", past: "B" }, ann)).toBe(
      "moved",
    );
    expect(await order(local)).toEqual(["A", "C", "B"]);
    await moveEntry(local.pipeline, { bulletin: of, id: "C", past: "A" }, ann);
    expect(await order(local)).toEqual(["C", "A", "B"]);
    const composed = await composeEdition(local.pipeline, local.template, {
      bulletin,
      slot,
      by: ann,
    });
    expect(composed).toMatchObject({ kind: "composed", edition: { entries: ["C", "A", "B"] } });
    expect(await moveEntry(local.pipeline, { bulletin: of, id: "A", past: "B" }, ann)).toBe(
      "as-it-was",
    );
    const items = await listHistory(local.pipeline.table, entrySubject(of, "C"), 9);
    expect(items.map(({ what }) => what).filter(what => what === "entry-moved")).toHaveLength(2);
  });

  it("loses none and doubles none, however many editors move at the same time", async () => {
    const ids = ["A", "B", "C", "D", "E"];
    const local = await withEntries(...ids);
    const pair = fc.record({ id: fc.constantFrom(...ids), past: fc.constantFrom(...ids) });
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { maxLength: 6 }), async pairs => {
        await Promise.all(
          pairs.map(each => moveEntry(local.pipeline, { bulletin: of, ...each }, ann)),
        );
        expect((await order(local)).sort()).toEqual(ids);
        const positions = await Promise.all(
          ids.map(async id => (await stored(local, id)).position ?? id),
        );
        expect(positions.sort()).toEqual(ids);
      }),
      { numRuns: 10 },
    );
  });
});

describe("deleting an entry", () => {
  it("takes it out of the next editions, until the deletion is undone", async () => {
    const local = await withEntries("A", "B");
    const { version } = await stored(local, "A");
    const entry = { bulletin: of, id: "A", version };
    expect(await deleteEntry(local.pipeline, entry, ann)).toBe("deleted");
    expect(await order(local)).toEqual(["B"]);
    expect(await deleteEntry(local.pipeline, entry, ann)).toBe("changed-since");
    expect(await restoreEntry(local.pipeline, entry, ann)).toBe("restored");
    expect(await restoreEntry(local.pipeline, entry, ann)).toBe("as-it-was");
    expect(await order(local)).toEqual(["A", "B"]);
    expect(await stored(local, "A")).not.toHaveProperty("deletedAt");
  });

  it("deletes nothing that someone saved since, and saves nothing over a deletion", async () => {
    const local = await withEntries("A");
    const entry = await stored(local, "A");
    const text = { ...entry, body: "Newer." };
    await rewriteEntry(local.pipeline, { entry, text, seen: entry.version }, ann);
    expect(await deleteEntry(local.pipeline, entry, ann)).toBe("changed-since");
    const newer = await stored(local, "A");
    expect(await deleteEntry(local.pipeline, newer, ann)).toBe("deleted");
    const late = { entry: newer, text: { ...newer, body: "Late." }, seen: newer.version };
    expect(await rewriteEntry(local.pipeline, late, ann)).toMatchObject({ kind: "changed-since" });
    expect((await stored(local, "A")).body).toBe("Newer.");
  });

  it("deletes nothing that an edition has", async () => {
    const local = await withEntries("A");
    const entry = await stored(local, "A");
    await composeEdition(local.pipeline, local.template, { bulletin, slot, by: ann });
    expect(await deleteEntry(local.pipeline, entry, ann)).toBe("changed-since");
  });
});

describe("the days of an entry", () => {
  it.each([
    [{ notAfter: "2026-12-01T09:00:00Z" }, "in", undefined],
    [{ notAfter: "2026-12-01T08:59:59Z" }, "held", "expired"],
    [{ notBefore: "2026-12-01T09:00:01Z" }, "held", "waits"],
    [{ status: "withdrawn" as const }, "held", "withdrawn"],
  ])("decide whether it is in: %j", (given, kind, reason) => {
    const [verdict] = chooseEntries(bulletin, [anEntry(given)], slot);
    expect(verdict?.kind).toBe(kind);
    expect(verdict?.kind === "held" ? verdict.reason.kind : undefined).toBe(reason);
  });
});
