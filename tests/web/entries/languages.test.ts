import { describe, expect, it } from "vitest";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { getEntry } from "../../../functions/store/bulletins/entries.ts";
import { aDecision, ann } from "../../examples/builders.ts";
import { elements } from "../../mail/html-tree.ts";
import { never } from "../../steps/an-edition.ts";
import { aSite, bulletin, hiddenFields, post, type Site, storeEntry } from "../a-served-site.ts";
import { mistakes } from "../html-mistakes.ts";

const page = async (site: Site, path: string) => (await site.request(path)).text();
const welsh = { title: "Cynlluniau’r gaeaf", body: "Mae’r clinigau yn agor am saith." };

/** A site with an entry in English, and the page of its Welsh text. */
async function anEntryToTranslate() {
  const site = await aSite();
  const entry = await storeEntry(site, { title: "Winter plans", body: "The clinics open." });
  const here = `/bulletins/care-weekly/entries/${entry.id}`;
  const stored = () => getEntry(site.pipeline.table, bulletin.id, entry.id);
  return { site, entry, here, form: `${here}/languages/cy`, stored };
}

describe("an entry in another language", () => {
  it("is offered, written, changed and removed on a page of its own", async () => {
    const { site, here, form, stored } = await anEntryToTranslate();
    const options = elements(await page(site, here), "option").map(({ text }) => text.trim());
    expect(options).toContain("Welsh");
    expect(options).not.toContain("English");
    const chosen = await site.request(`${here}/languages?language=cy`);
    expect(chosen.headers.get("Location")).toBe(form);
    const first = await page(site, form);
    expect(await mistakes(first)).toEqual([]);
    const saved = await post(site, form, { ...hiddenFields(first), ...welsh });
    expect([saved.status, saved.headers.get("Location")]).toEqual([303, `${here}#other-languages`]);
    expect(await stored()).toMatchObject({
      title: "Winter plans",
      version: 2,
      variants: [{ language: "cy", format: "markdown", ...welsh }],
    });
    expect(await page(site, here)).toContain(welsh.title);
    const hidden = hiddenFields(await page(site, form));
    await post(site, form, { ...hidden, ...welsh, title: "Y gaeaf" });
    expect((await stored())?.variants).toMatchObject([{ title: "Y gaeaf" }]);
    const last = hiddenFields(await page(site, form));
    await post(site, form, { ...last, remove: "yes" });
    expect((await stored())?.variants).toBeUndefined();
  });

  it("is not saved over someone else's change, nor without words", async () => {
    const { site, here, form, stored } = await anEntryToTranslate();
    const hidden = hiddenFields(await page(site, form));
    const empty = await post(site, form, { ...hidden, title: "", body: "" });
    expect(empty.status).toBe(400);
    expect(await empty.text()).toContain("Enter a title");
    await post(site, here, { version: "1", title: "Other", body: "Text.", status: "draft" });
    const late = await post(site, form, { ...hidden, ...welsh });
    const answer = await late.text();
    expect([late.status, await mistakes(answer)]).toEqual([409, []]);
    expect(answer).toContain("changed by someone else");
    expect(answer).toContain(welsh.title);
    expect(await stored()).not.toHaveProperty("variants");
    const again = await post(site, form, { ...hiddenFields(answer), ...welsh });
    expect(again.status).toBe(303);
  });

  it("has no page in its own language, nor in one that we do not know", async () => {
    const { site, here } = await anEntryToTranslate();
    for (const language of ["en", "mi", "..", "%00"])
      expect([language, (await site.request(`${here}/languages/${language}`)).status]).toEqual([
        language,
        404,
      ]);
  });

  it("is shown in the preview, before sending, in the letter of the edition and in the archive", async () => {
    const { site, form } = await anEntryToTranslate();
    await post(site, form, { ...hiddenFields(await page(site, form)), ...welsh });
    const here = "/bulletins/care-weekly";
    const preview = await page(site, `${here}/preview?language=cy`);
    expect(await mistakes(preview)).toEqual([]);
    expect(preview).toContain(welsh.title);
    const [frame] = elements(preview, "iframe");
    const letter = await page(site, frame?.attributes.src ?? "");
    expect(letter).toContain("Annwyl gydweithiwr,");
    expect(await page(site, `${here}/preview/letter.txt?language=cy`)).toContain(welsh.body);
    expect(await page(site, `${here}/preview/letter.txt`)).toContain("The clinics open.");
    const send = await page(site, `${here}/send`);
    expect(elements(send, "iframe").map(({ attributes }) => attributes.title)).toEqual([
      "The letter",
      "The letter in Welsh",
    ]);

    const { pipeline, template } = site;
    const open = { ...bulletin, archive: "public" } as const;
    await putBulletin(pipeline.table, open, new Date(pipeline.now()), aDecision());
    const slot = new Date("2026-12-01T09:00:00Z");
    const composed = await composeEdition(pipeline, template, { bulletin: open, slot, by: ann });
    if (composed.kind !== "composed") throw new Error(composed.kind);
    const { id } = composed.edition;
    await addressEdition(pipeline, { edition: id, round: 0 }, never);
    expect(await page(site, `/editions/${id}/letter?language=cy&view=text`)).toContain(welsh.body);
    const list = await page(site, "/archive/care-weekly");
    const links = elements(list, "a").map(({ attributes }) => attributes);
    expect(links).toContainEqual(
      expect.objectContaining({ href: `/archive/care-weekly/${id}?language=cy`, lang: "cy" }),
    );
    const inWelsh = await page(site, `/archive/care-weekly/${id}?language=cy`);
    expect(inWelsh).toContain(welsh.body);
    expect(inWelsh).toContain(`href="/archive/care-weekly/${id}?language=en-GB"`);
    expect(await page(site, `/archive/care-weekly/${id}`)).toContain("The clinics open.");
  });
});
