import { describe, expect, it } from "vitest";
import { sentinels } from "../../../functions/core/letter/places.ts";
import { signLink } from "../../../functions/core/people/link-token.ts";
import { whyKeptOut } from "../../../functions/core/people/subscription.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { listStandings } from "../../../functions/store/people/subscriptions.ts";
import { ann } from "../../examples/builders.ts";
import { aSite, bulletin, type Site, storeEntry } from "../a-served-site.ts";

/** The people on the list that the bulletin writes to. */
async function writtenTo({ pipeline }: Site): Promise<string[]> {
  const standings = await Array.fromAsync(listStandings(pipeline.table, "care-leaders"));
  return standings.flatMap(each => (whyKeptOut(each, bulletin.id, Date.now()) ? [] : [each.id]));
}

/** A site with an edition, and the links of the first person on its list. */
async function aSiteWithLinks() {
  const site = await aSite({ people: 3 });
  await storeEntry(site);
  const result = await composeEdition(site.pipeline, site.template, {
    bulletin,
    slot: new Date("2026-11-24T09:00:00Z"),
    by: ann,
  });
  if (result.kind !== "composed") throw new Error(result.kind);
  const [subscriber = ""] = await writtenTo(site);
  const bearer = { edition: result.edition.id, subscriber };
  const link = (purpose: "read" | "unsubscribe") =>
    `/${purpose}/${signLink(purpose, bearer, site.pipeline.linkKeys)}`;
  return { site, subscriber, read: link("read"), unsubscribe: link("unsubscribe") };
}

describe("the letter in a browser", () => {
  it("is the frozen letter with the person's own places, as text", async () => {
    const { site, read, unsubscribe } = await aSiteWithLinks();
    const answer = await site.app.request(read);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Type")).toMatch(/^text\/html/);
    expect(html).toContain("Dear Dr O’Hara &lt;&amp;&gt;,");
    expect(html).toContain(`href="http://localhost${unsubscribe}"`);
    expect(html).not.toContain(sentinels.salutation[0]);
    expect(answer.headers.get("Content-Security-Policy")).toMatch(
      /^sandbox .*default-src 'none'; img-src \S+; style-src 'unsafe-inline'/,
    );
  });

  it.each(["/read/nonsense", "/read/a.b.c.d", "/unsubscribe/nonsense"])(
    "says politely that a link is broken: %s",
    async path => {
      const { site } = await aSiteWithLinks();
      const answer = await site.app.request(path);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain("We could not open this link");
    },
  );

  it("does not take a link made for reading as one for unsubscribing", async () => {
    const { site, read } = await aSiteWithLinks();
    const answer = await site.app.request(read.replace("/read/", "/unsubscribe/"), {
      method: "POST",
    });
    expect(answer.status).toBe(404);
    expect(await writtenTo(site)).toHaveLength(3);
  });
});

describe("unsubscribing", () => {
  it.each(["GET", "HEAD"])("changes nothing on %s, which mail scanners send", async method => {
    const { site, unsubscribe } = await aSiteWithLinks();
    const answer = await site.app.request(unsubscribe, { method });
    expect(answer.status).toBe(200);
    expect(await writtenTo(site)).toHaveLength(3);
  });

  it("asks with a heading and a button", async () => {
    const { site, unsubscribe } = await aSiteWithLinks();
    const html = await (await site.app.request(unsubscribe)).text();
    expect(html).toContain("Stop getting Care Weekly?");
    expect(html).toContain('<html lang="en" dir="ltr"');
    expect(html).toContain('<bdi class="dc-header__name">Department for Community Care</bdi>');
    expect(html).not.toContain("Dear Colleague");
    expect(html).toContain(`<form action="${unsubscribe}" method="post">`);
  });

  const oneClick = new FormData();
  oneClick.set("List-Unsubscribe", "One-Click");
  it.each([
    [
      "urlencoded, without an origin (RFC 8058)",
      { body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) },
    ],
    ["multipart, without an origin (RFC 8058)", { body: oneClick }],
    [
      "from the button, on a page that tells no referrer",
      { body: new URLSearchParams(), headers: { Origin: "null", "Sec-Fetch-Site": "same-origin" } },
    ],
    [
      "from a mail program's page",
      {
        body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
        headers: { Origin: "https://mail.example.net", "Sec-Fetch-Site": "cross-site" },
      },
    ],
    ["without a body", {}],
  ])("is done by a POST: %s", async (_name, request: RequestInit) => {
    const { site, unsubscribe, subscriber } = await aSiteWithLinks();
    const answer = await site.app.request(unsubscribe, { method: "POST", ...request });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("You have been unsubscribed from Care Weekly");
    expect(await writtenTo(site)).not.toContain(subscriber);
    expect(await writtenTo(site)).toHaveLength(2);
  });

  it.each<[string, Record<string, string>]>([
    ["another site's page", { Origin: "https://evil.example" }],
    ["another site's page, as the browser says", { "Sec-Fetch-Site": "cross-site" }],
    ["a sandboxed page of another site", { Origin: "null", "Sec-Fetch-Site": "cross-site" }],
  ])("is not done by a form of %s, whatever its content type", async (_name, headers) => {
    const { site, unsubscribe } = await aSiteWithLinks();
    for (const type of [
      "application/x-www-form-urlencoded",
      "application/json",
      "multipart/form-data; boundary=x",
      "text/plain",
    ]) {
      const answer = await site.app.request(unsubscribe, {
        method: "POST",
        body: "{}",
        headers: { ...headers, "Content-Type": type },
      });
      expect(answer.status, type).toBe(403);
    }
    expect(await writtenTo(site)).toHaveLength(3);
  });

  it("answers 413 to a body that is no form of a mail program", async () => {
    const { site, unsubscribe } = await aSiteWithLinks();
    const answer = await site.app.request(unsubscribe, {
      method: "POST",
      body: "x".repeat(2_100_000),
    });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain("That is too long");
  });

  it("answers 200 whenever it is repeated", async () => {
    const { site, unsubscribe } = await aSiteWithLinks();
    for (let time = 0; time < 3; time++)
      expect((await site.app.request(unsubscribe, { method: "POST" })).status).toBe(200);
    expect(await writtenTo(site)).toHaveLength(2);
  });
});

describe("pages behind a personal link", () => {
  it("are not indexed, tell no referrer, and are not stored", async () => {
    const { site, read, unsubscribe } = await aSiteWithLinks();
    for (const path of [read, unsubscribe, "/read/nonsense", "/unsubscribe/nonsense"]) {
      const { headers } = await site.app.request(path);
      expect(
        ["X-Robots-Tag", "Referrer-Policy", "Cache-Control"].map(name => headers.get(name)),
        path,
      ).toEqual(["noindex", "no-referrer", "no-store"]);
    }
  });
});
