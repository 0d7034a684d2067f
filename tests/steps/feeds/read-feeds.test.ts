import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainWords } from "../../../functions/core/letter/content.ts";
import { cleanLine } from "../../../functions/core/text/clean-text.ts";
import { escapeMarkdown } from "../../../functions/core/writing/escape-markdown.ts";
import { parseMarkdown } from "../../../functions/core/writing/markdown.ts";
import { saveBulletin } from "../../../functions/steps/editions/save-bulletin.ts";
import { htmlToMarkdown } from "../../../functions/steps/feeds/html-to-markdown.ts";
import { readFeedItems } from "../../../functions/steps/feeds/read-feed-items.ts";
import { type FetchedFeed, readFeeds } from "../../../functions/steps/feeds/read-feeds.ts";
import { findRestored } from "../../../functions/steps/find-restored.ts";
import { listOpenEntries } from "../../../functions/store/bulletins/entries.ts";
import { getFeedState } from "../../../functions/store/bulletins/feed-states.ts";
import { aBulletin, ann } from "../../examples/builders.ts";
import { aPipeline } from "../../local-pipeline.ts";
import { runs } from "../../size.ts";

const now = new Date("2026-12-01T09:00:00Z");
const item = (number: number, at = now) =>
  `<item><guid>g${number}</guid><title>News ${number}</title><link>https://news.example.org/${number}</link>
   <pubDate>${at.toUTCString()}</pubDate><description><![CDATA[<p>Words <b>${number}</b>.</p>]]></description></item>`;
