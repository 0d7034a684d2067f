import { describe, expect, it } from "vitest";
import { resumeWork } from "../../../functions/steps/control/resume-edition.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { draftEdition } from "../../../functions/steps/editions/draft-edition.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { getContent } from "../../../functions/store/bulletins/edition-content.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { addEntry, getEntry, saveEntry } from "../../../functions/store/bulletins/entries.ts";
import { aBulletin, aDecision, anEntry, ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { allEditions, allEntries } from "../../stored-lists.ts";
import { slot } from "../an-edition.ts";

const bulletin = aBulletin({ id: "weekly", composition: "digest" });
const next = new Date(slot.getTime() + 7 * 86_400_000);
const compose = (local: TestPipeline, at: Date, approved?: string) =>
  composeEdition(local.pipeline, local.template, {
    bulletin,
    slot: at,
    by: ann,
    ...(approved === undefined
      ? {}
      : { approval: { hash: approved, by: "person:ann", name: "Ann", at: "", people: 3 } }),
  });
const add = async (local: TestPipeline, ...ids: string[]) => {
  for (const id of ids)
    await addEntry(
      local.pipeline.table,
      anEntry({ id, bulletin: bulletin.id, title: `About ${id}`, body: `Words of ${id}.` }),
      aDecision(),
    );
};

describe("composing an edition", () => {
  it("opens one edition for a slot, however many clocks fire", async () => {
    const local = await aPipeline();
    await add(local, "a", "b");
    const results = await Promise.all(Array.from({ length: 4 }, () => compose(local, slot)));
    const ids = new Set(
      results.map(result => (result.kind === "composed" ? result.edition.id : result.kind)),
    );
    expect(ids.size).toBe(1);
    expect(await allEditions(local.pipeline.table, bulletin.id)).toMatchObject([
      { entries: ["a", "b"], status: "addressing" },
    ]);
  });

  it("puts an entry into one edition only; a late one goes into the next, and none is lost", async () => {
    const local = await aPipeline();
    await add(local, "a", "b");
    await Promise.all([compose(local, slot), compose(local, next)]);
    await add(local, "c");
    await compose(local, slot);
    await compose(local, new Date(next.getTime() + 1000));
    const editions = await allEditions(local.pipeline.table, bulletin.id);
    const bound = editions.flatMap(({ entries }) => entries);
    expect(bound.sort()).toEqual(["a", "b", "c"]);
    for (const { id, edition } of await allEntries(local.pipeline.table, bulletin.id)) {
      expect(editions.find(each => each.id === edition)?.entries).toContain(id);
    }
  });

  it("sends nothing when nothing is due", async () => {
    const local = await aPipeline();
    await addEntry(
      local.pipeline.table,
      anEntry({ bulletin: bulletin.id, status: "draft" }),
      aDecision(),
    );
    expect(await compose(local, slot)).toMatchObject({
      kind: "composed",
      edition: { status: "empty" },
    });
  });

  it("freezes what was approved", async () => {
    const local = await aPipeline();
    await add(local, "a");
    const draft = await draftEdition(local.pipeline, local.template, bulletin, slot);
    if (draft.kind !== "draft") throw new Error(draft.kind);
    const result = await compose(local, slot, draft.hash);
    if (result.kind !== "composed") throw new Error(result.kind);
    expect(result.edition.hash).toBe(draft.hash);
    expect(await getContent(local.pipeline.table, result.edition)).toEqual(draft.content);
  });

  it("sends nothing, and binds nothing, when an entry was saved after the approval", async () => {
    const local = await aPipeline();
    await add(local, "a");
    const draft = await draftEdition(local.pipeline, local.template, bulletin, slot);
    const entry = await getEntry(local.pipeline.table, bulletin.id, "a");
    if (draft.kind !== "draft" || !entry) throw new Error("no draft");
    await saveEntry(
      local.pipeline.table,
      entry,
      { title: entry.title, body: "Other words.", status: "ready" },
      aDecision(),
    );
    expect(await compose(local, slot, draft.hash)).toEqual({
      kind: "not-approved",
      obstacle: { kind: "changed" },
    });
    expect((await getEntry(local.pipeline.table, bulletin.id, "a"))?.edition).toBeUndefined();
    expect(await allEditions(local.pipeline.table, bulletin.id)).toEqual([]);
  });

  it("leaves time to stop the edition before anyone is addressed", async () => {
    const local = await aPipeline({ limits: { holdMs: 60_000 } });
    await add(local, "a");
    const result = await compose(local, slot);
    if (result.kind !== "composed") throw new Error(result.kind);
    const { id } = result.edition;
    const address = (now: number) =>
      addressEdition({ ...local.pipeline, now: () => now }, { edition: id, round: 0 }, () => false);
    expect(await address(Date.now())).toBe("nothing-to-do");
    await holdEdition(local.pipeline, { id: id, status: "addressing" }, { code: "paused" }, ann);
    expect(await address(Date.now() + 61_000)).toBe("nothing-to-do");
    expect((await getEdition(local.pipeline.table, id))?.status).toBe("held");
  });

  it("lets editors fix the entries of an edition that is held while composing, and then sends the fixed text", async () => {
    const local = await aPipeline();
    await add(local, "a");
    const unsigned = { ...bulletin, signatories: [] };
    const held = await composeEdition(local.pipeline, local.template, {
      bulletin: unsigned,
      slot,
      by: ann,
    });
    expect(held).toMatchObject({
      kind: "held",
      reason: { code: "letter-incomplete", missing: ["signatory"] },
    });
    expect((await getEntry(local.pipeline.table, bulletin.id, "a"))?.edition).toBeUndefined();
    await putBulletin(local.pipeline.table, bulletin, new Date(0), aDecision());
    if (held.kind === "held") await resumeWork(local.pipeline, local.template, held.edition, ann);
    expect(await allEditions(local.pipeline.table, bulletin.id)).toMatchObject([
      { status: "addressing", entries: ["a"] },
    ]);
    expect((await getEntry(local.pipeline.table, bulletin.id, "a"))?.edition).toBe(
      held.kind === "held" ? held.edition.id : "",
    );
  });

  it("lets nobody change an entry that an edition has", async () => {
    const local = await aPipeline();
    await add(local, "a");
    const before = await getEntry(local.pipeline.table, bulletin.id, "a");
    await compose(local, slot);
    if (!before) throw new Error("no entry");
    expect(
      await saveEntry(
        local.pipeline.table,
        before,
        { title: "x", body: "x", status: "draft" },
        aDecision(),
      ),
    ).toBe("changed-since");
  });

  it("holds an edition when its template is broken, names file and line, and goes on once it is fixed", async () => {
    const local = await aPipeline();
    await add(local, "a");
    const broken = {
      main: "letter.mjml",
      files: {
        ...local.template.files,
        "letter.mjml": `${local.template.files["letter.mjml"]}\n{% unknown %}`,
      },
    };
    const lines = (local.template.files["letter.mjml"] ?? "").split("\n").length;
    const result = await composeEdition(local.pipeline, broken, { bulletin, slot, by: ann });
    expect(result).toMatchObject({
      kind: "held",
      reason: { code: "template-error", file: "letter.mjml", line: lines + 1 },
    });
    expect(
      (
        await getEdition(
          local.pipeline.table,
          (await allEditions(local.pipeline.table, bulletin.id))[0]?.id ?? "",
        )
      )?.status,
    ).toBe("held");
  });
});
