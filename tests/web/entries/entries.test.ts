import { describe, expect, it } from "vitest";
import { getEntry } from "../../../functions/store/bulletins/entries.ts";
import { elements } from "../../mail/html-tree.ts";
import { allEntries } from "../../stored-lists.ts";
import { aSite, bulletin, hiddenFields, post, type Site, storeEntry } from "../a-served-site.ts";

const added = "/bulletins/care-weekly/entries/new";
const entries = (site: Site) => allEntries(site.pipeline.table, bulletin.id);
const stored = (site: Site, id: string) => getEntry(site.pipeline.table, bulletin.id, id);
const page = async (site: Site, path: string) => (await site.request(path)).text();

describe("adding an entry", () => {
  it("stores what was written, and goes back to the bulletin", async () => {
    const site = await aSite();
    const form = hiddenFields(await page(site, added));
    const answer = await post(site, added, {
      ...form,
      title: " Winter\u0001 plans ",
      body: "\r\n\r\nOne.\r\n",
      format: "pasted",
      status: "ready",
    });
    expect([answer.status, answer.headers.get("Location")]).toEqual([
      303,
      `/bulletins/care-weekly?saved=${form.id}`,
    ]);
    const [entry] = await entries(site);
    expect(entry).toMatchObject({
      id: form.id,
      title: "Winter plans",
      body: "\n\nOne.\n",
      format: "pasted",
      status: "ready",
      version: 1,
    });
    expect(await page(site, answer.headers.get("Location") ?? "")).toContain(
      "“Winter plans” is saved. It is in the next edition.",
    );
  });

  it("stores one entry when its form is sent twice", async () => {
    const site = await aSite();
    const form = {
      ...hiddenFields(await page(site, added)),
      title: "Once",
      body: "Only.",
      status: "draft",
    };
    const answers = await Promise.all([post(site, added, form), post(site, added, form)]);
    expect(answers.map(answer => answer.status)).toEqual([303, 303]);
    expect(await entries(site)).toHaveLength(1);
  });

  it("says what is missing, with a link to each field, and keeps what was written", async () => {
    const site = await aSite();
    const answer = await post(site, added, {
      title: "",
      body: "Kept & <b>whole</b>",
      format: "pasted",
    });
    const html = await answer.text();
    expect(answer.status).toBe(400);
    const toFields = elements(html, "a").filter(({ attributes }) =>
      attributes.href?.startsWith("#"),
    );
    expect(toFields.map(({ attributes, text }) => [attributes.href, text])).toEqual(
      expect.arrayContaining([
        ["#title", "Enter a title"],
        ["#status", "Select whether the entry is a draft or ready"],
      ]),
    );
    const [body] = elements(html, "textarea").filter(
      ({ attributes }) => attributes.name === "body",
    );
    expect(body?.text.trim()).toBe("Kept & <b>whole</b>");
    const chosen = elements(html, "input").filter(({ attributes }) => "checked" in attributes);
    expect(chosen.map(({ attributes }) => attributes.value)).toContain("pasted");
    expect(html).toContain("<title>Error: Add an entry – Dear Colleague</title>");
    expect(await entries(site)).toEqual([]);
  });

  it("refuses more than 100,000 bytes, counted as bytes", async () => {
    const site = await aSite();
    const fits = await post(site, added, {
      title: "Fits",
      body: "é".repeat(50_000),
      status: "draft",
    });
    const tooLong = await post(site, added, {
      title: "Too long",
      body: `${"é".repeat(50_000)}.`,
      status: "draft",
    });
    expect([fits.status, tooLong.status]).toEqual([303, 400]);
    expect(await tooLong.text()).toContain("The text must be 100,000 bytes or fewer");
    expect((await entries(site)).map(entry => entry.title)).toEqual(["Fits"]);
  });

  it("does not even read a form of several megabytes", async () => {
    const site = await aSite();
    const answer = await post(site, added, {
      title: "Huge",
      body: "x".repeat(2_100_000),
      status: "draft",
    });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain("That is too long");
  });
});

