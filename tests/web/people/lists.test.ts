import { describe, expect, it } from "vitest";
import { suppressPerson } from "../../../functions/steps/people/suppress-person.ts";
import { addressHash, findSubscriberIds } from "../../../functions/store/people/subscribers.ts";
import { localSignIn } from "../../../infra/local/site/sign-in-site.tsx";
import { aSite, post, type Site, sessionOf } from "../a-served-site.ts";
import { mistakes } from "../html-mistakes.ts";

const staff = {
  id: "staff",
  name: "Harbour staff",
  description: "Everyone at the harbour.",
  visibility: "private",
  optIn: "double",
  lawfulBasis: "legitimate-interests",
  purpose: "because you work here",
};

async function page(site: Site, path: string): Promise<string> {
  return (await site.request(path)).text();
}

async function idOf({ pipeline }: Site, email: string): Promise<string> {
  const hash = addressHash(email, pipeline.addressKey);
  return (await findSubscriberIds(pipeline.table, [hash])).get(hash) ?? "nobody";
}

const add = (site: Site, email: string, name = "") =>
  post(site, "/lists/staff/add", { email, name, salutation: "", language: "" });

describe("the pages of lists", () => {
  it("create a list, show what is wrong with it, and never replace another", async () => {
    const site = await aSite();
    const wrong = await post(site, "/lists/new", { ...staff, id: "My staff", name: "" });
    expect(wrong.status).toBe(400);
    const shown = await wrong.text();
    expect(shown).toContain("The id must be 1 to 60 letters, digits, hyphens and underscores");
    expect(shown).toContain("The name must not be empty");
    expect(shown).toContain('value="My staff"');
    const created = await post(site, "/lists/new", staff);
    expect([created.status, created.headers.get("Location")]).toEqual([
      303,
      "/lists/staff?done=created",
    ]);
    const taken = await post(site, "/lists/new", { ...staff, name: "Others" });
    expect([taken.status, await taken.text()]).toEqual([
      409,
      expect.stringContaining("The id is taken"),
    ]);
    const one = await page(site, "/lists/staff?done=created");
    for (const words of [
      "0 people",
      "Everyone at the harbour.",
      "because you work here",
      "Private",
    ])
      expect(one).toContain(words);
    expect(await page(site, "/lists")).toMatch(/href="\/lists\/staff"[\s\S]*Harbour staff/);
  });

  it("change, archive and restore a list, with a history", async () => {
    const site = await aSite();
    await post(site, "/lists/new", staff);
    const { id: _, ...settings } = staff;
    const changed = { ...settings, name: "Staff", description: "", visibility: "public" };
    expect((await post(site, "/lists/staff/settings", changed)).status).toBe(303);
    const one = await page(site, "/lists/staff");
    expect(one).not.toContain("Everyone at the harbour.");
    for (const words of ["Public", "Changed the settings", "Siân O’Connor"])
      expect(one).toContain(words);
    await post(site, "/lists/staff/archive", { archived: "yes" });
    expect(await page(site, "/lists/staff")).toContain("Public, archived");
    const refused = await add(site, "amina@example.org");
    expect([refused.status, await refused.text()]).toEqual([
      409,
      expect.stringContaining("The list is archived."),
    ]);
    await post(site, "/lists/staff/archive", { archived: "no" });
    expect((await add(site, "amina@example.org")).status).toBe(303);
  });

  it("keep a welcome letter, and say where people join a public list", async () => {
    const site = await aSite();
    await post(site, "/lists/new", { ...staff, id: "care-leaders" });
    expect(await page(site, "/lists/care-leaders")).toContain("Nowhere: the list is private");
    const welcome = "Welcome.\n\nWe write on Tuesdays.";
    const { id: _, ...settings } = { ...staff, visibility: "public", welcome };
    await post(site, "/lists/care-leaders/settings", settings);
    const one = await page(site, "/lists/care-leaders");
    expect(one).toContain("Written: people who join get it");
    expect(one).toContain('href="http://localhost/subscribe/care-weekly"');
    expect(await page(site, "/lists/care-leaders/settings")).toContain("We write on Tuesdays.");
    const preview = await page(site, "/lists/care-leaders/welcome");
    for (const words of [
      "Welcome to Care Weekly",
      "Welcome.\n\nWe write on Tuesdays.\n\n-- \nDepartment for Community Care",
      "when they have confirmed their address",
    ])
      expect(preview).toContain(words);
    expect(await mistakes(preview)).toEqual([]);
  });

  it("add one person, and remove them; nobody comes back without a lift", async () => {
    const site = await aSite();
    await post(site, "/lists/new", staff);
    const wrong = await add(site, "amina@");
    expect([wrong.status, await wrong.text()]).toEqual([
      400,
      expect.stringContaining("Enter an email address in the correct format"),
    ]);
    expect((await add(site, "Amina@example.org", "=Amina")).headers.get("Location")).toBe(
      "/lists/staff?done=added",
    );
    const id = await idOf(site, "amina@example.org");
    const one = await page(site, "/lists/staff?done=added");
    for (const words of ["1 person", "=Amina", "Added one by one", `/people/${id}`, "<svg"])
      expect(one).toContain(words);
    expect(one).toMatch(/<td[^>]*>1 joined<\/td>/);
    const csv = await page(site, "/lists/staff/people.csv");
    expect(csv).toMatch(/^email,name,.*\r\nAmina@example.org,"'=Amina",/);
    const again = await add(site, "amina@example.org");
    expect([again.status, await again.text()]).toEqual([
      409,
      expect.stringContaining("They are on the list already."),
    ]);
    expect(await page(site, `/lists/staff/remove/${id}`)).toContain("Remove from the list");
    await post(site, `/lists/staff/remove/${id}`, {});
    expect(await page(site, "/lists/staff")).toMatch(/<td[^>]*>1 left<\/td>/);
    await suppressPerson(site.pipeline, id, { reason: "complained" });
    const kept = await add(site, "amina@example.org");
    expect([kept.status, await kept.text()]).toEqual([
      409,
      expect.stringContaining("they reported a letter as spam"),
    ]);
    expect(await page(site, "/lists/staff")).toContain("0 people");
    expect(site.logged.join()).not.toContain("example.org");
  });

  it("offer changes only to people who may make them, in the same header on every page", async () => {
    const site = await aSite({ people: 1 });
    await post(site, "/lists/new", staff);
    const Cookie = await sessionOf(site.pipeline, localSignIn(site.pipeline).session, "editor");
    const asEditor = async (path: string) =>
      (await site.app.request(path, { headers: { Cookie } })).text();
    for (const path of ["/", "/people", "/lists", "/lists/staff", "/lists/none", "/nothing"]) {
      const html = await asEditor(path);
      for (const link of ['href="/"', 'href="/people"', 'href="/lists"'])
        expect(html.slice(0, html.indexOf("</header>")), path).toContain(link);
    }
    expect(await asEditor("/lists")).not.toContain("Create a list");
    expect(await asEditor("/lists/staff")).not.toContain("Add a person");
    expect(await asEditor("/lists/new")).toContain(
      "You do not have permission to change lists and people",
    );
    const signedOut = await (await site.app.request("/nothing")).text();
    expect(signedOut).not.toContain('href="/lists"');
  });
});
