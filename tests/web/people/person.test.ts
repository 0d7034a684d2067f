import { describe, expect, it } from "vitest";
import { newList } from "../../../functions/core/people/list.ts";
import { importList } from "../../../functions/steps/people/import-list.ts";
import { importPeople } from "../../../functions/steps/people/imports/import-people.ts";
import { createList } from "../../../functions/steps/people/lists/create-list.ts";
import { suppressPerson } from "../../../functions/steps/people/suppress-person.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { addressHash, findSubscriberIds } from "../../../functions/store/people/subscribers.ts";
import { suppress } from "../../../functions/store/people/suppressions.ts";
import { ann } from "../../examples/builders.ts";
import { anAddressedEdition, never } from "../../steps/an-edition.ts";
import { importOf } from "../../steps/people/imports/an-import.ts";
import { aSite, post, type Site } from "../a-served-site.ts";

const people = [
  { email: "sian@example.org", name: "Siân O’Brien" },
  { email: "joe@example.com", name: "Joe Bloggs" },
];

async function* given() {
  yield* people;
}

/** A site with two people on the list "staff". */
async function aSiteWithPeople() {
  const site = await aSite();
  const { pipeline } = site;
  await createList(pipeline, newList({ id: "staff", name: "Harbour staff" }), ann);
  await importList(pipeline, "staff", given(), { by: ann });
  const hashes = people.map(({ email }) => addressHash(email, pipeline.addressKey));
  const ids = await findSubscriberIds(pipeline.table, hashes);
  const [sian = "", joe = ""] = hashes.map(hash => ids.get(hash));
  return { site, sian, joe, hash: hashes[0] ?? "" };
}

async function page(site: Site, path: string): Promise<string> {
  return (await site.request(path)).text();
}

describe("where a person came from", () => {
  it("is the file of the import", async () => {
    const { site, sian } = await aSiteWithPeople();
    await createList(site.pipeline, newList({ id: "board", name: "Board" }), ann);
    await importPeople(site.pipeline, importOf(["sian"], { list: "board", file: "board.csv" }));
    expect(await page(site, `/people/${sian}`)).toContain(
      "Imported from a file: <bdi>board.csv</bdi>",
    );
  });
});

describe("the search for people", () => {
  it("goes from a whole address to the person, and lists the people with a part of a name", async () => {
    const { site, sian, joe } = await aSiteWithPeople();
    const exact = await post(site, "/people", { text: " SIAN@example.org " });
    expect([exact.status, exact.headers.get("Location")]).toEqual([303, `/people/${sian}`]);
    const found = await (await post(site, "/people", { text: "obrien sian" })).text();
    expect(found).toContain(`/people/${sian}`);
    expect(found).not.toContain(joe);
    const onList = await (
      await post(site, "/people", { text: "example.com", list: "staff" })
    ).text();
    expect(onList).toContain(`/people/${joe}`);
    expect(await (await post(site, "/people", { text: "nobody@example.org" })).text()).toContain(
      "Nobody has this address.",
    );
    expect(await (await post(site, "/people", { text: "zzz" })).text()).toContain("Nobody found.");
    expect((await post(site, "/people", { text: "x" })).status).toBe(400);
    expect(site.logged.join()).not.toContain("example.org");
  });
});

describe("a person's page", () => {
  it("says on which lists they are and how, and what became of each letter", async () => {
    const { site, sian } = await aSiteWithPeople();
    const { edition, batches } = await anAddressedEdition(site, people, { lists: ["staff"] });
    for (const { id } of batches)
      await sendBatch(site.pipeline, { edition: edition.id, batch: id }, never);
    const html = await page(site, `/people/${sian}`);
    for (const words of ["Harbour staff", "Imported from a file", edition.subject, "Accepted"])
      expect(html).toContain(words);
    expect(html).not.toContain("What keeps letters from them");
    const data = JSON.parse(await page(site, `/people/${sian}/data.json`));
    expect(data).toMatchObject({ email: "sian@example.org", lists: { staff: {} }, decisions: [] });
  });

  it("changes name and address on every list, and takes no address of another person", async () => {
    const { site, sian } = await aSiteWithPeople();
    const fields = {
      email: "siân@exämple.org",
      name: "Siân Jones",
      salutation: "",
      language: "cy",
    };
    expect((await post(site, `/people/${sian}/edit`, { ...fields, email: "x" })).status).toBe(400);
    const taken = await post(site, `/people/${sian}/edit`, { ...fields, email: "joe@example.com" });
    expect([taken.status, await taken.text()]).toEqual([
      409,
      expect.stringContaining("Another person has this address"),
    ]);
    expect((await post(site, `/people/${sian}/edit`, fields)).status).toBe(303);
    expect(await page(site, "/lists/staff")).toContain("siân@xn--exmple-cua.org");
    const html = await page(site, `/people/${sian}?done=saved`);
    for (const words of ["Siân Jones", "The details are saved", "Changed the details"])
      expect(html).toContain(words);
  });
});

describe("people that we do not write to", () => {
  it("are listed with the reason and the edition, and lifted with a reason", async () => {
    const { site, sian, joe, hash } = await aSiteWithPeople();
    await suppressPerson(site.pipeline, joe, { reason: "bounced", edition: "care-weekly_1" });
    await suppressPerson(site.pipeline, sian, { reason: "complained" });
    site.ses.suppressed.set({ "sian@example.org": "COMPLAINT" });
    const all = await page(site, "/suppressed");
    expect(all).toMatch(/Siân O’Brien[\s\S]*they reported a letter as spam[\s\S]*Joe Bloggs/);
    expect(all).toContain("/editions/care-weekly_1");
    expect(await page(site, `/people/${sian}`)).toContain("Amazon SES’s own suppression list has");
    expect(await page(site, "/lists/staff")).toContain("2 of them are not written to");

    const form = await page(site, `/people/${sian}/lift`);
    expect(form).toContain("They have asked for letters again, and I can show that");
    const lift = (fields: Record<string, string>) => post(site, `/people/${sian}/lift`, fields);
    const choice = { scope: "everywhere complained", reason: "They wrote to us." };
    expect((await lift({ ...choice, reason: "" })).status).toBe(400);
    const once = await lift(choice);
    expect([once.status, await once.text()]).toEqual([
      400,
      expect.stringContaining("Confirm that they have asked for letters again"),
    ]);
    expect((await lift({ ...choice, scope: "everywhere bounced" })).status).toBe(400);
    const done = await lift({ ...choice, confirmed: "yes" });
    expect([done.status, done.headers.get("Location")]).toEqual([
      303,
      `/people/${sian}?done=lifted`,
    ]);
    expect(site.ses.suppressed.get()).toEqual({});
    expect(await page(site, "/suppressed")).not.toContain("Siân O’Brien");
    await suppress(site.pipeline.table, hash, {
      reason: "erased",
      scope: "everywhere",
      now: new Date(),
    });
    expect((await lift({ ...choice, confirmed: "yes" })).status).toBe(404);
    expect(await page(site, "/suppressed")).toContain("An erased person");
  });
});
