import { describe, expect, it } from "vitest";
import { bulletinSchema } from "../../../functions/core/bulletins/bulletin.ts";
import { bulletinProblemInEnglish } from "../../../functions/core/bulletins/bulletin-problem.ts";
import { reasonInEnglish } from "../../../functions/core/bulletins/reason-in-english.ts";
import type { Template } from "../../../functions/mail/template.ts";
import { approveEdition } from "../../../functions/steps/approval/approve-edition.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { setBulletin } from "../../../functions/steps/editions/bulletins/set-bulletin.ts";
import { saveBulletin } from "../../../functions/steps/editions/save-bulletin.ts";
import { archiveList } from "../../../functions/steps/people/lists/change-list.ts";
import { removePerson } from "../../../functions/steps/people/person/remove-person.ts";
import { confirmMember } from "../../../functions/store/access/members.ts";
import { addressHash, findSubscriberIds } from "../../../functions/store/people/subscribers.ts";
import { aBulletin } from "../../examples/builders.ts";
import { aPipeline } from "../../local-pipeline.ts";
import { colleagues, never } from "../an-edition.ts";
import { type Approving, aBulletinToApprove, ada, minutes, slot } from "./a-bulletin-to-approve.ts";

const deadline = slot.getTime() - minutes(1_440);
const between = deadline + minutes(60);

/** Refused before it is stored, with a sentence that says what to do. */
const refused: Readonly<Record<string, readonly [object, RegExp]>> = {
  "a cron expression that never fires": [{ schedule: { cron: "0 9 30 2 *" } }, /never|no date/i],
  "a cron expression of each second": [{ schedule: { cron: "* * * * * *" } }, /cron|field/i],
  "an unknown zone": [{ zone: "Europe/Nowhere" }, /zone/i],
  "a date in the past": [{ schedule: { once: "2020-01-01T09:00" } }, /Choose a date in the future/],
  "an unknown list": [{ lists: ["nobody"] }, /Create it first/],
};

/**
 * What goes wrong between the copy deadline and the slot: what is told before, and what becomes of it.
 * Links that are used twice, after a change, or by someone removed: tests/web/approval.
 */
type Late = {
  readonly approved?: false;
  readonly change: (a: Approving) => Promise<unknown>;
  /** What the template has become by then. */
  readonly template?: (template: Template) => Template;
  /** What the people who can act are told by email before the slot, or only `atSlot`. */
  readonly told: RegExp;
  readonly atSlot?: true;
  readonly status: string;
  readonly why?: RegExp;
};
const late: Readonly<Record<string, Late>> = {
  "the schedule has no such date any more": {
    change: async a =>
      saveBulletin(
        a.at(between),
        { ...(await a.bulletin()), schedule: { cron: "0 9 * * 5" } },
        ada,
      ),
    told: /^Skipped: /,
    atSlot: true,
    status: "skipped",
    why: /The schedule has changed/,
  },
  "the lists are changed to one without people": {
    change: async a =>
      saveBulletin(a.at(between), { ...(await a.bulletin()), lists: ["empty"] }, ada),
    told: /^Approve again: /,
    status: "waiting",
  },
  "nobody signs the letter any more": {
    change: async a =>
      saveBulletin(a.at(between), { ...(await a.bulletin()), signatories: [] }, ada),
    told: /^Check before it is sent: /,
    status: "waiting",
  },
  "everyone is taken off the lists": {
    change: everyoneLeaves,
    told: /^Check before it is sent: /,
    status: "held",
    why: /Nobody is on the edition’s lists/,
  },
  "its template cannot be read": {
    change: async () => undefined,
    template: ({ main, files }) => ({ main, files: { ...files, [main]: "<mjml><mj-body>" } }),
    told: /^Check before it is sent: /,
    status: "waiting",
  },
  "its approver leaves the team": {
    change: a => confirmMember(a.pipeline.table, { sub: "ada", name: "Ada", groups: [] }),
    told: /^Approve again: /,
    status: "waiting",
  },
  "nobody is on the lists from the beginning": {
    approved: false,
    change: async a => {
      const bulletin = await a.bulletin();
      const changed = { ...bulletin, approval: "none" as const, lists: ["empty"] };
      await saveBulletin(a.at(deadline - 1), changed, ada);
    },
    told: /^Check before it is sent: /,
    status: "held",
    why: /Nobody is on the edition’s lists/,
  },
  "the sender is removed at Amazon SES": {
    approved: false,
    change: async a => {
      a.ses.setUp({ identities: {} });
      a.ses.faults.set({ accountPaused: true });
      const changed = { ...(await a.bulletin()), approval: "none" as const };
      await saveBulletin(a.at(deadline - 1), changed, ada);
    },
    told: /^Check before it is sent: /,
    status: "sending",
  },
};

