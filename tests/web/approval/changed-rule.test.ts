import { describe, expect, it } from "vitest";
import { actorOf } from "../../../functions/core/access/actor.ts";
import type { ApprovalRule } from "../../../functions/core/bulletins/approval/approval-rules.ts";
import { approveEdition } from "../../../functions/steps/approval/approve-edition.ts";
import { askForChanges } from "../../../functions/steps/approval/ask-for-changes.ts";
import { proposeEdition } from "../../../functions/steps/approval/propose-edition.ts";
import { reviewBulletin } from "../../../functions/steps/approval/review-bulletin.ts";
import { undoEdition } from "../../../functions/steps/approval/undo-edition.ts";
import { decideRules } from "../../../functions/steps/editions/bulletins/decide-rules.ts";
import { setBulletin } from "../../../functions/steps/editions/bulletins/set-bulletin.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import {
  type Approving,
  aBulletinToApprove,
  ada,
  ben,
  eve,
  minutes,
  slot,
} from "../../steps/approval/a-bulletin-to-approve.ts";
import { linkOf, siteAt } from "./a-site-at.ts";

const olu = actorOf({ sub: "olu", name: "Olu" });
const deadline = slot.getTime() - minutes(1_440);
const about = "Harbour Letters, Tuesday 1 December 2026, 09:00 (London)";
const noneNeeded =
  "The bulletin asks for no approval. The letter is sent on Tuesday 1 December 2026, 09:00 (London).";

/** Changes the rule as the settings page does. A second member confirms a weaker one. */
async function change(a: Approving, approval: ApprovalRule, when: number): Promise<void> {
  const place = a.at(when);
  await setBulletin(place, { ...(await a.bulletin()), approval }, olu);
  await decideRules(place, "weekly", "confirm", ben as Extract<typeof ben, { kind: "person" }>);
  await reviewBulletin(place, a.template, "weekly");
  expect((await a.bulletin()).approval).toBe(approval);
}

const yes = async (a: Approving, when: number, by = ada) =>
  approveEdition(a.at(when), a.template, {
    edition: a.id,
    hash: (await a.edition())?.hash ?? "",
    by,
  });

const pages = [
  "/",
  "/bulletins/weekly",
  "/bulletins/weekly/editions",
  `/bulletins/weekly/approve?date=${slot.toISOString()}`,
];

