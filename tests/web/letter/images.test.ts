import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { archiveName } from "../../../functions/core/people/archive-address.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { listImages } from "../../../functions/store/bulletins/images.ts";
import { aJpeg, aPng } from "../../examples/an-image.ts";
import { ann } from "../../examples/builders.ts";
import { until } from "../../local-pipeline.ts";
import { elements } from "../../mail/html-tree.ts";
import { aSite, bulletin, hiddenFields, post, type Site, storeEntry } from "../a-served-site.ts";
import { mistakes } from "../html-mistakes.ts";

const here = "/bulletins/care-weekly/images";
const alt = "Map of the new entrance";

/** Gives a file as a browser does. */
function give(site: Site, bytes: Uint8Array, fields: Record<string, string> = { alt }) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", new File([new Uint8Array(bytes)], "IMG_0042.jpg", { type: "text/html" }));
  return site.request(here, { method: "POST", body, headers: { Origin: "http://localhost" } });
}

async function anImage(site: Site, bytes = aPng(40, 20)): Promise<string> {
  const answer = await give(site, bytes);
  expect(answer.status).toBe(303);
  return /images\/([^?]+)/.exec(answer.headers.get("Location") ?? "")?.[1] ?? "";
}

describe("an image of a bulletin", () => {
  it("is added by a plain form, listed with its words, and served for years to everyone who has its address", async () => {
    const site = await aSite();
    const id = await anImage(site, aJpeg(40, 20, { orientation: 6 }));
    expect(id).toMatch(/^[0-9a-f]{32}-20x40\.jpg$/);
    const list = await site.request(here);
    expect(list.headers.get("Content-Security-Policy")).toContain(
      "img-src 'self' http://localhost data:",
    );
    const html = await list.text();
    expect(html).toContain(alt);
    expect(await mistakes(html)).toEqual([]);
    const one = await (await site.request(`${here}/${id}?saved=new`)).text();
    expect(one).toContain(`![${alt}](${id})`);
    expect(await mistakes(one)).toEqual([]);

    // Without a session.
    const served = await site.app.request(`/images/${id}`);
    expect(served.headers.get("Content-Type")).toBe("image/jpeg");
    expect(served.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect(served.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(Buffer.from(await served.arrayBuffer()).includes("Quay")).toBe(false);
    expect((await site.app.request("/images/x.png")).status).toBe(404);
    expect((await site.app.request(`/images/${id.replace(/^../, "00")}`)).status).toBe(404);
  });

  it("is refused with the reason at its field: the wrong kind, too large, no words, no file", async () => {
    const site = await aSite();
    const refused = async (answer: Promise<Response> | Response, message: string) => {
      const page = await answer;
      expect(page.status).toBe(400);
      const html = await page.text();
      expect(html).toContain(message);
      expect(await mistakes(html)).toEqual([]);
    };
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
    await refused(give(site, svg), "The file is a SVG file");
    await refused(give(site, Buffer.from("Dear colleague,")), "The file is not an image");
    await refused(give(site, new Uint8Array(4_000_001)), "larger than 4 MB");
    await refused(give(site, aPng(4, 4), {}), "Enter what the image shows");
    await refused(post(site, here, { alt }), "Choose a PNG or JPEG file");
    const huge = await give(site, new Uint8Array(6_100_000));
    expect(huge.status).toBe(413);
    expect(await listImages(site.pipeline.table, bulletin.id)).toEqual([]);
  });

  it("is one image however often it is added, and its words can be changed", async () => {
    const site = await aSite();
    const id = await anImage(site);
    const again = await give(site, aPng(40, 20));
    expect(again.headers.get("Location")).toBe(`${here}/${id}?saved=known`);
    await post(site, `${here}/${id}`, { alt: "Plan of the entrance" });
    expect(await listImages(site.pipeline.table, bulletin.id)).toMatchObject([
      { id, alt: "Plan of the entrance", file: "IMG_0042.jpg" },
    ]);
    expect((await post(site, `${here}/${id}`, { alt: "" })).status).toBe(409);
  });

  it("is in the letter that is previewed, sent, read and archived, with its size and its words", async () => {
    const site = await aSite({ people: 1 });
    const id = await anImage(site);
    await storeEntry(site, { body: `We open 340 beds.\n\n![${alt}](${id})` });
    const shown = (html: string) => {
      const [image, ...others] = elements(html, "img").map(({ attributes }) => attributes);
      expect(others).toEqual([]);
      expect(image).toMatchObject({
        src: `http://localhost/images/${id}`,
        alt,
        width: "40",
        height: "20",
      });
    };
    const framed = await site.request("/bulletins/care-weekly/preview/letter.html");
    expect(framed.headers.get("Content-Security-Policy")).toContain("img-src http://localhost;");
    shown(await framed.text());
    const confirmation = hiddenFields(
      await (await site.request("/bulletins/care-weekly/send")).text(),
    );
    const sent = await post(site, "/bulletins/care-weekly/send", confirmation);
    const edition = (sent.headers.get("Location") ?? "").slice("/editions/".length);
    shown(await (await site.request(`/editions/${edition}/letter.html`)).text());
    site.start();
    await until("the letter is mailed", () => site.ses.outbox.list().length === 1);
    const [mail] = site.ses.outbox.list();
    const raw = site.ses.outbox.read(mail?.messageId ?? "");
    const { html, text, attachments } = await simpleParser(raw ?? "");
    shown(String(html));
    expect(text).toContain(`[Image: ${alt}]`);
    expect(attachments).toEqual([]);
    const { pipeline } = site;
    const archived = await site.app.request(
      `/archive/${archiveName(bulletin, pipeline.linkKeys)}/${edition}`,
    );
    expect(archived.headers.get("Content-Security-Policy")).toContain("img-src http://localhost;");
    shown(await archived.text());
  });

  it("cannot be deleted while an entry or a letter uses it", async () => {
    const site = await aSite();
    const [used, unused] = [await anImage(site), await anImage(site, aPng(41, 20))];
    const { id } = await storeEntry(site, { body: `![${alt}](${used})` });
    const remove = (image: string) => post(site, `${here}/${image}/delete`, {});
    const refused = await remove(used);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain("An entry uses it");
    expect((await remove(unused)).headers.get("Location")).toBe(`${here}?deleted`);
    expect((await site.app.request(`/images/${unused}`)).status).toBe(404);
    expect((await remove(unused)).status).toBe(404);
    const confirmation = hiddenFields(
      await (await site.request("/bulletins/care-weekly/send")).text(),
    );
    await post(site, "/bulletins/care-weekly/send", confirmation);
    expect(id).not.toBe("");
    expect(await (await remove(used)).text()).toContain("A letter shows it");
    expect((await site.app.request(`/images/${used}`)).status).toBe(200);
  });
});

describe("a letter with an image that is gone", () => {
  it("is an error of its checks, and is held rather than sent with a gap", async () => {
    const site = await aSite();
    const id = await anImage(site);
    await storeEntry(site, { body: `![${alt}](${id.replace(/^../, "00")})` });
    const preview = await (await site.request("/bulletins/care-weekly/preview")).text();
    expect(preview).toContain("which is not one of this bulletin");
    const slot = new Date("2026-12-01T09:00:00Z");
    const { pipeline, template } = site;
    const composed = await composeEdition(pipeline, template, { bulletin, slot, by: ann });
    expect(composed).toMatchObject({
      kind: "held",
      reason: { code: "images-missing", images: 1 },
    });
  });
});
