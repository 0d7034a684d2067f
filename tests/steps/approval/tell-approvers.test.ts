import { describe, expect, it } from "vitest";
import { approveEdition } from "../../../functions/steps/approval/approve-edition.ts";
import { askForChanges } from "../../../functions/steps/approval/ask-for-changes.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { letterTo } from "../an-edition.ts";
import { aBulletinToApprove, ada, minutes, slot } from "./a-bulletin-to-approve.ts";

const deadline = slot.getTime() - minutes(1_440);
const at = "harbour-health.example";
const about = "Harbour Letters, Tuesday 1 December 2026, 09:00 (London)";

describe("the people who can act", () => {
  it("are told once each, however many clocks run: asked, asked again, reminded, and told that it is late", async () => {
    const a = await aBulletinToApprove({ late: { rule: "send", withinHours: 2 } });
    await a.write("one", "Words.");
    await Promise.all([a.tick(deadline), a.tick(deadline)]);
    await a.tick(deadline + minutes(1));
    expect(a.mailTo(`ada@${at}`)).toEqual([`Approve: ${about}`]);
    expect(a.mailTo(`ben@${at}`)).toEqual([`Approve: ${about}`]);
    expect([...a.mailTo(`eve@${at}`), ...a.mailTo(`olu@${at}`)]).toEqual([]);
    const { hash = "" } = (await a.edition()) ?? {};
    const yes = { edition: a.id, hash, by: ada };
    await approveEdition(a.at(deadline + minutes(2)), a.template, yes);
    await a.write("one", "Other words.", deadline + minutes(3));
    await a.tick(deadline + minutes(4));
    const again = String((await letterTo(a, `ada@${at}`)).text);
    expect(again).toContain("What changed:\n- “About one” was changed by Eve.");
    await a.tick(slot.getTime() - minutes(115));
    await a.tick(slot.getTime() - minutes(114));
    await a.tick(slot.getTime() + minutes(11));
    await a.tick(slot.getTime() + minutes(12));
    const told = [`Not sent: ${about}`, `Reminder: approve: ${about}`, `Approve again: ${about}`];
    expect(a.mailTo(`ada@${at}`)).toEqual([...told, `Approve: ${about}`]);
    expect(a.mailTo(`olu@${at}`)).toEqual([`Not sent: ${about}`]);
    await Promise.all([1, 2].map(() => a.tick(slot.getTime() + minutes(121))));
    await a.tick(slot.getTime() + minutes(125));
    expect(a.mailTo(`eve@${at}`)).toEqual([`Skipped: ${about}`]);
    expect(a.mailTo(`olu@${at}`)).toEqual([`Skipped: ${about}`, `Not sent: ${about}`]);
  });

  it("are the bulletin's approvers at first, with their deputies near the date; editors hear of wanted changes", async () => {
    const approvers = [{ address: `ada@${at}`, deputy: `ben@${at}` }];
    const a = await aBulletinToApprove({ approvers, approveByLink: false });
    await a.write("one", "Words.");
    await a.tick(deadline);
    expect([a.mailTo(`ada@${at}`).length, a.mailTo(`ben@${at}`).length]).toEqual([1, 0]);
    const { hash = "" } = (await a.edition()) ?? {};
    const no = { edition: a.id, hash, comment: "Shorter.", by: ada };
    await askForChanges(a.at(deadline + 1), no);
    await a.tick(deadline + 2);
    expect(a.mailTo(`eve@${at}`)).toEqual([`Changes wanted: ${about}`]);
    await a.tick(slot.getTime() - minutes(30));
    expect(a.mailTo(`ben@${at}`)[0]).toBe(`Reminder: approve: ${about}`);
  });

  it("are not those who wrote, if another person must approve", async () => {
    const a = await aBulletinToApprove({ approval: "another" });
    await a.write("one", "Words.", undefined, ada);
    await a.tick(deadline);
    expect([a.mailTo(`ada@${at}`).length, a.mailTo(`ben@${at}`).length]).toEqual([0, 1]);
  });

  it("get an email about a paused edition, once for each pause", async () => {
    const a = await aBulletinToApprove({ approval: "none", holdMinutes: 5 });
    await a.write("one", "Words.");
    await a.tick(slot);
    await holdEdition(a.at(slot), { id: a.id, status: "addressing" }, { code: "paused" }, ada);
    for (const minute of [1, 2]) await a.tick(slot.getTime() + minutes(minute));
    expect(a.mailTo(`olu@${at}`)).toEqual([`Paused: ${about}`]);
    expect(a.mailTo(`eve@${at}`)).toEqual([]);
  });

  it("get the email at the next tick, if SES could not take it", async () => {
    const a = await aBulletinToApprove();
    await a.write("one", "Words.");
    a.ses.faults.set({ throttle: { count: 2 } });
    await a.tick(deadline);
    expect(a.mailTo(`ada@${at}`)).toEqual([]);
    await a.tick(deadline + minutes(1));
    expect([a.mailTo(`ada@${at}`).length, a.mailTo(`ben@${at}`).length]).toEqual([1, 1]);
  });
});

describe("the look ahead at the copy deadline", () => {
  it("is taken again near the date, once: an entry may have come, and a list may be empty by then", async () => {
    const a = await aBulletinToApprove({ approval: "none", lists: [] });
    await a.tick(deadline);
    await a.write("one", "Words.", deadline + 1);
    for (const before of [121, 119, 118]) await a.tick(slot.getTime() - minutes(before));
    expect(a.mailTo(`olu@${at}`)).toEqual([`Check before it is sent: ${about}`]);
  });

  it("tells then, and once, what would keep the edition back", async () => {
    const a = await aBulletinToApprove({ approval: "another", lists: [], signatories: [] });
    await a.write("one", "Words.", undefined, ada);
    const quota = async () => ({ maxSendRate: 10, max24HourSend: 200, remaining: 200 });
    a.ses.setUp({ identities: {} });
    for (const ms of [0, 60_000]) await runClock({ ...a.at(deadline + ms), quota }, a.template);
    expect(a.mailTo(`olu@${at}`)).toEqual([`Check before it is sent: ${about}`]);
    expect(a.mailTo(`eve@${at}`)).toEqual([`Check before it is sent: ${about}`]);
    const line = a.logged.find(each => each.includes('"looked-ahead"')) ?? "";
    expect(JSON.parse(line).problems).toBe("letter-incomplete nobody-listed sender-unknown");
  });

  it("is silent if all is well, or nothing is due", async () => {
    const a = await aBulletinToApprove({ approval: "none" });
    await a.tick(deadline);
    await a.write("one", "Words.", deadline + 1);
    await a.tick(deadline + minutes(1));
    expect(a.ses.outbox.size()).toBe(0);
  });
});