const rss = (...items: string[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${items.join("")}</channel></rss>`;
const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><id>urn:1</id><title>Flu clinics</title>
  <link href="https://news.example.org/flu"/><updated>2026-12-01T08:00:00Z</updated><summary>They open.</summary></entry></feed>`;

describe("the feeds of bulletins", () => {
  it("give each item once, as a draft if nobody approves; a failing feed keeps no other from being read", async () => {
    const { pipeline } = await aPipeline();
    const answers = new Map<string, FetchedFeed>();
    const world = { ...pipeline, now: () => now.getTime() };
    const fetchFeed = async (url: string) =>
      answers.get(url) ?? ({ kind: "failed", reason: { code: "answered", status: 404 } } as const);
    const feed = (name: string) => `https://news.example.org/${name}.xml`;
    const rules = { gone: "one", rss: "none", atom: "one" } as const;
    for (const [id, approval] of Object.entries(rules))
      await saveBulletin(world, aBulletin({ id, approval, feed: feed(id) }), ann);
    answers.set(feed("rss"), { kind: "fetched", text: rss(item(2), item(1)) });
    answers.set(feed("atom"), { kind: "fetched", text: atom });
    await Promise.all([readFeeds(world, fetchFeed), readFeeds(world, fetchFeed)]);
    answers.set(feed("rss"), { kind: "fetched", text: rss(item(3), item(2), item(1)) });
    await readFeeds(world, fetchFeed);
    const open = async (id: string) =>
      (await listOpenEntries(pipeline.table, id)).map(({ title, status }) => `${title}: ${status}`);
    expect(await open("rss")).toEqual(["News 1: draft", "News 2: draft", "News 3: draft"]);
    expect(await open("atom")).toEqual(["Flu clinics: ready"]);
    const [first] = await listOpenEntries(pipeline.table, "rss");
    expect(first?.body).toBe("Words 1.\n\n[news.example.org](<https://news.example.org/1>)");
    expect(await getFeedState(pipeline.table, "gone")).toMatchObject({
      reason: { code: "answered", status: 404 },
    });
    expect((await getFeedState(pipeline.table, "rss"))?.failures).toBe(0);
    // A table restored from a backup does not know what it took after that.
    answers.set(feed("rss"), { kind: "fetched", text: rss(item(4)) });
    await findRestored(world);
    await readFeeds({ ...world, tableId: async () => "restored" }, fetchFeed);
    expect(await open("rss")).toHaveLength(3);
  });

  it("leave an edition alone that is with its approvers: what comes later is for a later one", async () => {
    const { pipeline } = await aPipeline();
    const schedule = { cron: "0 9 * * *" };
    const bulletin = { approval: "one", schedule, zone: "UTC", deadlineMinutes: 60 } as const;
    const id = "closed";
    await saveBulletin(pipeline, aBulletin({ id, ...bulletin, feed: "https://a.example/" }), ann);
    const at = async (time: string, ...items: string[]) => {
      const fetched = { kind: "fetched", text: rss(...items) } as const;
      const clock = () => Date.parse(`2026-12-01T${time}:00Z`);
      await readFeeds({ ...pipeline, now: clock }, async () => fetched);
    };
    await at("07:59", item(1));
    await at("08:00", item(1), item(2));
    const open = await listOpenEntries(pipeline.table, id);
    expect(open.map(({ title, notBefore }) => [title, notBefore])).toEqual([
      ["News 1", undefined],
      ["News 2", "2026-12-01T09:01:00.000Z"],
    ]);
  });

  it("that cannot be taken keep no other from being read, and are told of", async () => {
    const { pipeline } = await aPipeline();
    for (const id of ["aa", "bb"])
      await saveBulletin(pipeline, aBulletin({ id, feed: `https://${id}.example/` }), ann);
    const fetchFeed = async (url: string): Promise<FetchedFeed> => {
      if (url.includes("//aa.")) throw new Error("a fault");
      return { kind: "fetched", text: atom };
    };
    const world = { ...pipeline, now: () => now.getTime() };
    await expect(readFeeds(world, fetchFeed)).rejects.toThrow("a fault");
    expect(await listOpenEntries(pipeline.table, "bb")).toHaveLength(1);
  });
});

describe("the items of a feed", () => {
  it("are no old ones, and none without text", () => {
    const old = new Date(now.getTime() - 31 * 86_400_000);
    const bare = "<item><guid>g9</guid></item>";
    expect(readFeedItems(rss(item(1), item(2, old), bare), now)?.map(({ key }) => key)).toEqual([
      "g1",
    ]);
    expect(readFeedItems("<html><body>Not found</body></html>", now)).toBeUndefined();
    expect(readFeedItems("", now)).toBeUndefined();
  });

  it("have a title in words, and a text that is cut where a paragraph ends", () => {
    const long = `&lt;p&gt;${"Words. ".repeat(1_000)}&lt;/p&gt;`.repeat(3);
    const title = "Tea &amp;amp; &lt;b&gt;cake&lt;/b&gt;";
    const link = "<link>https://a.example/1</link>";
    const [read] =
      readFeedItems(
        rss(`<item><title>${title}</title>${link}<description>${long}</description></item>`),
        now,
      ) ?? [];
    expect(read?.title).toBe("Tea & cake");
    expect(read?.body).toMatch(
      /^(Words\. ?)+\n\n…\n\n\[a\.example\]\(<https:\/\/a\.example\/1>\)$/,
    );
  });

  it("are not read from markup that is nested without end", () => {
    expect(readFeedItems(`<rss><channel>${"<item>".repeat(300_000)}`, now)).toBeUndefined();
    expect(htmlToMarkdown(`Words${"<div>".repeat(300_000)}`)).toBe("Words");
  });
});

describe("an item's HTML", () => {
  it.each([
    ["<p>One</p><p>Two<br>lines</p>", "One\n\nTwo\n\nlines"],
    ["<ul><li>One</li><li><p>Two</p></li></ul><p>End</p>", "- One\n- Two\n\nEnd"],
    ["<ol><li>One</li><li></li><li>Three</li></ol>End", "1. One\n3. Three\n\nEnd"],
    ["<ul><li>One</li></ul><ol><li>Two</li></ol>", "- One\n\n1. Two"],
    ["<table><tr><th>Ward</th><td>Beds</td></tr></table>", "Ward · Beds"],
    [
      '<a href="https://example.org/a?b=1">See <b>it</b></a> now',
      "[See it](<https://example.org/a?b=1>) now",
    ],
    ['<a href="javascript:alert(1)">See</a> <a href="http://10.0.0.1/">in</a>', "See in"],
    ["<script>alert(1)</script><style>p{}</style>Words<iframe src=x>in it</iframe>", "Words"],
    ["<h1># Big</h1>", "\\# Big"],
    ["{{ salutation }} and [DATE]", "\\{\\{ salutation \\}\\} and \\[DATE\\]"],
    ["https://evil.example", "https\\://evil.example"],
    ["https&#58;//evil.example", "https\\://evil.example"],
    ["1&#46; One", "1\\. One"],
  ])("becomes plain Markdown: %s", (html, markdown) => {
    expect(htmlToMarkdown(html)).toBe(markdown);
  });

  it("stays text, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), text => {
        const clean = cleanLine(text);
        const [block, ...more] = parseMarkdown(escapeMarkdown(text));
        if (clean === "") {
          expect(block).toBeUndefined();
          return;
        }
        expect([block?.kind, more]).toEqual(["paragraph", []]);
        if (block?.kind === "paragraph") expect(plainWords(block.runs)).toBe(clean);
      }),
      { numRuns: runs(2_000) },
    );
  });
});
