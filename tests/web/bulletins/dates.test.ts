import { describe, expect, it } from "vitest";
import { nextSlots } from "../../../functions/core/bulletins/schedule/next-slot.ts";
import { wallMinuteText } from "../../../functions/core/bulletins/schedule/wall-minute.ts";
import { saveBulletin } from "../../../functions/steps/editions/save-bulletin.ts";
import { getBulletin, getDueBulletins } from "../../../functions/store/bulletins/bulletins.ts";
import { ann } from "../../examples/builders.ts";
import { aSite, bulletin, post, type Site } from "../a-served-site.ts";

const here = `/bulletins/${bulletin.id}/dates`;
const utc = { ...bulletin, zone: "UTC", schedule: { every: "day", at: "09:00" } };

async function aDailySite() {
  const site = await aSite();
  await saveBulletin(site.pipeline, utc, ann);
  const dates = nextSlots(utc, new Date(site.pipeline.now() + 60_000), 3).map(slot =>
    wallMinuteText(slot.getTime()),
  );
  return { site, dates };
}

const change = (site: Site, date: string, go: string, to = "") =>
  post(site, here, { date, go, [`to-${date.replace(/\D/g, "")}`]: to });
const exceptions = async (site: Site) =>
  (await getBulletin(site.pipeline.table, bulletin.id))?.exceptions;

describe("the next dates of a bulletin", () => {
  it("are ten, and one can be skipped, moved and put back", async () => {
    const { site, dates } = await aDailySite();
    const [, second = "", third = ""] = dates;
    expect((await (await site.request(here)).text()).match(/Skip this date/g)).toHaveLength(10);
    expect((await change(site, second, "skip")).status).toBe(303);
    expect(await (await site.request(here)).text()).toContain("Skipped by hand.");
    const to = `${third.slice(0, 10)} 8:30`;
    await change(site, third, "move", to);
    expect(await (await site.request(here)).text()).toContain("Moved by hand from ");
    const moved = `${third.slice(0, 10)}T08:30`;
    expect(await exceptions(site)).toEqual([{ skip: second }, { move: third, to: moved }]);
    const due = await getDueBulletins(site.pipeline.table, new Date(`${dates[0]}Z`));
    expect(due.map(({ slot }) => wallMinuteText(slot.getTime()))).toEqual([dates[0]]);
    await change(site, second, "restore");
    await change(site, third, "move", third);
    expect(await exceptions(site)).toEqual([]);
  });

  it.each([
    ["a new time that is none", "move", "tomorrow", /Enter a date and time, such as/],
    ["a new time in the past", "move", "2020-01-01 09:00", /in the future/],
  ])("refuse %s", async (_name, go, to, message) => {
    const { site, dates } = await aDailySite();
    const refused = await change(site, dates[1] ?? "", go, to);
    expect([refused.status, await exceptions(site)]).toEqual([400, undefined]);
    expect(await refused.text()).toMatch(message);
  });

  it("refuse a date that the schedule does not have, or that is past", async () => {
    const { site } = await aDailySite();
    for (const date of ["2027-01-01T10:00", "2020-01-01T09:00", "2027-13-01T09:00", "x"])
      expect((await change(site, date, "skip")).status, date).toBe(400);
    expect(await exceptions(site)).toBeUndefined();
  });
});
