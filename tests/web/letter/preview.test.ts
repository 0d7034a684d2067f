import { describe, expect, it } from "vitest";
import { nextDate } from "../../../functions/core/bulletins/schedule/next-slot.ts";
import { sentinels } from "../../../functions/core/letter/places.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { sayInstant } from "../../../functions/web/kit/say.ts";
import { aDecision } from "../../examples/builders.ts";
import { elements } from "../../mail/html-tree.ts";
import { letterTo } from "../../steps/an-edition.ts";
import { aSite, bulletin, post, storeEntry } from "../a-served-site.ts";

const preview = "/bulletins/care-weekly/preview";

describe("the preview", () => {
  it("shows subject, sender and the letter in a frame of its own address", async () => {
    const site = await aSite();
    await storeEntry(site);
    const html = await (await site.request(preview)).text();
    expect(html).toContain("Department for Community Care &lt;letters@example.org&gt;");
    const [frame, ...others] = elements(html, "iframe");
    expect(others).toEqual([]);
    expect(frame?.attributes.src).toMatch(
      /^\/bulletins\/care-weekly\/preview\/letter\.html\?date=/,
    );
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
      /^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src http:\/\/localhost; style-src 'unsafe-inline';/,
    );
    expect(policy).not.toContain("script");
    const html = await letter.text();
    expect(html).toContain("Dear colleague,");
    expect(html).not.toContain(sentinels.salutation[0]);
    expect((await site.request(preview)).headers.get("Content-Security-Policy")).not.toContain(
      "unsafe",
    );
  });

  it("shows what the archive will have, if the letter shortens an entry", async () => {
    const site = await aSite();
    const digest = { ...bulletin, composition: "digest", summaryWords: 20 } as const;
    await putBulletin(site.pipeline.table, digest, new Date(site.pipeline.now()), aDecision());
    await storeEntry(site, { body: "One sentence of it.\n\n".repeat(6).concat("The end.") });
    const framed = async (view: string) => {
      const html = await (await site.request(`${preview}?view=${view}`)).text();
      const [frame] = elements(html, "iframe");
      const src = frame?.attributes.src ?? "";
      return { html, letter: await (await site.request(src)).text() };
    };
    const [short, whole] = [await framed("html"), await framed("whole")];
    expect(short.html).toContain("In the archive");
    expect(short.letter).not.toContain("The end.");
    expect(whole.letter).toContain("The end.");
    await putBulletin(site.pipeline.table, bulletin, new Date(site.pipeline.now()), aDecision());
    expect((await framed("html")).html).not.toContain("In the archive");
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

describe("the preview of a date", () => {
  const weekly = { ...bulletin, composition: "digest" } as const;

  async function aDigest() {
    const site = await aSite();
    await putBulletin(site.pipeline.table, weekly, new Date(site.pipeline.now()), aDecision());
    await storeEntry(site, { id: "A", title: "Rota", body: "Ready words." });
    await storeEntry(site, { id: "B", title: "Wards", body: "Draft words.", status: "draft" });
    const next = nextDate(weekly, new Date(site.pipeline.now()));
    const textOf = async (path: string) => (await site.request(path)).text();
    return { site, next, textOf };
  }

  it("is the edition that the bulletin's page announces, and that a test sends", async () => {
    const { site, next, textOf } = await aDigest();
    const announced = /Subject<.dt><dd[^>]*><strong>([^<]*)/.exec(
      await textOf("/bulletins/care-weekly"),
    )?.[1];
    expect(announced).toContain(String(next.getUTCFullYear()));
    const page = await textOf(preview);
    expect(page).toContain(`Preview: edition of ${sayInstant(next, weekly.zone)}`);
    expect(page).toContain(announced);
    await post(site, "/bulletins/care-weekly/test", { address: "me@example.org" });
    expect((await letterTo(site, "me@example.org")).subject).toBe(`[Test] ${announced}`);
  });

  it("shows drafts, one entry alone, and a colleague's own salutation, and releases nothing", async () => {
    const { textOf } = await aDigest();
    const letter = `${preview}/letter.txt`;
    expect(await textOf(letter)).not.toContain("Draft words.");
    const withDrafts = await textOf(`${letter}?drafts=yes&salutation=Dear+Dr+Okafor`);
    expect(withDrafts).toContain("Dear Dr Okafor,");
    expect(withDrafts).toMatch(/Ready words\.[\s\S]*Draft words\./);
    const alone = await textOf(`${letter}?entry=B`);
    expect(alone).toContain("Draft words.");
    expect(alone).not.toContain("Ready words.");
    expect(await textOf(`${preview}?drafts=yes`)).toContain("This is not what goes out");
    expect(await textOf(letter)).not.toContain("Draft words.");
  });

  it("answers that there is no such entry", async () => {
    const { site } = await aDigest();
    expect((await site.request(`${preview}?entry=none`)).status).toBe(404);
  });
});
