import { describe, expect, it } from "vitest";
import type { Bulletin } from "../../../functions/core/bulletins/bulletin.ts";
import { archiveName } from "../../../functions/core/people/archive-address.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { readCopy } from "../../../functions/steps/sending/read-copy.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { getContent } from "../../../functions/store/bulletins/edition-content.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { listSubscriberIds } from "../../../functions/store/people/subscriptions.ts";
import { aDecision, ann } from "../../examples/builders.ts";
import { elements } from "../../mail/html-tree.ts";
import { never } from "../../steps/an-edition.ts";
import { aSite, bulletin, type Site, storeEntry } from "../a-served-site.ts";

/** A bulletin with letters sent on some days, and one that is composed only. */
async function anArchive(given: Partial<Bulletin> = {}) {
  const site = await aSite({ people: 2 });
  const { pipeline, template } = site;
  const kept = { ...bulletin, archive: "public", ...given } as const;
  await putBulletin(pipeline.table, kept, new Date(pipeline.now()), aDecision());
  const send = async (title: string, day: string, isAddressed = true, body?: string) => {
    await storeEntry(site, { title, body: body ?? `The text of ${title} & <more>.` });
    const slot = new Date(`${day}T09:00:00Z`);
    const composed = await composeEdition(pipeline, template, { bulletin: kept, slot, by: ann });
    if (composed.kind !== "composed") throw new Error(composed.kind);
    const { id } = composed.edition;
    if (isAddressed) await addressEdition(pipeline, { edition: id, round: 0 }, never);
    return id;
  };
  const path = `/archive/${archiveName(kept, pipeline.linkKeys)}`;
  return { site, path, send, kept };
}
const textOf = async (site: Site, path: string) => {
  const answer = await site.app.request(path);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

describe("a bulletin's archive", () => {
  it("lists its letters by year, latest first, and only those that people have", async () => {
    const { site, path, send } = await anArchive();
    await send("Summer <rota>", "2025-07-01");
    await send("Winter plans", "2026-01-06");
    await send("Not sent yet", "2026-02-03", false);
    expect(path).toBe("/archive/care-weekly");
    const { text, headers } = await textOf(site, path);
    expect(elements(text, "h2").map(each => each.text.trim())).toEqual(["2026", "2025"]);
    expect(elements(text, "li").map(each => each.text.replace(/\s+/g, " ").trim())).toEqual([
      "Winter plans 6 January 2026",
      "Summer <rota> 1 July 2025",
    ]);
    expect(headers.get("X-Robots-Tag")).toBeNull();
    const found = await textOf(site, `${path}?words=SUMMER`);
    expect(elements(found.text, "li")).toHaveLength(1);
    expect((await textOf(site, `${path}?words=autumn`)).text).toContain(
      "No letter has these words",
    );
  });

  it.each(["public", "private"] as const)(
    "shows the whole of an entry that the letter shortens: %s",
    async archive => {
      const { site, path, send, kept } = await anArchive({
        archive,
        composition: "digest",
        summaryWords: 20,
      });
      const body = `${"The rota changes. ".repeat(4)}\n\n${"It is on the wall. ".repeat(4)}`;
      const id = await send("Winter plans", "2026-01-06", true, body);
      const { pipeline } = site;
      const edition = await getEdition(pipeline.table, id);
      const content = edition && (await getContent(pipeline.table, edition));
      const [entry] = edition?.entries ?? [];
      const address = `${pipeline.siteUrl}${path}/${id}#entry-${entry}`;
      expect(content?.html).not.toContain("It is on the wall.");
      expect(content?.text).not.toContain("It is on the wall.");
      const links = elements(content?.html ?? "", "a").filter(
        ({ attributes }) => attributes.href === address,
      );
      expect(links.map(link => link.text)).toEqual(["Winter plans", "Read on: Winter plans"]);
      expect(content?.text).toContain(`Read on: Winter plans (${address})`);
      const { text } = await textOf(site, `${path}/${id}`);
      expect(text).toContain("It is on the wall.");
      expect(elements(text, "div").map(({ attributes }) => attributes.id)).toContain(
        `entry-${entry}`,
      );
      const person = await listSubscriberIds(pipeline.table, kept.lists[0] ?? "", "").next();
      expect(await readCopy(pipeline, { edition: id, subscriber: String(person.value) })).toContain(
        "It is on the wall.",
      );
    },
  );

  it("shows a letter as it was approved, without anyone's personal parts", async () => {
    const { site, path, send } = await anArchive();
    const id = await send("Winter plans", "2026-01-06");
    const { text, headers, status } = await textOf(site, `${path}/${id}`);
    expect(status).toBe(200);
    expect(text).toContain("The text of Winter plans &amp; &lt;more&gt;.");
    expect(text).not.toMatch(/\/(unsubscribe|letters|read)\//);
    expect(text).toContain(".links{display:none!important}");
    expect(headers.get("Content-Security-Policy")).toMatch(/^sandbox /);
  });

  it("is at an address that nobody can guess, unless it is public", async () => {
    const { site, path, send } = await anArchive({ archive: "private" });
    const id = await send("Winter plans", "2026-01-06");
    for (const guess of ["/archive/care-weekly", `/archive/care-weekly/${id}`, `${path}x`])
      expect((await textOf(site, guess)).status, guess).toBe(404);
    for (const there of [path, `${path}/${id}`, `${path}/feed.xml`, `${path}/feed.json`]) {
      const { status, headers } = await textOf(site, there);
      expect([status, headers.get("X-Robots-Tag"), headers.get("Referrer-Policy")]).toEqual([
        200,
        "noindex",
        "no-referrer",
      ]);
    }
    expect((await textOf(site, path)).text).toContain("Only people who know this address");
  });

  it("shows no letter of another bulletin", async () => {
    const { site, path, send } = await anArchive();
    await send("Winter plans", "2026-01-06");
    const other = { ...bulletin, id: "care-daily", archive: "public" } as const;
    await putBulletin(site.pipeline.table, other, new Date(site.pipeline.now()), aDecision());
    const id = "care-weekly_20260106T090000Z";
    expect((await textOf(site, `${path}/${id}`)).status).toBe(200);
    expect((await textOf(site, `/archive/care-daily/${id}`)).status).toBe(404);
    for (const odd of [
      "/archive/none",
      "/archive/%00",
      "/archive/care-weekly/none",
      "/archive/a/b/c",
    ])
      expect((await textOf(site, odd)).status, odd).toBe(404);
  });

  it("has feeds, as Atom and as JSON", async () => {
    const { site, path, send } = await anArchive();
    const id = await send("Rota & “more”", "2026-01-06");
    const page = await textOf(site, path);
    for (const feed of ["feed.xml", "feed.json"])
      expect(page.text).toContain(`href="${path}/${feed}"`);
    const atom = await textOf(site, `${path}/feed.xml`);
    expect(atom.headers.get("Content-Type")).toContain("application/atom+xml");
    expect(atom.text).toContain("<title>Rota &amp; “more”</title>");
    expect(atom.text).toContain(`<link href="http://localhost${path}/${id}"/>`);
    const json = JSON.parse((await textOf(site, `${path}/feed.json`)).text);
    expect(json).toMatchObject({
      version: "https://jsonfeed.org/version/1.1",
      items: [
        {
          title: "Rota & “more”",
          url: `http://localhost${path}/${id}`,
          date_published: "2026-01-06T09:00:00.000Z",
        },
      ],
    });
  });

  it("is in the bulletin's language", async () => {
    const { site, path } = await anArchive({ language: "cy" });
    const { text } = await textOf(site, path);
    expect(text).toContain('<html lang="cy"');
    expect(text).toContain("Nid oes llythyr wedi’i anfon eto.");
  });
});
