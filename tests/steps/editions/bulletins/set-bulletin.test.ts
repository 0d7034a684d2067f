import { describe, expect, it } from "vitest";
import { newList } from "../../../../functions/core/people/list.ts";
import { setBulletin } from "../../../../functions/steps/editions/bulletins/set-bulletin.ts";
import { saveBulletin } from "../../../../functions/steps/editions/save-bulletin.ts";
import { archiveList } from "../../../../functions/steps/people/lists/change-list.ts";
import { createList } from "../../../../functions/steps/people/lists/create-list.ts";
import { getBulletin, getDueBulletins } from "../../../../functions/store/bulletins/bulletins.ts";
import { aBulletin, ann } from "../../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../../local-pipeline.ts";

const daily = aBulletin({ id: "daily", schedule: { every: "day", at: "09:00" } });
const at = (local: TestPipeline, instant: string) => ({
  ...local.pipeline,
  now: () => Date.parse(instant),
});
const slotsDue = async (local: TestPipeline, now: string) =>
  (await getDueBulletins(local.pipeline.table, new Date(now))).map(({ slot }) =>
    slot.toISOString(),
  );

describe("saving a bulletin", () => {
  it("keeps a slot that has come and that no clock has opened yet", async () => {
    const local = await aPipeline();
    await saveBulletin(at(local, "2027-01-04T12:00:00Z"), daily, ann);
    const late = at(local, "2027-01-05T09:00:20Z");
    await saveBulletin(late, { ...daily, name: "Daily letters" }, ann);
    expect(await slotsDue(local, "2027-01-05T09:00:30Z")).toEqual(["2027-01-05T09:00:00.000Z"]);
  });

  it("drops such a slot if the new schedule lacks it", async () => {
    const local = await aPipeline();
    await saveBulletin(at(local, "2027-01-04T12:00:00Z"), daily, ann);
    const late = at(local, "2027-01-05T09:00:20Z");
    await saveBulletin(late, { ...daily, schedule: { every: "day", at: "15:00" } }, ann);
    expect(await slotsDue(local, "2027-01-05T09:00:30Z")).toEqual([]);
    expect(await slotsDue(local, "2027-01-06T00:00:00Z")).toEqual(["2027-01-05T15:00:00.000Z"]);
  });
});

describe("setting a bulletin", () => {
  it("refuses unknown and archived lists, other domains and dates in the past, all at once", async () => {
    const local = await aPipeline();
    const place = Object.assign(at(local, "2027-01-04T12:00:00Z"), {
      senderDomain: "letters.example.org",
    });
    for (const id of ["staff", "old"]) await createList(place, newList({ id, name: id }), ann);
    await archiveList(place, "old", true, ann);
    const bad = aBulletin({
      lists: ["staff", "old", "nobody"],
      schedule: { once: "2027-01-04T11:59" },
    });
    const refused = await setBulletin(place, bad, ann);
    expect(refused).toEqual({
      kind: "refused",
      problems: [
        {
          code: "sender-elsewhere",
          given: "harbour-health.example",
          domain: "letters.example.org",
        },
        { code: "no-date" },
        { code: "list-archived", list: "old" },
        { code: "list-unknown", list: "nobody" },
      ],
    });
    expect(await getBulletin(place.table, bad.id)).toBeUndefined();
  });

  it("keeps an archived list that it has, dates changed by hand and the pause", async () => {
    const local = await aPipeline();
    const place = at(local, "2027-01-04T12:00:00Z");
    await createList(place, newList({ id: "staff", name: "Staff" }), ann);
    const stored = {
      ...daily,
      exceptions: [{ skip: "2027-01-08" }],
      pausedAt: "2027-01-01T00:00:00.000Z",
    };
    await saveBulletin(place, stored, ann);
    await archiveList(place, "staff", true, ann);
    const set = await setBulletin(place, { ...daily, name: "Daily letters" }, ann);
    expect(set.kind).toBe("changed");
    expect(await getBulletin(place.table, "daily")).toEqual({ ...stored, name: "Daily letters" });
  });
});