describe("a bulletin that asks for no approval any more, while an edition waits", () => {
  it.each(["one", "another"] as const)(
    "after the rule %s: sends it at its date, and every page says so",
    async rule => {
      const a = await aBulletinToApprove({ approval: rule });
      await a.write("one", "Words.");
      await a.tick(deadline);
      const [link, { id, hash = "" }] = [await linkOf(a), (await a.edition()) ?? { id: "" }];
      const before = await siteAt(a, deadline + minutes(1));
      for (const page of pages) expect((await before.ask(page)).html).toContain("Waiting for app");
      await change(a, "none", deadline + minutes(2));
      const { ask, byLink } = await siteAt(a, deadline + minutes(3));
      for (const page of [...pages, `/editions/${id}`]) {
        const { html } = await ask(page);
        expect(html).toContain("Collecting");
        expect(html).not.toMatch(/Waiting for approval|Needs you|Review and approve/);
      }
      const next = (await ask("/bulletins/weekly")).html;
      expect(next).toContain("It is sent at that time. It needs no approval.");
      const date = slot.toISOString();
      for (const { status, html } of [
        await byLink(link),
        await byLink(link, {}),
        await byLink(`${link}/changes`, { comment: "Shorter." }),
        await ask("/bulletins/weekly/approve", { date, hash }),
        await ask("/bulletins/weekly/approve/changes", { date, hash, comment: "Shorter." }),
      ]) {
        expect([409, 410]).toContain(status);
        expect(html).toContain(noneNeeded);
      }
      const mails = a.mailTo("ben@harbour-health.example").length;
      await a.tick(slot.getTime() - minutes(60));
      expect(a.mailTo("ben@harbour-health.example").length).toBe(mails);
      await a.tick(slot);
      expect(await a.edition()).toMatchObject({ status: "addressing", hash });
    },
  );

  it("does not send what missed its date: a person still says yes", async () => {
    const a = await aBulletinToApprove();
    await a.write("one", "Words.");
    await a.tick(slot);
    await change(a, "none", slot.getTime() + minutes(30));
    await a.tick(slot.getTime() + minutes(31));
    expect((await a.edition())?.status).toBe("waiting");
    const { ask, byLink } = await siteAt(a, slot.getTime() + minutes(32));
    const next = (await ask("/bulletins/weekly")).html;
    expect(next).toContain(
      "Its date has passed. It is sent as soon as an approver has approved it, until Wednesday 2 December 2026, 09:00 (London).",
    );
    expect(next).toContain("Review and approve");
    expect((await ask("/")).html).toContain("Needs you");
    expect((await byLink(await linkOf(a), {})).html).toContain("You approved the letter");
    expect((await a.edition())?.status).toBe("addressing");
  });

  it("does not send what an editor undid in its window", async () => {
    const a = await aBulletinToApprove({ holdMinutes: 30 });
    await a.write("one", "Words.");
    await a.tick(deadline);
    await yes(a, deadline + 1);
    await a.tick(slot);
    await undoEdition(a.at(slot.getTime() + 1), a.id, eve);
    await change(a, "none", slot.getTime() + 2);
    await a.tick(slot.getTime() + 3);
    expect((await a.edition())?.status).toBe("waiting");
  });

  it("does not send a letter that an approver wants changed, until it is changed", async () => {
    const a = await aBulletinToApprove();
    await a.write("one", "Words.");
    await a.tick(deadline);
    const { hash = "" } = (await a.edition()) ?? {};
    await askForChanges(a.at(deadline), { edition: a.id, hash, comment: "Shorter.", by: ada });
    await change(a, "none", deadline + minutes(1));
    const { ask } = await siteAt(a, deadline + minutes(2));
    const next = (await ask("/bulletins/weekly")).html;
    expect(next).toContain("Ada asked for changes. It is sent at that time if an approver has");
    await a.tick(slot);
    expect((await a.edition())?.status).toBe("waiting");

    const b = await aBulletinToApprove();
    await b.write("one", "Words.");
    await b.tick(deadline);
    const no = { edition: b.id, hash: (await b.edition())?.hash ?? "", comment: "No.", by: ada };
    await askForChanges(b.at(deadline), no);
    await change(b, "none", deadline + minutes(1));
    await b.write("one", "Short.", deadline + minutes(2));
    await b.tick(slot);
    expect((await b.edition())?.status).toBe("addressing");
  });

  it("does not send what someone asked to send outside the schedule", async () => {
    const a = await aBulletinToApprove();
    await a.write("one", "Words.");
    const now = deadline - minutes(60);
    const asked = { bulletin: "weekly", slot: new Date(now), by: eve, unscheduled: true };
    const proposed = await proposeEdition(a.at(now), a.template, asked);
    if (proposed.kind !== "proposed") throw new Error(proposed.kind);
    await change(a, "none", now + 1);
    await a.tick(now + 2);
    expect((await getEdition(a.pipeline.table, proposed.edition.id))?.status).toBe("waiting");
    const { ask } = await siteAt(a, now + 3);
    expect((await ask("/bulletins/weekly")).html).toContain(
      "It is sent as soon as an approver has approved it.",
    );
  });

  it("tells the second member what the new rules do, before they confirm", async () => {
    const a = await aBulletinToApprove();
    await a.write("one", "Words.");
    await a.tick(deadline);
    const weaker = { ...(await a.bulletin()), approval: "none" as const };
    await setBulletin(a.at(deadline + 1), weaker, olu);
    const { ask } = await siteAt(a, deadline + 2);
    for (const page of ["/bulletins/weekly", "/bulletins/weekly/settings"])
      expect((await ask(page)).html).toContain(
        "The edition of Tuesday 1 December 2026, 09:00 (London) waits for an approval. By the new rules it needs none: it is sent at that time.",
      );
  });
});

