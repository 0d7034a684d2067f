import { describe, expect, it } from "vitest";
import { getEntry } from "../../../functions/store/bulletins/entries.ts";
import { aSite, bulletin, type Site, storeEntry } from "../a-served-site.ts";

const entries = `/bulletins/${bulletin.id}/entries`;

/** Saves as the browser module does. */
async function autosave(site: Site, path: string, fields: Record<string, string>) {
  const body = new URLSearchParams({ title: "Title", body: "Words.", status: "draft", ...fields });
  const headers = { Origin: "http://localhost", Accept: "application/json" };
  const answer = await site.request(path, { method: "POST", body, headers });
  return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) };
}

describe("the draft that an editor writes", () => {
  it("is added once and saved again, and says when", async () => {
    const site = await aSite({ people: 0 });
    const id = site.pipeline.newId();
    const first = await autosave(site, `${entries}/new`, { id, format: "markdown" });
    expect(first).toMatchObject({
      status: 200,
      kind: "saved",
      version: 1,
      address: `${entries}/${id}`,
      says: expect.stringMatching(/^Saved \d\d:\d\d$/),
    });
    const again = await autosave(site, `${entries}/${id}`, { version: "1", body: "More words." });
    expect(again).toMatchObject({ kind: "saved", version: 2 });
    const stored = await getEntry(site.pipeline.table, bulletin.id, id);
    expect(stored).toMatchObject({ body: "More words.", status: "draft", version: 2 });
  });

  it("never becomes ready by itself, and nothing that is ready is saved by itself", async () => {
    const site = await aSite({ people: 0 });
    const draft = await storeEntry(site, { status: "draft" });
    const ready = await storeEntry(site);
    const tried = [
      await autosave(site, `${entries}/${draft.id}`, { version: "1", status: "ready" }),
      await autosave(site, `${entries}/new`, { status: "ready", format: "markdown" }),
      await autosave(site, `${entries}/${ready.id}`, { version: "1" }),
    ];
    expect(tried.map(({ status }) => status)).toEqual([400, 400, 409]);
    for (const { id, version } of [draft, ready])
      expect((await getEntry(site.pipeline.table, bulletin.id, id))?.version).toBe(version);
    const page = await (await site.request(`${entries}/${ready.id}`)).text();
    expect(page).not.toContain("data-autosave");
  });

  it("says what keeps it from being saved: a newer version, or a field", async () => {
    const site = await aSite({ people: 0 });
    const { id } = await storeEntry(site, { status: "draft" });
    await autosave(site, `${entries}/${id}`, { version: "1" });
    expect(await autosave(site, `${entries}/${id}`, { version: "1", body: "Other." })).toEqual({
      status: 409,
      kind: "conflict",
      says: "Not saved: the entry was changed elsewhere. Save it to see both versions.",
    });
    const days = { version: "2", notBefore: "2026-12-02", notAfter: "2026-12-01" };
    expect(await autosave(site, `${entries}/${id}`, days)).toMatchObject({
      status: 400,
      says: "Not saved yet. The last day must be the first day or later.",
    });
  });
});