describe("bad input", () => {
  it.each(Object.entries(refused))("is refused before it is stored: %s", async (_, [more, why]) => {
    const { pipeline } = await aPipeline();
    const read = bulletinSchema.safeParse(aBulletin(more));
    if (!read.success) return expect(read.error.message).toMatch(why);
    const set = await setBulletin(pipeline, read.data, ada);
    expect(set.kind).toBe("refused");
    const said = set.kind === "refused" ? set.problems.map(bulletinProblemInEnglish).join(" ") : "";
    expect(said).toMatch(why);
  });

  it.each(Object.entries(late))("is told of and never half sent: %s", async (_, row) => {
    const { approved = true, change, template = same, told, status, why } = row;
    const a = await aBulletinToApprove();
    await a.write("one", "Words.");
    if (approved) {
      await a.tick(deadline);
      const { hash = "" } = (await a.edition()) ?? {};
      const yes = { edition: a.id, hash, by: ada };
      expect((await approveEdition(a.at(deadline), a.template, yes)).kind).toBe("approved");
    }
    await change(a);
    // Notices are mailed though SES refuses the sender: through another account in this test.
    const tick = (at: number) => runClock({ ...a.at(at), submit: given(a) }, template(a.template));
    for (const at of [between, slot.getTime() - minutes(100)]) await tick(at);
    const isTold = expect.stringMatching(told);
    if (!row.atSlot) expect(subjects(a)).toContainEqual(isTold);
    for (const at of [slot.getTime(), slot.getTime() + minutes(11)]) await tick(at);
    await addressEdition(a.at(slot), { edition: a.id, round: 0 }, never);
    const edition = await a.edition();
    expect(edition?.status).toBe(status);
    if (why) expect(reasonInEnglish(edition?.reason)).toMatch(why);
    expect(subjects(a)).toContainEqual(isTold);
    expect(a.mailTo("p0@example.org")).toEqual([]);
  });
});

describe("a list that is archived before the slot", () => {
  it("takes nobody on, and its people get the edition", async () => {
    const a = await aBulletinToApprove({ approval: "none" });
    await a.write("one", "Words.");
    await archiveList(a.at(between), "staff", true, ada);
    await a.tick(slot);
    await addressEdition(a.at(slot), { edition: a.id, round: 0 }, never);
    expect(await a.edition()).toMatchObject({ status: "sending", audience: 3 });
  });
});

const same = (template: Template) => template;

/** Everyone is taken off the list by hand. */
async function everyoneLeaves(a: Approving): Promise<void> {
  for (const { email } of colleagues(3)) {
    const hash = addressHash(email, a.pipeline.addressKey);
    const id = (await findSubscriberIds(a.pipeline.table, [hash])).get(hash) ?? "";
    expect(await removePerson(a.at(between), "staff", id, ada)).toBe("removed");
  }
}

const sent = new WeakMap<Approving, string[]>();
const subjects = (a: Approving) => sent.get(a) ?? [];

/** Takes notices, and keeps their subjects. */
function given(a: Approving): Approving["pipeline"]["submit"] {
  return async ({ data }) => {
    const text = Buffer.concat(data.map(part => Buffer.from(part))).toString();
    const [, subject = ""] = /^Subject: (.*)$/m.exec(text) ?? [];
    sent.set(a, [...subjects(a), subject.trim()]);
    return { kind: "accepted", messageId: "m" };
  };
}
