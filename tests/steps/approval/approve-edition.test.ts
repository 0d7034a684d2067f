import { describe, expect, it } from "vitest";
import { removeMember } from "../../../functions/steps/access/remove-member.ts";
import { approveEdition } from "../../../functions/steps/approval/approve-edition.ts";
import { askForChanges } from "../../../functions/steps/approval/ask-for-changes.ts";
import { undoEdition } from "../../../functions/steps/approval/undo-edition.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { resumeWork } from "../../../functions/steps/control/resume-edition.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { deleteEntry } from "../../../functions/steps/editions/entries/delete-entry.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { saveBulletin } from "../../../functions/steps/editions/save-bulletin.ts";
import { getBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { getContent } from "../../../functions/store/bulletins/edition-content.ts";
import { getEntry } from "../../../functions/store/bulletins/entries.ts";
import { colleagues, fillList, never } from "../an-edition.ts";
import {
  type Approving,
  aBulletinToApprove,
  ada,
  ben,
  eve,
  minutes,
  nextWeek,
  slot,
} from "./a-bulletin-to-approve.ts";

const deadline = slot.getTime() - minutes(1_440);
const approve = async (a: Approving, when: number | Date, by = ada, hash?: string) => {
  const edition = await a.edition();
  return approveEdition(a.at(when), a.template, {
    edition: a.id,
    hash: hash ?? edition?.hash ?? "",
    by,
  });
};

describe("an edition of a bulletin that asks for approval", () => {
  it("is proposed at its copy deadline, and sent at its slot exactly as it was approved", async () => {
    const a = await aBulletinToApprove();
    await a.write("one", "Words.");
    await a.tick(deadline - 1);
    expect(await a.edition()).toBeUndefined();
    await a.tick(deadline);
    const waiting = await a.edition();
    expect(waiting).toMatchObject({ status: "waiting", entries: ["one"], proposals: 1 });
    expect(await approve(a, deadline + 1)).toMatchObject({ kind: "approved" });
    expect(await approve(a, deadline + 2)).toMatchObject({ kind: "already" });
    await a.tick(slot.getTime() - 1);
    expect(await a.edition()).toMatchObject({ status: "approved", approval: { name: "Ada" } });
    await Promise.all([a.tick(slot), a.tick(slot)]);
    const sent = await a.edition();
    expect(sent).toMatchObject({ status: "addressing", hash: waiting?.hash });
    expect(
      (await getContent(a.pipeline.table, { id: a.id, hash: waiting?.hash ?? "" })).text,
    ).toContain("Words.");
  });

  it("is not approved with an error in its letter, until that is corrected", async () => {
    const a = await aBulletinToApprove();
    await a.write("one", "It opens on [DATE].");
    await a.tick(deadline);
    expect(await approve(a, deadline)).toEqual({
      kind: "refused",
      obstacle: { kind: "errors-found" },
    });
    await a.write("one", "It opens on Monday.", deadline);
    await a.tick(deadline + 1);
    expect(await approve(a, deadline + 2)).toMatchObject({ kind: "approved" });
  });

  it("is not sent without an approval; late, it is sent at once; never, its entries go to the next", async () => {
    const a = await aBulletinToApprove({ late: { rule: "send", withinHours: 2 } });
    await a.write("one", "Words.");
    await a.tick(deadline);
    await a.tick(slot);
    await a.tick(slot.getTime() + minutes(100));
    expect((await a.edition())?.status).toBe("waiting");
    expect(await approve(a, slot.getTime() + minutes(110))).toMatchObject({
      kind: "approved",
      edition: { status: "addressing" },
    });

    const b = await aBulletinToApprove({ late: { rule: "send", withinHours: 2 } });
    await b.write("one", "Words.");
    await b.tick(slot);
    await b.tick(slot.getTime() + minutes(121));
    expect(await b.edition()).toMatchObject({
      status: "skipped",
      reason: { code: "skipped-unapproved" },
    });
    expect(await approve(b, slot.getTime() + minutes(122))).toEqual({ kind: "over" });
    await b.tick(nextWeek.getTime() - minutes(60));
    expect(await b.edition(nextWeek)).toMatchObject({ status: "waiting", entries: ["one"] });
  });

  it.each([
    ["an entry is changed", (a: Approving) => a.write("one", "Other words.", deadline + 2)],
    ["an entry is added", (a: Approving) => a.write("two", "More.", deadline + 2)],
    [
      "the sender changes",
      async (a: Approving) => {
        const bulletin = await getBulletin(a.pipeline.table, "weekly");
        if (!bulletin) throw new Error("no bulletin");
        const sender = { from: "Someone else <else@harbour-health.example>" };
        await saveBulletin(a.at(deadline + 2), { ...bulletin, sender }, eve);
      },
    ],
  ])("waits again when %s, also in the tick that would have sent it", async (_, change) => {
    const a = await aBulletinToApprove();
    await a.write("one", "Words.");
    await a.tick(deadline);
    const { hash = "" } = (await a.edition()) ?? {};
    await approve(a, deadline + 1);
    await change(a);
    await a.tick(slot);
    const again = await a.edition();
    expect(again).toMatchObject({
      status: "waiting",
      proposals: 2,
      proposal: { hadApproval: true },
    });
    expect(again?.approval).toBeUndefined();
    expect(again?.proposal?.changes.length).toBeGreaterThan(0);
    expect(await approve(a, slot, ada, hash)).toMatchObject({ kind: "changed" });
    expect((await getEntry(a.pipeline.table, "weekly", "one"))?.edition).toBeUndefined();
    expect(await approve(a, slot)).toMatchObject({ edition: { status: "addressing" } });
  });

  it("waits again when its template changes, or its audience grows by more than a tenth", async () => {
    const a = await aBulletinToApprove();
    await fillList(a, "staff", colleagues(20));
    await a.write("one", "Words.");
    await a.tick(deadline);
    await approve(a, deadline + 1);
    const files = Object.fromEntries(
      Object.entries(a.template.files).map(([name, text]) => [
        name,
        text.replaceAll("<mj-body", '<mj-body css-class="wide"'),
      ]),
    );
    await runClock(a.at(deadline + 2), { ...a.template, files });
    expect((await a.edition())?.status).toBe("waiting");
    await a.tick(deadline + 3);
    await approve(a, deadline + 4);
    await fillList(a, "staff", colleagues(25));
    await a.tick(slot);
    expect(await a.edition()).toMatchObject({
      status: "waiting",
      proposal: { changes: [{ what: "audience", before: 20, after: 25 }] },
    });
    await approve(a, slot);
    expect((await a.edition())?.status).toBe("addressing");
  });

  it("goes back to its approvers if its entry is taken while it is composed", async () => {
    const a = await aBulletinToApprove({ approval: "another" });
    await a.write("one", "Words.");
    await a.tick(deadline);
    await approve(a, deadline + 1, ben);
    // An editor saves right after the clock has read the entries.
    let isSaved = false;
    const table = { ...a.pipeline.table };
    const { client } = table;
    const send = client.send.bind(client);
    const saving = new Proxy(client, {
      get: (target, name, receiver) =>
        name !== "send"
          ? Reflect.get(target, name, receiver)
          : async (...given: Parameters<typeof send>) => {
              const isBegin = JSON.stringify(given[0]?.input ?? {}).includes("edition-opened");
              const answer = await send(...given);
              if (isBegin && !isSaved) {
                isSaved = true;
                await a.write("one", "Other words.", slot);
              }
              return answer;
            },
    });
    await runClock({ ...a.at(slot), table: { ...table, client: saving } }, a.template);
    expect(isSaved).toBe(true);
    expect((await a.edition())?.status).toBe("waiting");
    expect((await getEntry(a.pipeline.table, "weekly", "one"))?.edition).toBeUndefined();
    await a.tick(slot.getTime() + minutes(1));
    expect(await approve(a, slot.getTime() + minutes(2), ben)).toMatchObject({
      edition: { status: "addressing" },
    });
  });
});

describe("the rule that another person approves", () => {
  it("refuses everyone who changed an entry, a setting or a list, at the approval and at the slot", async () => {
    const a = await aBulletinToApprove({ approval: "another" });
    await a.write("one", "Words.");
    await a.tick(deadline);
    expect(await approve(a, deadline, eve)).toEqual({
      kind: "refused",
      obstacle: { kind: "approver-gone" },
    });
    const bulletin = await getBulletin(a.pipeline.table, "weekly");
    if (!bulletin) throw new Error("no bulletin");
    await saveBulletin(a.at(deadline), { ...bulletin, deferredAfter: 9 }, ada);
    expect(await approve(a, deadline)).toEqual({
      kind: "refused",
      obstacle: { kind: "approver-wrote" },
    });
    expect(await approve(a, deadline, ben)).toMatchObject({ kind: "approved" });
    // Ben now changes a setting that no reader sees: the letter is the same.
    await saveBulletin(a.at(deadline + 1), { ...bulletin, deferredAfter: 8 }, ben);
    await a.tick(slot);
    expect(await a.edition()).toMatchObject({
      status: "waiting",
      proposal: { changes: [{ what: "approver-wrote" }] },
    });
  });

  it("does not take the word of a command", async () => {
    const a = await aBulletinToApprove({ approval: "another" });
    await a.write("one", "Words.");
    await a.tick(deadline);
    expect(await approve(a, deadline, { kind: "command", name: "root" } as never)).toMatchObject({
      kind: "refused",
    });
  });
});

describe("asking for changes", () => {
  it("ends an approval, keeps the comment without addresses, and lets the same letter be approved later", async () => {
    const a = await aBulletinToApprove();
    await a.write("one", "Words.");
    await a.tick(deadline);
    await approve(a, deadline);
    const { hash = "" } = (await a.edition()) ?? {};
    const no = { edition: a.id, hash, comment: "Ask eve@harbour-health.example first.", by: ben };
    expect(await askForChanges(a.at(deadline + 1), no)).toMatchObject({ kind: "asked" });
    const asked = await a.edition();
    expect(asked).toMatchObject({ status: "waiting", proposal: { asked: { name: "Ben" } } });
    expect(asked?.proposal?.asked?.comment).not.toContain("@");
    await a.tick(slot);
    expect((await a.edition())?.status).toBe("waiting");
    expect(await approve(a, slot)).toMatchObject({ kind: "approved" });
  });
});

describe("an approver by the rule another", () => {
  it("has changed the letter also by deleting an entry of it", async () => {
    const a = await aBulletinToApprove({ approval: "another" });
    await a.write("one", "Words.");
    await a.write("two", "More words.");
    await a.tick(deadline);
    const entry = await getEntry(a.pipeline.table, "weekly", "two");
    if (entry) expect(await deleteEntry(a.at(deadline), entry, ada)).toBe("deleted");
    await a.tick(deadline + 1);
    expect((await a.edition())?.entries).toEqual(["one"]);
    expect(await approve(a, deadline + 2, ada)).toEqual({
      kind: "refused",
      obstacle: { kind: "approver-wrote" },
    });
    expect(await approve(a, deadline + 2, ben)).toMatchObject({ kind: "approved" });
  });
});

describe("the undo window", () => {
  it("returns an approved letter to its approvers, and closes before anyone is addressed", async () => {
    const a = await aBulletinToApprove({ holdMinutes: 5 });
    await a.write("one", "Words.");
    await a.tick(deadline);
    await approve(a, deadline);
    await a.tick(slot);
    expect((await a.edition())?.addressAfter).toBe("2026-12-01T09:05:00.000Z");
    expect(await undoEdition(a.at(slot.getTime() + minutes(4)), a.id, ada)).toMatchObject({
      kind: "undone",
      edition: { status: "waiting" },
    });
    expect((await getEntry(a.pipeline.table, "weekly", "one"))?.edition).toBeUndefined();
    await a.tick(slot.getTime() + minutes(6));
    await approve(a, slot.getTime() + minutes(7));
    const late = slot.getTime() + minutes(13);
    const message = { edition: a.id, round: 0 };
    expect(await addressEdition(a.at(late - minutes(2)), message, never)).toBe("nothing-to-do");
    expect(await addressEdition(a.at(late), message, never)).toBe("addressed");
    expect(await undoEdition(a.at(late), a.id, ada)).toMatchObject({ kind: "too-late" });
    expect((await a.edition())?.audience).toBe(3);
  });

  it("asks again at its end whether the approver may have approved", async () => {
    const changes: Record<string, (a: Approving) => Promise<unknown>> = {
      "approver-wrote": async a =>
        saveBulletin(a.at(slot), { ...(await a.bulletin()), signOff: "Yours," }, ada),
      "approver-gone": a => removeMember(a.at(slot), "ada@harbour-health.example", ben),
      audience: a => fillList(a, "staff", colleagues(4)),
    };
    for (const [what, change] of Object.entries(changes)) {
      const a = await aBulletinToApprove({ holdMinutes: 5, approval: "another" });
      await a.write("one", "Words.");
      await a.tick(deadline);
      await approve(a, deadline);
      await a.tick(slot);
      expect((await a.edition())?.status).toBe("addressing");
      await change(a);
      const end = a.at(slot.getTime() + minutes(6));
      expect(await addressEdition(end, { edition: a.id, round: 0 }, never)).toBe("nothing-to-do");
      expect(await a.edition()).toMatchObject({
        status: "waiting",
        proposal: { changes: [{ what }] },
      });
      expect((await getEntry(a.pipeline.table, "weekly", "one"))?.edition).toBeUndefined();
    }
  });

  it("holds a letter that needs no approval, until a person resumes it", async () => {
    const a = await aBulletinToApprove({ holdMinutes: 5, approval: "none" });
    await a.write("one", "Words.");
    await a.tick(slot);
    expect((await a.edition())?.status).toBe("addressing");
    await undoEdition(a.at(slot), a.id, ada);
    await a.tick(slot.getTime() + minutes(10));
    const held = await a.edition();
    expect(held).toMatchObject({ status: "held", reason: { code: "undone" } });
    await a.write("one", "Better words.", slot.getTime() + minutes(11));
    if (held) expect(await resumeWork(a.at(slot), a.template, held, ada)).toBe("resumed");
    expect((await a.edition())?.status).toBe("addressing");
  });
});

describe("a rule that becomes stricter", () => {
  it("keeps a letter back that went by the weaker one: in its undo window, and when it is resumed", async () => {
    for (const isPaused of [false, true]) {
      const a = await aBulletinToApprove({ holdMinutes: 5, approval: "none" });
      await a.write("one", "Words.");
      await a.tick(slot);
      if (isPaused)
        await holdEdition(a.at(slot), { id: a.id, status: "addressing" }, { code: "paused" }, ada);
      const bulletin = await getBulletin(a.pipeline.table, "weekly");
      if (bulletin) await saveBulletin(a.at(slot), { ...bulletin, approval: "one" }, ben);
      const held = await a.edition();
      if (isPaused && held)
        expect(await resumeWork(a.at(slot), a.template, held, ada)).toBe("not-approved");
      await addressEdition(a.at(slot.getTime() + minutes(6)), { edition: a.id, round: 0 }, never);
      // In the window it waits for an approval. A person has paused the other, and decides about it.
      const after = await a.edition();
      expect(after?.status).toBe(isPaused ? "held" : "waiting");
      await a.tick(slot.getTime() + minutes(7));
      const asked = a.mailTo("ada@harbour-health.example");
      expect(asked.map(subject => subject.split(":")[0])).toEqual(
        isPaused ? ["Paused"] : ["Approve"],
      );
    }
  });
});