describe("editing an entry", () => {
  it("keeps a line end that the text begins with", async () => {
    const site = await aSite();
    const { id } = await storeEntry(site, { body: "\nIndented" });
    // HTML drops the first line end in a textarea: the second one is the text's.
    expect(await page(site, `/bulletins/care-weekly/entries/${id}`)).toContain(
      ">\n\nIndented</textarea>",
    );
  });

  it("saves over the version that the editor saw", async () => {
    const site = await aSite();
    const { id } = await storeEntry(site);
    const form = hiddenFields(await page(site, `/bulletins/care-weekly/entries/${id}`));
    const answer = await post(site, `/bulletins/care-weekly/entries/${id}`, {
      ...form,
      title: "Fixed",
      body: "New.",
      status: "draft",
    });
    expect(answer.status).toBe(303);
    expect(await stored(site, id)).toMatchObject({
      title: "Fixed",
      body: "New.",
      status: "draft",
      version: 2,
    });
  });

  it("shows both texts when another editor has saved, and overwrites theirs only when asked to again", async () => {
    const site = await aSite();
    const { id } = await storeEntry(site);
    const path = `/bulletins/care-weekly/entries/${id}`;
    const form = hiddenFields(await page(site, path));
    await post(site, path, { ...form, title: "Theirs", body: "Their text.", status: "ready" });
    const refused = await post(site, path, {
      ...form,
      title: "Mine",
      body: "My text.",
      status: "ready",
    });
    const html = await refused.text();
    expect(refused.status).toBe(409);
    expect(html).toContain("Their text.</pre>");
    expect(html).toContain("My text.</textarea>");
    expect(await stored(site, id)).toMatchObject({ title: "Theirs", version: 2 });
    const knowingly = await post(site, path, {
      ...hiddenFields(html),
      title: "Mine",
      body: "My text.",
      status: "ready",
    });
    expect(knowingly.status).toBe(303);
    expect(await stored(site, id)).toMatchObject({ title: "Mine", version: 3 });
  });

  it("still reports another editor's save after a field was fixed", async () => {
    const site = await aSite();
    const { id } = await storeEntry(site);
    const path = `/bulletins/care-weekly/entries/${id}`;
    const form = hiddenFields(await page(site, path));
    await post(site, path, { ...form, title: "Theirs", body: "Their text.", status: "ready" });
    const problems = await post(site, path, {
      ...form,
      title: "",
      body: "My text.",
      status: "ready",
    });
    const fixed = await post(site, path, {
      ...hiddenFields(await problems.text()),
      title: "Mine",
      body: "My text.",
      status: "ready",
    });
    expect([problems.status, fixed.status]).toEqual([400, 409]);
  });

  it("takes the same words saved twice for one saving", async () => {
    const site = await aSite();
    const { id } = await storeEntry(site);
    const path = `/bulletins/care-weekly/entries/${id}`;
    const form = {
      ...hiddenFields(await page(site, path)),
      title: "Fixed",
      body: "New.",
      status: "ready",
    };
    expect([(await post(site, path, form)).status, (await post(site, path, form)).status]).toEqual([
      303, 303,
    ]);
    expect(await stored(site, id)).toMatchObject({ version: 2 });
  });

  it("shows an entry in an edition for reading only, and loses nothing that an editor wrote", async () => {
    const site = await aSite();
    const { id } = await storeEntry(site, { edition: "care-weekly_20261124T090000Z" });
    const path = `/bulletins/care-weekly/entries/${id}`;
    const html = await page(site, path);
    expect(html).toContain("you can no longer change it");
    expect(html).not.toContain('<form action="/bulletins');
    const refused = await post(site, path, {
      version: "1",
      title: "Too late",
      body: "My late text.",
      status: "ready",
    });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain("My late text.");
    expect(await stored(site, id)).toMatchObject({ title: "Winter plans", version: 1 });
  });
});

describe("the bulletin's page", () => {
  it("says whether each open entry is in or held, and why", async () => {
    const site = await aSite();
    await storeEntry(site, { title: "First" });
    await storeEntry(site, { title: "Second" });
    await storeEntry(site, { title: "Third", status: "draft" });
    await storeEntry(site, { title: "Gone out", edition: "care-weekly_20261124T090000Z" });
    const html = (await page(site, "/bulletins/care-weekly"))
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ");
    expect(html).toMatch(
      /In this edition \(1\).*First [A-Z][a-z]{2} .*Drafts \(1\).*Third [A-Z][a-z]{2} .*Later \(1\).*Second Each edition is one letter, and another entry goes first\./,
    );
    expect(html).not.toContain("Gone out");
    expect(html).toContain("Subject First ");
    expect(html).toMatch(
      /Edition of Tuesday \d+ \w+ \d{4}, 09:00 \(London\) .*It is sent at that time/,
    );
  });
});

