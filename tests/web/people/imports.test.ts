import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { newList } from "../../../functions/core/people/list.ts";
import { createList } from "../../../functions/steps/people/lists/create-list.ts";
import { listSubscriptions } from "../../../functions/store/people/subscriptions.ts";
import { ann } from "../../examples/builders.ts";
import { anXlsx } from "../../examples/workbooks.ts";
import { aSite, post, type Site } from "../a-served-site.ts";

const validator = new HtmlValidate({ extends: ["html-validate:standard"] });

/** Uploads a file as a browser does. Returns the page of the import, or that of the form. */
async function upload(site: Site, content: string | Buffer, name = "people.csv") {
  const body = new FormData();
  body.set("file", new File([content as string], name));
  const headers = { Origin: "http://localhost" };
  const answer = await site.request("/lists/staff/import", { method: "POST", body, headers });
  const at = answer.headers.get("Location") ?? "";
  return { at, html: at === "" ? await answer.text() : await page(site, at) };
}

async function page(site: Site, path: string): Promise<string> {
  const html = await (await site.request(path)).text();
  expect(
    (await validator.validateString(html)).results.flatMap(({ messages }) => messages),
  ).toEqual([]);
  return html;
}

/** Follows a form's answer to the page that it leads to. */
async function submit(site: Site, path: string, fields: Readonly<Record<string, string>> = {}) {
  const answer = await post(site, path, fields);
  const at = answer.headers.get("Location");
  return at === null ? answer.text() : page(site, at);
}

async function aSiteWithAList(): Promise<Site> {
  const site = await aSite();
  await createList(site.pipeline, newList({ id: "staff", name: "Harbour staff" }), ann);
  return site;
}

async function staffOf({ pipeline }: Site): Promise<string[]> {
  const people = await Array.fromAsync(listSubscriptions(pipeline.table, "staff"));
  return people.map(({ email, name, salutation }) => [email, name, salutation].join("|")).sort();
}

describe("the pages of an import", () => {
  it("show what would change, import, and undo", async () => {
    const site = await aSiteWithAList();
    const { at, html } = await upload(
      site,
      "Title,First Name,Last Name,E-Mail-Adresse,Greeting\r\nDr,Ann,Lee,ann@example.org,DR LEE\r\n,Bo,,bo@example.org,N/A\r\n,,,bo@example.org,\r\n,,,cy@example–x.org,\r\n",
    );
    for (const words of [
      "Nothing is imported yet",
      "4 rows in the file",
      "2 people",
      "1 row: download the reasons",
      "“Dear Dr Lee”",
      "1 person has no usable salutation (“N/A”)",
      "1 row repeats an address",
      "The column “Title” is ignored",
      "Import 2 people",
    ])
      expect(html).toContain(words);
    expect(await staffOf(site)).toEqual([]);
    expect(await (await site.request(`${at}/bad.csv`)).text()).toMatch(
      /5,.*did you mean cy@example-x\.org\?/,
    );

    const done = await submit(site, `${at}/apply`, { mode: "update" });
    expect(done).toContain("The people are imported.");
    expect(await staffOf(site)).toEqual([
      "ann@example.org|Ann Lee|Dear Dr Lee",
      "bo@example.org|Bo|",
    ]);
    expect(await submit(site, `${at}/undo`)).toContain("The import is undone.");
    expect(await staffOf(site)).toEqual([]);
    expect(await submit(site, `${at}/undo`)).toContain("The import is undone.");
  });

  it("ask again before many people leave", async () => {
    const site = await aSiteWithAList();
    const first = await upload(site, "email\na@example.org\nb@example.org\n");
    await submit(site, `${first.at}/apply`, { mode: "update" });
    const { at, html } = await upload(site, "email\na@example.org\n");
    expect(html).toContain("If they leave: yes, take 1 of 2 people off the list");
    const refused = await submit(site, `${at}/apply`, { mode: "replace" });
    expect(refused).toContain("Confirm that 1 of 2 people leave the list");
    expect(await staffOf(site)).toHaveLength(2);
    expect(await submit(site, `${at}/apply`, { mode: "replace", leaving: "yes" })).toContain(
      "Left the list",
    );
    expect(await staffOf(site)).toEqual(["a@example.org||"]);
    expect(await submit(site, `${first.at}/undo`)).toContain("A later import has changed the list");
  });

  it("let a person name the columns, and confirm the encoding", async () => {
    const site = await aSiteWithAList();
    const { at, html } = await upload(
      site,
      anXlsx([
        ["Kontakt", "Wer"],
        ["a@example.org", "Ann"],
      ]),
      "people.xlsx",
    );
    expect(html).toContain("Which column is which?");
    expect(html).toContain("The header row has no column");
    const checked = await submit(site, `${at}/columns`, {
      "column-0": "email",
      "column-1": "name",
    });
    expect(checked).toContain("Import 1 person");
    await submit(site, `${at}/apply`, { mode: "update" });
    expect(await staffOf(site)).toEqual(["a@example.org|Ann|"]);

    const latin = await upload(site, Buffer.from("email,name\nz@example.org,Zo\xeb\n", "latin1"));
    expect(latin.html).toContain("“Zoë”");
    expect(latin.html).toContain("Read it as Windows-1252");
    expect(await submit(site, `${latin.at}/columns`, { encoding: "windows-1252" })).toContain(
      "Import 1 person",
    );
  });

  it("refuse what is no file, and unknown imports", async () => {
    const site = await aSiteWithAList();
    expect((await upload(site, "")).html).toContain("Choose a file that is not empty");
    expect((await upload(site, Buffer.alloc(500, 0x50))).html).toContain("cannot be imported");
    expect((await site.request("/lists/none/import")).status).toBe(404);
    expect((await site.request(`/lists/staff/imports/${site.pipeline.newId()}`)).status).toBe(404);
    const { at } = await upload(site, "email\na@example.org\n");
    const elsewhere = at.replace("/staff/", "/care-leaders/");
    expect((await post(site, `${elsewhere}/apply`, { mode: "update" })).status).toBe(404);
  });
});
