import { describe, expect, it } from "vitest";
import { sentinels } from "../../../functions/core/letter/places.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { aDecision } from "../../examples/builders.ts";
import { elements } from "../../mail/html-tree.ts";
import { aSite, bulletin, storeEntry } from "../a-served-site.ts";

const preview = "/bulletins/care-weekly/preview";

describe("the preview", () => {
  it("shows subject, sender and the letter in a frame of its own address", async () => {
    const site = await aSite();
    await storeEntry(site);
    const html = await (await site.request(preview)).text();
    expect(html).toContain("Department for Community Care &lt;letters@example.org&gt;");
    const [frame, ...others] = elements(html, "iframe");
    expect(others).toEqual([]);
    expect(frame?.attributes.src).toBe("/bulletins/care-weekly/preview/letter.html");
    expect(frame?.attributes).toHaveProperty("sandbox");
    expect(frame?.attributes.sandbox).not.toMatch(/allow-scripts|allow-same-origin/);
    expect(await (await site.request(`${preview}?view=phone`)).text()).toContain("dc-frame--phone");
    expect(await (await site.request(`${preview}?view=text`)).text()).toContain(
      "We open 340 beds at home.",
    );
  });

  it("is the letter itself, in which nothing can run, with its styles allowed only there", async () => {
    const site = await aSite();
    await storeEntry(site);
    const letter = await site.request(`${preview}/letter.html`);
    const policy = letter.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toMatch(
      /^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline';/,
    );
    expect(policy).not.toContain("script");
    const html = await letter.text();
    expect(html).toContain("Dear colleague,");
    expect(html).not.toContain(sentinels.salutation[0]);
    expect((await site.request(preview)).headers.get("Content-Security-Policy")).not.toContain(
      "unsafe",
    );
  });

  it("is plain text too, without a person's own links", async () => {
    const site = await aSite();
    await storeEntry(site);
    const text = await site.request(`${preview}/letter.txt`);
    expect(text.headers.get("Content-Type")).toMatch(/^text\/plain/);
    expect(await text.text()).toContain("[each colleague's own link]");
  });

  it("says in a sentence why there is no letter", async () => {
    const site = await aSite();
    expect(await (await site.request(preview)).text()).toContain(
      "There is nothing to send: no entry is ready.",
    );
    const unsigned = { ...bulletin, signatories: [] };
    await putBulletin(site.pipeline.table, unsigned, new Date(), aDecision());
    await storeEntry(site, { title: "" });
    expect(await (await site.request(preview)).text()).toContain(
      "it has no subject and no signatory.",
    );
    expect((await site.request(`${preview}/letter.html`)).status).toBe(404);
  });
});
