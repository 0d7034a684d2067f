import { describe, expect, it } from "vitest";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { saveBulletin } from "../../../functions/steps/editions/save-bulletin.ts";
import { getBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { putFeedState } from "../../../functions/store/bulletins/feed-states.ts";
import { allFields, typedOf } from "../../../functions/web/bulletins/form/bulletin-form.ts";
import { localSignIn } from "../../../infra/local/site/sign-in-site.tsx";
import { ann } from "../../examples/builders.ts";
import {
  aSite,
  bulletin,
  hiddenFields,
  post,
  type Site,
  sessionOf,
  storeEntry,
} from "../a-served-site.ts";
import { postFields } from "./a-new-bulletin.ts";

const here = `/bulletins/${bulletin.id}`;
const stored = (site: Site) => getBulletin(site.pipeline.table, bulletin.id);

/** The settings as the page sends them, with some changed. */
async function save(site: Site, changed: Readonly<Record<string, string>>, seen?: string) {
  const now = await stored(site);
  const typed = now ? typedOf(now) : {};
  const opened = hiddenFields(await (await site.request(`${here}/settings`)).text());
  return postFields(site, `${here}/settings`, [
    ["seen", seen ?? opened.seen ?? ""],
    ...allFields.flatMap(name =>
      (changed[name] === undefined ? (typed[name] ?? []) : [changed[name]]).map(
        value => [name, value] as const,
      ),
    ),
  ]);
}

describe("the settings of a bulletin", () => {
  it("say that weaker rules of approval wait for another person, who alone can confirm them", async () => {
    const site = await aSite();
    await saveBulletin(site.pipeline, { ...bulletin, approval: "one" }, ann);
    const saved = await save(site, { approve_by_link: "yes" });
    const own = await (await site.request(saved.headers.get("Location") ?? "")).text();
    expect(own).toContain("The settings are saved, except who approves");
    expect(own).toContain("Withdraw the new rules");
    expect(own).not.toContain("Confirm the new rules");
    const { session } = await localSignIn(site.pipeline);
    const Cookie = await sessionOf(site.pipeline, session, "operator");
    const settings = await site.request(`${here}/settings`, { headers: { Cookie } });
    expect(await settings.text()).toContain("Confirm the new rules");
  });

  it("stay as they are if nothing is changed, and change as typed", async () => {
    const site = await aSite();
    const before = { ...bulletin, schedule: { every: "week", on: ["tuesday"], at: "09:00" } };
    await saveBulletin(site.pipeline, before, ann);
    expect((await save(site, {})).status).toBe(303);
    expect(await stored(site)).toEqual(before);
    const changed = await save(site, {
      subject: "{{bulletin}}: {{date}}",
      template: "sections",
      summary_words: "120",
      list_style: "semicolons",
      footer_privacy: "https://example.org/privacy",
      bounce_percent: "5",
      complaint_percent: "0.3",
      breaker_after: "500",
      deferred_after: "0",
      keep_days: "90",
      approval: "another",
      deadline: "4 hours",
      approvers: "ann@example.org, ben@example.org\ncy@example.org",
      late: "send",
      late_hours: "6",
      hold_minutes: "10",
      archive: "public",
      feed: "https://news.example.org/feed.xml",
      frequency: "month",
      month_days: "first Monday, 15",
    });
    expect(changed.headers.get("Location")).toBe(`${here}/settings?saved`);
    expect(await stored(site)).toEqual({
      ...before,
      subject: "{{bulletin}}: {{date}}",
      template: "sections",
      summaryWords: 120,
      listStyle: "semicolons",
      footer: { privacyUrl: "https://example.org/privacy" },
      breaker: { bouncePercent: 5, complaintPercent: 0.3, after: 500 },
      deferredAfter: 0,
      keepDays: 90,
      approval: "another",
      deadlineMinutes: 240,
      approvers: [
        { address: "ann@example.org", deputy: "ben@example.org" },
        { address: "cy@example.org" },
      ],
      late: { rule: "send", withinHours: 6 },
      holdMinutes: 10,
      archive: "public",
      feed: "https://news.example.org/feed.xml",
      schedule: { every: "month", on: ["first monday", "15"], at: "09:00" },
    });
  });

  it("keep a schedule that the page has no fields for", async () => {
    const site = await aSite();
    const schedule = { every: "10 days", at: "09:00", from: "2026-12-01" };
    await saveBulletin(site.pipeline, { ...bulletin, schedule }, ann);
    const page = await (await site.request(`${here}/settings`)).text();
    expect(page).toContain("Every 10 days at 09:00, from Tuesday 1 December 2026");
    await save(site, { name: "Care news" });
    expect(await stored(site)).toMatchObject({ name: "Care news", schedule });
  });

  it("say what became of the latest reading of the feed", async () => {
    const site = await aSite();
    const page = async () => (await site.request(`${here}/settings`)).text();
    const url = "https://news.example.org/feed.xml";
    await saveBulletin(site.pipeline, { ...bulletin, feed: url }, ann);
    const read = { url, at: "2026-12-01T09:00:00.000Z", failures: 0 };
    await putFeedState(site.pipeline.table, bulletin.id, read);
    expect(await page()).toContain("It had no new item yet.");
    const reason = { code: "answered", status: 404 } as const;
    await putFeedState(site.pipeline.table, bulletin.id, { ...read, failures: 1, reason });
    expect(await page()).toContain("Its server answered with 404.");
    for (const [error, says] of [
      ["ENOTFOUND", "There is no server of this name."],
      ["ERR_TLS_CERT_ALTNAME_INVALID", "cannot be trusted (ERR_TLS_CERT_ALTNAME_INVALID)."],
      ["ECONNRESET", "It could not be reached (ECONNRESET)."],
    ] as const) {
      const unreachable = { code: "unreachable", error } as const;
      await putFeedState(site.pipeline.table, bulletin.id, { ...read, reason: unreachable });
      expect(await page()).toContain(says);
    }
  });

  it("are not saved over a newer version by accident", async () => {
    const site = await aSite();
    const { seen } = hiddenFields(await (await site.request(`${here}/settings`)).text());
    await saveBulletin(site.pipeline, { ...bulletin, name: "Newer" }, ann);
    const late = await save(site, { name: "Older" }, seen);
    expect(late.status).toBe(409);
    expect(await late.text()).toMatch(/These settings were changed by Dr A. Jones/);
    expect(await stored(site)).toMatchObject({ name: "Newer" });
  });

  it("refuse what cannot be used", async () => {
    const site = await aSite();
    const wrong: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
      [{ bounce_percent: "many" }, /The share of bounces/],
      [{ subject: "{{title}}" }, /The subject has \{\{title\}\}/],
      [{ footer_privacy: "x" }, /The privacy link is not a link/],
      [{ lists: "" }, /Choose at least one list/],
      [{ deadline: "tomorrow" }, /The copy deadline must be a time of 30 days at most/],
      [{ approvers: "ann" }, /An approver’s address is not an email address/],
      [
        { feed: "http://news.example.org/feed.xml" },
        /The address of the feed must be an address that begins with https:/,
      ],
      [{ late_hours: "soon" }, /The number of hours must be/],
    ];
    for (const [changed, message] of wrong) {
      const refused = await save(site, changed);
      expect(refused.status).toBe(400);
      expect((await refused.text()).replaceAll("&#123;", "{")).toMatch(message);
    }
    expect(await stored(site)).toEqual(bulletin);
  });

  it("pause, resume, archive and restore the bulletin, and say who did", async () => {
    const site = await aSite();
    const press = (state: string) => post(site, `${here}/state`, { state });
    expect((await press("pause")).status).toBe(303);
    expect(await (await site.request(`${here}/settings`)).text()).toContain(
      "Paused by Siân O’Connor",
    );
    expect(await (await site.request("/")).text()).toContain("Paused.");
    await press("resume");
    expect(await stored(site)).toEqual(bulletin);
    await press("archive");
    expect(await (await site.request("/")).text()).toContain("Archived.");
    expect(await (await site.request(here)).text()).not.toContain("Add an entry");
    await press("restore");
    expect(await stored(site)).toEqual(bulletin);
    expect((await press("explode")).status).toBe(404);
  });
});

describe("deleting a bulletin", () => {
  it("takes an archived bulletin without editions, with its entries", async () => {
    const site = await aSite();
    const entry = await storeEntry(site);
    expect(await (await site.request(`${here}/delete`)).text()).toContain("Archive the bulletin");
    expect((await post(site, `${here}/delete`, {})).status).toBe(409);
    await post(site, `${here}/state`, { state: "archive" });
    expect((await post(site, `${here}/delete`, {})).headers.get("Location")).toBe("/");
    expect(await stored(site)).toBeUndefined();
    await saveBulletin(site.pipeline, bulletin, ann);
    expect((await site.request(`${here}/entries/${entry.id}`)).status).toBe(404);
  });

  it("is refused once there is an edition", async () => {
    const site = await aSite();
    await storeEntry(site);
    const slot = new Date("2026-11-24T09:00:00Z");
    await composeEdition(site.pipeline, site.template, { bulletin, slot, by: ann });
    await post(site, `${here}/state`, { state: "archive" });
    expect((await post(site, `${here}/delete`, {})).status).toBe(409);
    expect(await stored(site)).toBeDefined();
  });
});
