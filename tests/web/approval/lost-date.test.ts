import { describe, expect, it } from "vitest";
import { changeDate } from "../../../functions/steps/editions/bulletins/change-date.ts";
import { pauseBulletin } from "../../../functions/steps/editions/bulletins/pause-bulletin.ts";
import { saveBulletin } from "../../../functions/steps/editions/save-bulletin.ts";
import { allFields, typedOf } from "../../../functions/web/bulletins/form/bulletin-form.ts";
import { letterTo } from "../../steps/an-edition.ts";
import {
  aBulletinToApprove,
  eve,
  minutes,
  nextWeek,
  slot,
} from "../../steps/approval/a-bulletin-to-approve.ts";
import { hiddenFields } from "../a-served-site.ts";
import { linkOf, siteAt } from "./a-site-at.ts";

const deadline = slot.getTime() - minutes(1_440);
const gone = "Date removed: Harbour Letters, Tuesday 1 December 2026, 09:00 (London)";
const noDate = "The bulletin does not have this date any more, so nothing is sent then.";
const friday = { every: "week", on: ["friday"], at: "09:00" };
const skip = { kind: "skip", date: "2026-12-01T09:00" } as const;

async function aWaitingEdition() {
  const a = await aBulletinToApprove();
  await a.write("one", "Words.");
  await a.tick(deadline);
  return a;
}

describe("a bulletin that loses the date for which an edition waits", () => {
  it("tells everyone who can act once, and names the next date on every page", async () => {
    const a = await aWaitingEdition();
    await changeDate(a.at(deadline + 1), "weekly", skip, eve);
    await Promise.all([a.tick(deadline + minutes(1)), a.tick(deadline + minutes(1))]);
    await a.tick(deadline + minutes(2));
    for (const name of ["eve", "olu", "ada"]) {
      const mails = a.mailTo(`${name}@harbour-health.example`);
      expect(mails.filter(subject => subject === gone)).toHaveLength(1);
    }
    expect(String((await letterTo(a, "eve@harbour-health.example")).text)).toContain(
      "Its entries go to the edition of Tuesday 8 December 2026, 09:00 (London).",
    );
    const { ask, byLink } = await siteAt(a, deadline + minutes(3));
    const next = (await ask("/bulletins/weekly")).html;
    expect(next).toContain(noDate);
    expect(next).toContain("Its entries go to the edition of Tuesday 8 December 2026");
    expect(next).not.toContain("Review and approve");
    for (const { html } of [
      await ask(`/bulletins/weekly/approve?date=${slot.toISOString()}`),
      await byLink(await linkOf(a)),
    ]) {
      expect(html).toContain(noDate);
      expect(html).not.toContain("Approve for");
    }
    await a.tick(slot);
    expect((await a.edition())?.status).toBe("skipped");
    await a.tick(nextWeek.getTime() - minutes(60));
    expect(await a.edition(nextWeek)).toMatchObject({ status: "waiting", entries: ["one"] });
  });

  it("tells again if the date comes back and goes again, and not if it is back", async () => {
    const a = await aWaitingEdition();
    const told = () => a.mailTo("eve@harbour-health.example").filter(each => each === gone).length;
    await pauseBulletin(a.at(deadline + 1), "weekly", "pause", eve);
    await a.tick(deadline + minutes(1));
    expect(told()).toBe(1);
    await pauseBulletin(a.at(deadline + minutes(2)), "weekly", "resume", eve);
    await a.tick(deadline + minutes(3));
    expect(told()).toBe(1);
    await changeDate(a.at(deadline + minutes(4)), "weekly", skip, eve);
    await a.tick(deadline + minutes(5));
    expect(told()).toBe(2);
  });

  it("shows an earlier date first, if the new schedule has one", async () => {
    const a = await aWaitingEdition();
    const daily = { ...(await a.bulletin()), schedule: { every: "day", at: "10:00" } } as const;
    await saveBulletin(a.at(deadline + minutes(1)), daily, eve);
    const { ask } = await siteAt(a, deadline + minutes(2));
    const next = (await ask("/bulletins/weekly")).html;
    expect(next).toContain("Edition of Monday 30 November 2026, 10:00 (London)");
  });

  it("says so on the pages before it is saved: the settings, the dates, and a pause", async () => {
    const a = await aWaitingEdition();
    const { ask } = await siteAt(a, deadline + minutes(1), "operator", "olu");
    const dates = (await ask("/bulletins/weekly/dates")).html;
    expect(dates).toContain("An edition waits for this date. If you skip or move it,");
    const settings = (await ask("/bulletins/weekly/settings")).html;
    expect(settings).toContain("If you pause or archive the bulletin, it is not sent then.");
    const typed = typedOf({ ...(await a.bulletin()), schedule: friday });
    const fields = Object.fromEntries([
      ["seen", hiddenFields(settings).seen ?? ""],
      ...allFields.flatMap(name => (typed[name] ?? []).map(value => [name, value])),
    ]);
    const asked = await ask("/bulletins/weekly/settings", fields);
    expect(asked.status).toBe(409);
    expect(asked.html).toContain(
      "An edition waits for Tuesday 1 December 2026, 09:00 (London), and the new settings do not have this date. Its entries go to the edition of Friday 4 December 2026, 09:00 (London). Save again to go on",
    );
    expect(await a.bulletin()).toMatchObject({ schedule: { cron: "0 9 * * 2" } });
    const again = { ...fields, ...hiddenFields(asked.html) };
    expect((await ask("/bulletins/weekly/settings", again)).status).toBe(303);
    expect(await a.bulletin()).toMatchObject({ schedule: friday });
  });
});
