import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { newList } from "../../../functions/core/people/list.ts";
import { createList } from "../../../functions/steps/people/lists/create-list.ts";
import { getImport } from "../../../functions/store/people/imports.ts";
import { listSubscriptions } from "../../../functions/store/people/subscriptions.ts";
import { whyRefusedByPolicy } from "../../../infra/local/site/bucket-site.ts";
import { ann } from "../../examples/builders.ts";
import { anXlsx } from "../../examples/workbooks.ts";
import { aSite, post, type Site } from "../a-served-site.ts";
import { atRest, upload, uploadFormOf } from "./an-upload.ts";

const validator = new HtmlValidate({ extends: ["html-validate:standard"] });

async function giveFile(site: Site, content: string | Buffer, name?: string) {
  const at = await upload(site, content, name);
  return { at, html: await page(site, at) };
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
  if (at === null) return answer.text();
  await atRest(site, at);
  return page(site, at);
}

async function aSiteWithAList(): Promise<Site> {
  const site = await aSite();
  site.start();
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
    const { at, html } = await giveFile(
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
    const found = await page(site, "/lists/staff");
    expect(found).toContain(`<a class="govuk-link" href="${at}">`);
    expect(found).toContain("It waits for you. Nothing is imported yet");
    expect(await (await site.request(`${at}/bad.csv`)).text()).toMatch(
      /5,.*did you mean cy@example-x\.org\?/,
    );

    const done = await submit(site, `${at}/apply`, { mode: "update" });
    expect(done).toContain("The people are imported.");
    expect(await staffOf(site)).toEqual([
      "ann@example.org|Ann Lee|Dear Dr Lee",
      "bo@example.org|Bo|",
    ]);
    expect(await page(site, "/lists/staff")).toMatch(/Imported on .*You can undo it until /);
    expect(await submit(site, `${at}/undo`)).toContain("The import is undone.");
    expect(await staffOf(site)).toEqual([]);
    expect(await page(site, "/lists/staff")).toContain("It is undone");
    expect(await submit(site, `${at}/undo`)).toContain("The import is undone.");
  });

  it("ask again before many people leave", async () => {
    const site = await aSiteWithAList();
    const first = await giveFile(site, "email\na@example.org\nb@example.org\n");
    await submit(site, `${first.at}/apply`, { mode: "update" });
    const { at, html } = await giveFile(site, "email\na@example.org\n");
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
    const { at, html } = await giveFile(
      site,
      anXlsx([
        ["Kontakt", "Wer"],
        ["a@example.org", "Ann"],
      ]),
      "people.xlsx",
    );
    expect(html).toContain("Which column is which?");
    // The workbook was read once. Its rows are what later parts read.
    const id = at.split("/").at(-1) ?? "";
    const kept = await getImport(site.pipeline.table, id);
    expect(kept?.key).toBe(`imports/${id}/workbook/rows.jsonl`);
    expect(await site.pipeline.files?.about(`imports/${id}/people.xlsx`)).toBeUndefined();
    expect(html).toContain("The header row has no column");
    const checked = await submit(site, `${at}/columns`, {
      "column-0": "email",
      "column-1": "name",
    });
    expect(checked).toContain("Import 1 person");
    await submit(site, `${at}/apply`, { mode: "update" });
    expect(await staffOf(site)).toEqual(["a@example.org|Ann|"]);

    const latin = await giveFile(site, Buffer.from("email,name\nz@example.org,Zo\xeb\n", "latin1"));
    expect(latin.html).toContain("“Zoë”");
    expect(latin.html).toContain("Read it as Windows-1252");
    expect(await submit(site, `${latin.at}/columns`, { encoding: "windows-1252" })).toContain(
      "Import 1 person",
    );
  });

  it("refuse what is no file, and unknown imports", async () => {
    const site = await aSiteWithAList();
    expect((await giveFile(site, Buffer.alloc(500, 0x50))).html).toContain("cannot be imported");
    expect((await giveFile(site, "")).html).toContain("The file cannot be imported as it is");
    expect((await giveFile(site, "email,name\n")).html).toContain("The file has nobody to import.");
    expect((await site.request("/lists/none/import")).status).toBe(404);
    const waiting = await site.request(`/lists/staff/imports/${site.pipeline.newId()}`);
    expect(await waiting.text()).toContain("Reading the file");
    for (const id of ["01KAGW00000000000000000101", "x", "8".repeat(26)])
      expect((await site.request(`/lists/staff/imports/${id}`)).status, id).toBe(404);
    const { at } = await giveFile(site, "email\na@example.org\n");
    const elsewhere = at.replace("/staff/", "/care-leaders/");
    expect((await post(site, `${elsewhere}/apply`, { mode: "update" })).status).toBe(404);
  });
});

describe("the form for a file", () => {
  it("may go to the bucket, and no other page may", async () => {
    const site = await aSiteWithAList();
    const { policy, action } = await uploadFormOf(site);
    expect(policy).toContain(`form-action 'self' ${new URL(action).origin};`);
    const list = await site.request("/lists/staff");
    expect(list.headers.get("Content-Security-Policy")).toContain("form-action 'self';");
  });

  it("is accepted with its own key, size and fields only", async () => {
    const site = await aSiteWithAList();
    const { fields } = await uploadFormOf(site);
    const key = (fields.key ?? "").replace(`\${filename}`, "people.csv");
    const now = Date.now();
    const given = { ...fields, key };
    const verdict = (more: object, bytes = 1_000, at = now) =>
      whyRefusedByPolicy({ ...given, ...more }, bytes, at);
    expect(verdict({})).toBeUndefined();
    expect(verdict({ key: "imports/other" })).toBe("AccessDenied: $key");
    expect(verdict({ "x-amz-meta-import": "e30" })).toBe("AccessDenied: x-amz-meta-import");
    expect(verdict({ "Content-Type": "text/html" })).toBe("AccessDenied: Content-Type");
    expect(verdict({ acl: "public-read" })).toBe("AccessDenied: acl is not in the policy");
    expect(verdict({ success_action_redirect: "https://evil.example" })).toMatch(/^AccessDenied/);
    expect(verdict({}, 200_000_001)).toBe("EntityTooLarge");
    expect(verdict({}, 1_000, now + 3_700_000)).toBe("AccessDenied: the policy has expired");
    expect(verdict({ policy: Buffer.from("{}").toString("base64") })).toBe("SignatureDoesNotMatch");
  });
});
