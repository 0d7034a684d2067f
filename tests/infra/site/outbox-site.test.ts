import { describe, expect, it } from "vitest";
import { newList } from "../../../functions/core/people/list.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { insertList } from "../../../functions/store/people/lists.ts";
import { aDecision, ann } from "../../examples/builders.ts";
import { until } from "../../local-pipeline.ts";
import { elements } from "../../mail/html-tree.ts";
import { aSite, bulletin, storeEntry } from "../../web/a-served-site.ts";

/** A site with the letters to so many people in its outbox. */
async function aSiteThatSent(people: number) {
  const site = await aSite({ people });
  await storeEntry(site);
  site.start();
  await composeEdition(site.pipeline, site.template, {
    bulletin,
    slot: new Date("2026-11-24T09:00:00Z"),
    by: ann,
  });
  await until("all letters are accepted", () => site.ses.outbox.size() === people);
  return site;
}

const links = (html: string, to = "/outbox/") =>
  elements(html, "a").flatMap(({ attributes: { href = "" } }) =>
    href.startsWith(to) ? [href] : [],
  );

describe("the outbox page", () => {
  it("is empty at first", async () => {
    const site = await aSite();
    expect(await (await site.app.request("/outbox")).text()).toContain("has accepted 0 messages");
  });

  it("lists every message once, newest first, a page at a time", async () => {
    const site = await aSiteThatSent(60);
    const first = await (await site.app.request("/outbox")).text();
    const [older = ""] = links(first, "/outbox?before=");
    const second = await (await site.app.request(older)).text();
    expect([links(first).length, links(second).length]).toEqual([50, 10]);
    expect([...links(first), ...links(second)]).toEqual(
      site.ses.outbox.list({ limit: 60 }).map(({ messageId }) => `/outbox/${messageId}`),
    );
    expect(second).not.toContain("Older");
  });

  it("shows a message's headers, HTML, plain text and source", async () => {
    const site = await aSiteThatSent(1);
    const [path = ""] = links(await (await site.app.request("/outbox")).text());
    const page = await (await site.app.request(path)).text();
    expect(page).toContain("&quot;Colleague 0&quot; &lt;colleague0@example.org&gt;");
    expect(links(page, "http://localhost/unsubscribe/")).not.toEqual([]);
    expect(elements(page, "iframe").map(({ attributes }) => attributes.src)).toEqual([
      `${path}/letter.html`,
    ]);
    expect(await (await site.app.request(`${path}?view=text`)).text()).toContain(
      "We open 340 beds at home.",
    );
    const letter = await site.app.request(`${path}/letter.html`);
    expect(letter.headers.get("Content-Security-Policy")).toMatch(/^sandbox allow-popups/);
    expect(await letter.text()).toContain("Dear Dr O’Hara");
    const source = await site.app.request(`${path}/source`);
    expect(source.headers.get("Content-Type")).toMatch(/^text\/plain/);
    expect(await source.text()).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  });

  it("shows the plain text of a message without HTML", async () => {
    const site = await aSite({ people: 1 });
    const list = newList({ id: "care-leaders", name: "Leaders of care" });
    await insertList(site.pipeline.table, { ...list, visibility: "public" }, aDecision());
    await site.app.request("/subscribe/care-weekly", {
      method: "POST",
      body: new URLSearchParams({ email: "jo@example.org", language: "en" }),
      headers: { "Sec-Fetch-Site": "same-origin", "X-Forwarded-For": "192.0.2.1, 10.0.0.1" },
    });
    const [path = ""] = links(await (await site.app.request("/outbox")).text());
    const page = await (await site.app.request(path)).text();
    expect(page).toContain("http://localhost/confirm/");
    expect(page).not.toContain("view=html");
  });

  it.each([
    "/outbox/none",
    "/outbox/..%2fidentity.json",
    "/outbox/none/source",
    "/outbox/none/letter.html",
  ])("has nothing at %s", async path => {
    const site = await aSite();
    expect((await site.app.request(path)).status).toBe(404);
  });
});
