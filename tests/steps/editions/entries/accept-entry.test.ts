import { describe, expect, it } from "vitest";
import { incomingEntrySchema } from "../../../../functions/core/bulletins/incoming/incoming-entry.ts";
import { acceptEntry } from "../../../../functions/steps/editions/entries/accept-entry.ts";
import { deleteEntry } from "../../../../functions/steps/editions/entries/delete-entry.ts";
import { getEntry, listOpenEntries } from "../../../../functions/store/bulletins/entries.ts";
import { listHistory } from "../../../../functions/store/history/histories.ts";
import { ann } from "../../../examples/builders.ts";
import { aPipeline } from "../../../local-pipeline.ts";

const key = { kind: "api-key", id: "k1", name: "Intranet" } as const;
const given = (more: object = {}) =>
  incomingEntrySchema.parse({ key: "news-1", title: "Flu clinics", body: "They open.", ...more });

describe("an entry from another program", () => {
  it("is taken once for its key, however often and however many at a time give it", async () => {
    const { pipeline } = await aPipeline();
    const bulletin = { id: "weekly", approval: "one" } as const;
    const accept = (more: object = {}, source = "k1") =>
      acceptEntry(pipeline, bulletin, { source, entry: given({ status: "ready", ...more }) }, key);
    const outcomes = await Promise.all([accept(), accept(), accept()]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["accepted", "known", "known"]);
    expect(new Set(outcomes.map(({ entry }) => entry)).size).toBe(1);
    expect((await accept({ body: "They close." })).kind).toBe("key-reused");
    // Another source has keys of its own.
    expect((await accept({}, "k2")).kind).toBe("accepted");
    const entries = await listOpenEntries(pipeline.table, "weekly");
    expect(entries.map(({ title, status, version }) => [title, status, version])).toEqual([
      ["Flu clinics", "ready", 1],
      ["Flu clinics", "ready", 1],
    ]);
    const on = { kind: "entry", id: `weekly/${outcomes[0]?.entry}` } as const;
    expect(await listHistory(pipeline.table, on, 5)).toMatchObject([{ by: key }]);
    // It does not come back once it is deleted.
    const [entry] = entries;
    if (entry) await deleteEntry(pipeline, entry, ann);
    expect((await accept()).kind).toBe("known");
    expect(await listOpenEntries(pipeline.table, "weekly")).toHaveLength(1);
  });

  it("is a draft if nobody has to approve the letter, whatever it says itself", async () => {
    const { pipeline } = await aPipeline();
    const bulletin = { id: "weekly", approval: "none" } as const;
    const entry = given({ status: "ready" });
    const accepted = await acceptEntry(pipeline, bulletin, { source: "k1", entry }, key);
    const stored = await getEntry(pipeline.table, "weekly", accepted.entry);
    expect(stored?.status).toBe("draft");
  });

  it.each([
    [{ key: "" }, "must not be empty"],
    [{ key: "k".repeat(501) }, "must be 500 characters or fewer"],
    [{ title: " " }, "Enter a title"],
    [{ body: "" }, "Enter the text"],
    [{ status: "sent" }, "Select whether the entry is a draft or ready"],
  ])("must be complete: %j", (more, message) => {
    expect(() => given(more)).toThrow(message);
  });
});