describe("the list of all entries", () => {
  it("has each entry once, newest first, with its state, and links to the older ones", async () => {
    const site = await aSite();
    for (let index = 0; index < 51; index++) await storeEntry(site, { title: `No. ${index}` });
    await storeEntry(site, { title: "A draft", status: "draft" });
    await storeEntry(site, { title: "Gone out", edition: "care-weekly_20261124T090000Z" });
    const first = await page(site, "/bulletins/care-weekly/entries");
    const older = /<a class="govuk-link" rel="next" href="([^"]+)">Older entries<\/a>/;
    const second = await page(site, older.exec(first)?.[1] ?? "");
    const names = [...(first + second).matchAll(/>(No\. \d+|A draft|Gone out)<\/a>/g)];
    expect(names.map(([, name]) => name)).toEqual([
      "Gone out",
      "A draft",
      ...Array.from({ length: 51 }, (_, index) => `No. ${50 - index}`),
    ]);
    expect(first).toContain('href="/editions/care-weekly_20261124T090000Z">this edition');
    expect(first).toMatch(/A draft<\/a><\/th><td class="govuk-table__cell">Draft<\/td>/);
    expect(second).not.toMatch(older);
  });

  it("answers 404 to an unknown place", async () => {
    const site = await aSite();
    expect((await site.request("/bulletins/care-weekly/entries?from=%23")).status).toBe(404);
    expect((await site.request("/bulletins/care-weekly/editions?from=x")).status).toBe(404);
    expect((await site.request("/bulletins/none/editions")).status).toBe(404);
  });
});

describe("moving, withdrawing and deleting an entry", () => {
  const at = (id: string, action: string) => `/bulletins/care-weekly/entries/${id}/${action}`;

  it("moves it past the one above, from the bulletin's page", async () => {
    const site = await aSite();
    for (const id of ["A", "B"])
      await storeEntry(site, { id, title: `Entry ${id}`, status: "draft" });
    const before = await page(site, "/bulletins/care-weekly");
    expect(before.indexOf("Entry A")).toBeLessThan(before.indexOf("Entry B"));
    const answer = await post(site, at("B", "move"), { past: "A" });
    expect(answer.headers.get("Location")).toBe("/bulletins/care-weekly#entry-B");
    const after = await page(site, "/bulletins/care-weekly");
    expect(after.indexOf("Entry B")).toBeLessThan(after.indexOf("Entry A"));
  });

  it("withdraws it, and takes it back by marking it ready", async () => {
    const site = await aSite();
    await storeEntry(site, { id: "A", title: "Entry A" });
    const form = hiddenFields(await page(site, "/bulletins/care-weekly/entries/A"));
    await post(site, at("A", "withdraw"), { version: form.version ?? "" });
    expect(await stored(site, "A")).toMatchObject({ status: "withdrawn", title: "Entry A" });
    expect(await page(site, "/bulletins/care-weekly")).toContain("Withdrawn (1)");
  });

  it("deletes it, and undoes that", async () => {
    const site = await aSite();
    await storeEntry(site, { id: "A", title: "Entry A" });
    const { version = "" } = hiddenFields(await page(site, "/bulletins/care-weekly/entries/A"));
    const answer = await post(site, at("A", "delete"), { version });
    const there = await page(site, answer.headers.get("Location") ?? "");
    expect(there).toContain("Undo the deletion");
    expect(await page(site, "/bulletins/care-weekly/entries/A")).toContain(
      "We keep it for 30 days.",
    );
    await post(site, at("A", "restore"), {});
    expect(await page(site, "/bulletins/care-weekly")).toContain("Entry A");
  });

  it("shows what was typed when the entry was deleted under the editor", async () => {
    const site = await aSite();
    await storeEntry(site, { id: "A", title: "Entry A" });
    const { version = "" } = hiddenFields(await page(site, "/bulletins/care-weekly/entries/A"));
    await post(site, at("A", "delete"), { version });
    const answer = await post(site, "/bulletins/care-weekly/entries/A", {
      version,
      title: "Mine",
      body: "My own words",
      status: "draft",
    });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain("My own words");
  });
});