describe("a bulletin with a stricter or another rule, while an edition waits", () => {
  it("none → one: asks the approvers at once, and sends nothing without a yes", async () => {
    const a = await aBulletinToApprove({ approval: "none" });
    await a.write("one", "Words.");
    await a.tick(deadline);
    expect(await a.edition()).toBeUndefined();
    await change(a, "one", deadline + minutes(10));
    await a.tick(deadline + minutes(11));
    expect(a.mailTo("ada@harbour-health.example")).toEqual([`Approve: ${about}`]);
    const { ask, byLink } = await siteAt(a, deadline + minutes(12));
    expect((await ask("/bulletins/weekly")).html).toContain("Waiting for approval");
    await a.tick(slot);
    expect((await a.edition())?.status).toBe("waiting");
    expect((await byLink(await linkOf(a), {})).html).toContain("You approved the letter");
  });

  it("one → another: ends at once the approval of someone who wrote, and asks the others", async () => {
    const a = await aBulletinToApprove();
    await a.write("one", "Words.", undefined, ada);
    await a.tick(deadline);
    expect(await yes(a, deadline + 1)).toMatchObject({ kind: "approved" });
    await change(a, "another", deadline + minutes(10));
    expect(await a.edition()).toMatchObject({
      status: "waiting",
      proposal: { hadApproval: true, changes: [{ what: "approver-wrote" }] },
    });
    const { ask, byLink } = await siteAt(a, deadline + minutes(11));
    expect((await ask("/bulletins/weekly")).html).toContain("Waiting for approval");
    await a.tick(deadline + minutes(16));
    expect(a.mailTo("ben@harbour-health.example")[0]).toBe(`Approve again: ${about}`);
    const refused = await byLink(await linkOf(a));
    expect(refused.html).toContain("Another person must approve it");
    expect(refused.html).not.toContain("Approve for");
    expect((await byLink(await linkOf(a), {})).status).toBe(403);
    expect(await yes(a, deadline + minutes(20), ben)).toMatchObject({ kind: "approved" });
    await a.tick(slot);
    expect((await a.edition())?.status).toBe("addressing");
  });

  it("one → another: keeps the approval of someone who wrote nothing", async () => {
    const a = await aBulletinToApprove();
    await a.write("one", "Words.");
    await a.tick(deadline);
    await yes(a, deadline + 1);
    await change(a, "another", deadline + minutes(10));
    expect((await a.edition())?.status).toBe("approved");
    const { ask } = await siteAt(a, deadline + minutes(11));
    expect((await ask("/bulletins/weekly")).html).toContain(
      "It is sent at that time, exactly as it was approved.",
    );
    await a.tick(slot);
    expect((await a.edition())?.status).toBe("addressing");
  });

  it("another → one: lets the person who wrote approve, on the page and by link", async () => {
    const a = await aBulletinToApprove({ approval: "another" });
    await a.write("one", "Words.", undefined, ada);
    await a.tick(deadline);
    const refused = await siteAt(a, deadline + 1);
    expect((await refused.byLink(await linkOf(a), {})).status).toBe(403);
    await change(a, "one", deadline + minutes(10));
    const { ask, byLink } = await siteAt(a, deadline + minutes(11));
    const approve = await ask(`/bulletins/weekly/approve?date=${slot.toISOString()}`);
    expect(approve.html).toContain("Approve for Tuesday 1 December 2026, 09:00 (London)");
    expect((await byLink(await linkOf(a), {})).html).toContain("You approved the letter");
    expect((await a.edition())?.status).toBe("approved");
  });
});
