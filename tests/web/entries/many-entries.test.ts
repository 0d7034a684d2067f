import { describe, expect, it } from "vitest";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { getEntry, saveEntry } from "../../../functions/store/bulletins/entries.ts";
import { aDecision } from "../../examples/builders.ts";
import { aSite, bulletin, type Site, storeEntry } from "../a-served-site.ts";
import { postFields } from "../bulletins/a-new-bulletin.ts";
import { mistakes } from "../html-mistakes.ts";

const here = `/bulletins/${bulletin.id}`;
const pageOf = async (site: Site, path = here) => (await site.request(path)).text();

/** Does one thing with entries, as the form of the page does. Returns the page that it leads to. */
async function change(site: Site, to: string, entries: readonly string[]) {
  const chosen = entries.map(value => ["entry", value] as const);
  const answer = await postFields(site, `${here}/many-entries`, [["to", to], ...chosen]);
  return { status: answer.status, text: await pageOf(site, answer.headers.get("Location") ?? "") };
}

async function statusOf(site: Site, id: string) {
  const entry = await getEntry(site.pipeline.table, bulletin.id, id);
  return entry?.deletedAt === undefined ? entry?.status : "deleted";
}

it("the next edition says that the letter puts entries of one topic together, if others are between them", async () => {
  const site = await aSite({ people: 0 });
  const digest = { ...bulletin, composition: "digest" } as const;
  await putBulletin(site.pipeline.table, digest, new Date(site.pipeline.now()), aDecision());
  const words = "In the letter, entries of one topic stand together.";
  for (const [id, topic] of Object.entries({ A: "Wards", B: "Wards", C: "Clinics" }))
    await storeEntry(site, { id, title: id, topic });
  expect(await pageOf(site)).not.toContain(words);
  await storeEntry(site, { id: "D", title: "D", topic: "Wards" });
  expect(await pageOf(site)).toContain(words);
});

describe("the entries that an editor selects", () => {
  it("are marked ready, made drafts and withdrawn together", async () => {
    const site = await aSite({ people: 0 });
    for (const id of ["A", "B", "C"]) await storeEntry(site, { id, title: id, status: "draft" });
    const first = await pageOf(site);
    expect(first).toContain('form="many-entries" name="entry" value="A.1"');
    expect(await mistakes(first)).toEqual([]);
    const ready = await change(site, "ready", ["A.1", "B.1"]);
    expect(ready.text).toContain("2 entries are marked ready.");
    expect(await statusOf(site, "A")).toBe("ready");
    expect(await statusOf(site, "C")).toBe("draft");
    await change(site, "withdrawn", ["A.2"]);
    expect(await statusOf(site, "A")).toBe("withdrawn");
    await change(site, "draft", ["A.3", "B.2"]);
    expect([await statusOf(site, "A"), await statusOf(site, "B")]).toEqual(["draft", "draft"]);
  });

  it("are deleted together, and one button takes that back", async () => {
    const site = await aSite({ people: 0 });
    for (const id of ["A", "B", "C"]) await storeEntry(site, { id, title: id });
    const { text } = await change(site, "deleted", ["A.1", "B.1"]);
    expect(text).toContain("2 entries are deleted.");
    expect(await mistakes(text)).toEqual([]);
    expect(await statusOf(site, "A")).toBe("deleted");
    await postFields(site, `${here}/many-entries/restore`, [
      ["entry", "A"],
      ["entry", "B"],
    ]);
    expect([await statusOf(site, "A"), await statusOf(site, "B")]).toEqual(["ready", "ready"]);
  });

  it("stay as they are if someone saved them since, or their text is missing", async () => {
    const site = await aSite({ people: 0 });
    const entry = await storeEntry(site, { id: "A", title: "A" });
    await storeEntry(site, { id: "B", title: "", status: "draft" });
    const other = { ...entry, body: "Another editor's text." };
    await saveEntry(site.pipeline.table, entry, other, aDecision());
    expect((await change(site, "deleted", ["A.1"])).text).toContain("1 entry was not changed");
    expect((await change(site, "ready", ["B.1"])).text).toContain("1 entry was not changed");
    expect([await statusOf(site, "A"), await statusOf(site, "B")]).toEqual(["ready", "draft"]);
    expect((await change(site, "ready", [])).text).toContain("Select at least one entry");
    expect((await change(site, "sent", ["A.2"])).status).toBe(404);
  });
});

it("a bulletin with many entries shows the first of each group, and finds the others by their words", async () => {
  const site = await aSite({ people: 0 });
  for (let index = 10; index < 40; index++)
    await storeEntry(site, { id: `E${index}`, title: `Item ${index}`, status: "draft" });
  const page = await pageOf(site);
  expect(page.match(/id="entry-/g)).toHaveLength(25);
  expect(page).toContain("Show all 30 entries");
  const all = await pageOf(site, `${here}?group=drafts&find=`);
  expect(all.match(/id="entry-/g)).toHaveLength(30);
  const found = await pageOf(site, `${here}?find=item+39`);
  expect(found.match(/id="entry-\w+/g)).toEqual(['id="entry-E39']);
  expect(await pageOf(site, `${here}?find=nothing`)).toContain("No entry has these words");
  for (const text of [page, all, found]) expect(await mistakes(text)).toEqual([]);
});
