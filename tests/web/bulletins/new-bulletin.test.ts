import { describe, expect, it } from "vitest";
import { getBulletin, listBulletins } from "../../../functions/store/bulletins/bulletins.ts";
import { listHistory } from "../../../functions/store/history/histories.ts";
import type { Site } from "../a-served-site.ts";
import { aSiteWithList, type FormFields, fieldsOf, postFields, steps } from "./a-new-bulletin.ts";

const path = "/bulletins/new";

/** Goes through the steps as a browser does, with some fields changed. Returns the last page. */
async function goThrough(site: Site, changed: Readonly<Record<string, string>> = {}) {
  const known = steps.flat().map(([name]) => name);
  // Of the last step: the day of a month, a cron expression.
  const more: FormFields = Object.entries(changed).filter(([name]) => !known.includes(name));
  let html = await (await site.request(path)).text();
  for (const [index, step] of steps.entries()) {
    const typed = step.map(([name, value]) => [name, changed[name] ?? value] as const);
    const last = index === steps.length - 1 ? more : [];
    const fields: FormFields = [...fieldsOf(html), ...typed, ...last, ["go", "on"]];
    const answer = await postFields(site, path, fields);
    html = await answer.text();
    if (answer.status !== 200) return { status: answer.status, html };
    // The step that asks for the lists.
    if (index === 1) expect(html).toContain("Leaders of care (3 people)");
  }
  return { status: 200, html };
}

const create = (site: Site, html: string) =>
  postFields(site, path, [...fieldsOf(html), ["go", "create"]]);

describe("a new bulletin", () => {
  it("is made in four steps, and shows its next dates before it is stored", async () => {
    const site = await aSiteWithList();
    const { html } = await goThrough(site);
    expect(html).toContain("Check and create");
    expect(html).toContain("Every 2 weeks on Tuesday at 09:00, from Tuesday 15 December 2026");
    // 15 December is an own holiday, and 29 December is after the substitute of Boxing Day.
    expect(html).toContain("Wednesday 16 December 2026, 09:00 (London)");
    expect(html).toContain("Instead of Tuesday 15 December 2026, 09:00: own holiday.");
    expect(html).toContain("Tuesday 29 December 2026, 09:00 (London)");
    expect(await listBulletins(site.pipeline.table)).toHaveLength(1);

    const created = await create(site, html);
    expect([created.status, created.headers.get("Location")]).toEqual([
      303,
      "/bulletins/ward-news",
    ]);
    expect(await getBulletin(site.pipeline.table, "ward-news")).toEqual({
      id: "ward-news",
      name: "Ward News",
      organisation: "Harbour Health Trust",
      composition: "digest",
      language: "en-GB",
      sender: {
        from: "Ward News <letters@harbour-health.example>",
        replyTo: "answers@harbour-health.example",
      },
      salutation: "Dear colleague,",
      signOff: "Warmly,",
      signatories: [
        {
          name: "Dr Siân O’Brien",
          postNominals: "FRCP",
          role: ["Medical Director", "Harbour Health Trust"],
        },
        { name: "Ada King", postNominals: "", role: [] },
      ],
      lists: ["care-leaders"],
      zone: "Europe/London",
      schedule: { every: "2 weeks", on: ["tuesday"], at: "09:00", from: "2026-12-15" },
      holidays: { calendar: "england", dates: ["2026-12-15"], rule: "after" },
      approval: "another",
      uncertain: "hold",
    });
    const [first] = await listHistory(
      site.pipeline.table,
      { kind: "bulletin", id: "ward-news" },
      5,
    );
    expect(first).toMatchObject({ by: { kind: "person", name: "Siân O’Connor" } });
  });

  it("is created once if its form is sent twice", async () => {
    const site = await aSiteWithList();
    const { html } = await goThrough(site);
    const answers = await Promise.all([create(site, html), create(site, html)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const history = { kind: "bulletin", id: "ward-news" } as const;
    expect(await listHistory(site.pipeline.table, history, 5)).toHaveLength(1);
  });

  it("goes back without losing anything", async () => {
    const site = await aSiteWithList();
    const { html } = await goThrough(site);
    let page = html;
    for (const visible of [[], ...steps.slice(1).toReversed()]) {
      const fields: FormFields = [...fieldsOf(page), ...visible, ["go", "back"]];
      page = await (await postFields(site, path, fields)).text();
    }
    expect(page).toContain('value="Ward News"');
    expect(page).toMatch(/name="lists" value="care-leaders"/);
  });

  it("is not made with what cannot be used, and says what to correct", async () => {
    const site = await aSiteWithList();
    const wrong: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
      ["no name", { name: "" }, /Enter the bulletin’s name/],
      ["the id of another bulletin", { id: "care-weekly" }, /Another bulletin has this short name/],
      ["a name that makes no id", { name: "你好" }, /The short name must be 2 to 40/],
      ["a language that is none", { language: "English" }, /The language is not a language tag/],
      ["a sender that is none", { from: "letters" }, /The sender is not a mailbox/],
      ["no list", { lists: "" }, /Choose at least one list/],
      ["a list that nobody created", { lists: "nobody" }, /There is no list “nobody”/],
      ["no time", { at: "" }, /Enter a time, such as 09:00/],
      ["a time that is none", { at: "25:00" }, /The time must be a time such as 09:00/],
      ["no first date", { from_date: "" }, /Enter the first date/],
      ["a first date that is none", { from_date: "1 December" }, /The first date is not a date/],
      ["no weekday", { frequency: "week" }, /Choose at least one day/],
      [
        "no day of the month",
        { frequency: "month" },
        /Enter a date, or words such as first Monday/,
      ],
      [
        "a date in the past",
        { frequency: "once", once_date: "2020-01-01" },
        /no date from today on/,
      ],
      ["a cron of seconds", { frequency: "cron", cron: "* * * * * *" }, /more than five fields/],
      [
        "an own holiday that is none",
        { own_holidays: "Christmas" },
        /An own holiday is not a date/,
      ],
      ["an unknown zone", { zone: "Europe/Lundon" }, /The time zone is not a time zone/],
    ];
    for (const [what, changed, message] of wrong) {
      const { status, html } = await goThrough(site, changed);
      expect(status, what).toBe(400);
      expect(html, what).toMatch(message);
      expect(html, what).toContain("There is a problem");
      expect(html.match(/govuk-error-message/g), what).toHaveLength(1);
    }
    expect(await listBulletins(site.pipeline.table)).toHaveLength(1);
  });

  it("is not made of a body that is no form", async () => {
    const site = await aSiteWithList();
    const headers = { Origin: "http://localhost", "Content-Type": "application/json" };
    const sent = { method: "POST", body: "{}", headers };
    expect((await site.request(path, sent)).status).toBe(400);
  });

  it("has a sender at the stage's domain only", async () => {
    const site = await aSiteWithList();
    Object.assign(site.pipeline, { senderDomain: "letters.example.org" });
    const { status, html } = await goThrough(site);
    expect(status).toBe(400);
    expect(html).toContain("sends from addresses at letters.example.org only");
    expect(html).toContain("Sender and signatories");
  });
});
