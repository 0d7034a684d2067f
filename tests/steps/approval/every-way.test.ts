import { describe, expect, it } from "vitest";
import { actorKey } from "../../../functions/core/access/actor.ts";
import { signApproval } from "../../../functions/core/access/approval-token.ts";
import { addressName } from "../../../functions/core/access/approver.ts";
import type { ApprovalRule } from "../../../functions/core/bulletins/approval/approval-rules.ts";
import type { Bulletin } from "../../../functions/core/bulletins/bulletin.ts";
import { editionId } from "../../../functions/core/bulletins/edition.ts";
import { isUnderWay } from "../../../functions/core/bulletins/status.ts";
import { newList } from "../../../functions/core/people/list.ts";
import { approveEdition } from "../../../functions/steps/approval/approve-edition.ts";
import { beginCorrection } from "../../../functions/steps/approval/corrections/begin-correction.ts";
import { readSentTexts } from "../../../functions/steps/approval/corrections/sent-texts.ts";
import { proposeEdition } from "../../../functions/steps/approval/propose-edition.ts";
import { resumeWork } from "../../../functions/steps/control/resume-edition.ts";
import { createBulletin } from "../../../functions/steps/editions/bulletins/create-bulletin.ts";
import { decideRules } from "../../../functions/steps/editions/bulletins/decide-rules.ts";
import { dropBulletin } from "../../../functions/steps/editions/bulletins/drop-bulletin.ts";
import { pauseBulletin } from "../../../functions/steps/editions/bulletins/pause-bulletin.ts";
import { setBulletin } from "../../../functions/steps/editions/bulletins/set-bulletin.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { createList } from "../../../functions/steps/people/lists/create-list.ts";
import { confirmMember } from "../../../functions/store/access/members.ts";
import { openEdition } from "../../../functions/store/bulletins/editions.ts";
import { addFacts } from "../../../functions/store/ledger/batch-progress.ts";
import { batchId, cutBatch, startOfList } from "../../../functions/store/ledger/batches.ts";
import { editorsSite } from "../../../functions/web/editors-site.tsx";
import { actOn } from "../../../infra/commands/editions/act-on.ts";
import { localSignIn } from "../../../infra/local/site/sign-in-site.tsx";
import { aDecision } from "../../examples/builders.ts";
import { isFullSize } from "../../size.ts";
import { allEditions } from "../../stored-lists.ts";
import { hiddenFields, sessionOf } from "../../web/a-served-site.ts";
import { type Approving, aBulletinToApprove, ada, minutes, slot } from "./a-bulletin-to-approve.ts";

/**
 * One person, Ada, writes the letter, may approve, and does everything to get it out alone. Each way
 * returns after it has done what it can.
 */
const deadline = slot.getTime() - minutes(1_440);
const alone = { by: ada, at: slot.getTime() + minutes(1) };

async function asAda(a: Approving, when: number) {
  const pipeline = a.at(when);
  const signIn = localSignIn(pipeline);
  const site = editorsSite(pipeline, a.template, { css: "", js: "" }, { signIn });
  const Cookie = await sessionOf(pipeline, signIn.session, "approver", "ada");
  const headers = { Cookie, Origin: "http://localhost" };
  return async (path: string, fields?: Record<string, string>) => {
    const body = fields && new URLSearchParams(fields);
    return site.request(path, { method: body ? "POST" : "GET", headers, ...(body && { body }) });
  };
}

/** Before the next slot has a copy deadline. */
const quiet = deadline - minutes(60);

/** Begins the correction of a letter that one person has. */
async function beginAlone(a: Approving) {
  await a.write("sent", "Words.", quiet, ada);
  const { table } = a.pipeline;
  const { sender, lists, id: bulletin } = await a.bulletin();
  const date = new Date("2026-11-24T09:00:00Z");
  const edition = editionId(bulletin, date);
  const over = { status: "finished", subject: "Sent", hash: "sent" } as const;
  const entries = ["sent"];
  const wrong = { id: edition, bulletin, slot: date.toISOString(), sender, lists, entries };
  const counted = { audience: 1, rounds: 1 };
  await openEdition(table, Object.assign(counted, wrong, over), aDecision());
  const batch = { id: batchId(0, startOfList), subscribers: ["one"], through: 1 };
  await cutBatch(table, edition, batch);
  await addFacts(table, edition, batch.id, { claimed: [0], accepted: [0] });
  const texts = await readSentTexts(a.pipeline, wrong);
  const asked = { edition, texts, to: "who-got-it", isSaid: true, by: ada } as const;
  const outcome = await beginCorrection(a.at(quiet), a.template, asked);
  if (outcome.kind !== "proposed") throw new Error(outcome.kind);
  return outcome.edition;
}

/**
 * Whether the way has its own yes: one that the rule "one" accepts. A way that needs one needs it by
 * the rule "none" too.
 */
const ways: Readonly<
  Record<
    string,
    {
      readonly yes: boolean;
      readonly needsOne?: true;
      readonly go: (a: Approving) => Promise<unknown>;
    }
  >
> = {
  "the clock, at the slot": { yes: false, go: a => a.tick(slot) },
  "the clock, after a day without one": {
    yes: false,
    go: a => a.tick(slot.getTime() + minutes(1_400)),
  },
  "the clock, that continues a composition": {
    yes: false,
    go: async a => {
      const { sender, lists, id: bulletin } = await a.bulletin();
      const begun = { status: "composing", entries: ["one"], subject: "", hash: "" } as const;
      const edition = { id: a.id, bulletin, slot: slot.toISOString(), sender, lists, audience: 0 };
      await openEdition(
        a.pipeline.table,
        Object.assign({ rounds: 0 }, edition, begun),
        aDecision(),
      );
      await a.tick(slot);
      await a.tick(slot.getTime() + minutes(5));
    },
  },
  "the step that composes": {
    yes: false,
    go: async a =>
      composeEdition(a.at(alone.at), a.template, { bulletin: await a.bulletin(), slot, by: ada }),
  },
  "the step, with an approval of another letter": {
    yes: false,
    go: async a => {
      const at = new Date(alone.at).toISOString();
      const approval = { hash: "another", by: actorKey(ada), name: "Ada", at, people: 3 };
      await composeEdition(a.at(alone.at), a.template, {
        bulletin: await a.bulletin(),
        slot,
        by: ada,
        approval,
      });
    },
  },
  "resuming an edition that was held while it was composed": {
    yes: false,
    go: async a => {
      const { sender, lists, id: bulletin } = await a.bulletin();
      const begun = { status: "composing", entries: ["one"], subject: "", hash: "" } as const;
      const edition = { id: a.id, bulletin, slot: slot.toISOString(), sender, lists, audience: 0 };
      await openEdition(
        a.pipeline.table,
        Object.assign({ rounds: 0 }, edition, begun),
        aDecision(),
      );
      const held = { id: a.id, status: "composing" } as const;
      await holdEdition(a.at(alone.at), held, { code: "paused" }, ada);
      const stored = await a.edition();
      if (stored) await resumeWork(a.at(alone.at), a.template, stored, ada);
      await a.tick(alone.at);
    },
  },
  "the page that sends now": {
    yes: true,
    go: async a => {
      const ask = await asAda(a, alone.at);
      const page = await (await ask("/bulletins/weekly/send")).text();
      const { approved = "" } = hiddenFields(page);
      const given = new Date(alone.at).toISOString();
      await ask("/bulletins/weekly/send", { slot: given, approved });
    },
  },
  "the page that approves, then the clock": {
    yes: true,
    go: async a => {
      await a.tick(deadline);
      const { hash = "" } = (await a.edition()) ?? {};
      const ask = await asAda(a, deadline + 1);
      await ask("/bulletins/weekly/approve", { date: slot.toISOString(), hash });
      await a.tick(slot);
    },
  },
  "the mailed link, then the clock": {
    yes: true,
    go: async a => {
      await a.tick(deadline);
      const { hash = "", proposals: proposal = 0 } = (await a.edition()) ?? {};
      const member = addressName("ada@harbour-health.example");
      const bearer = { member, edition: a.id, hash, proposal };
      const ask = await asAda(a, deadline + 1);
      await ask(`/approve/${signApproval(bearer, a.pipeline.linkKeys)}`, {});
      await a.tick(slot);
    },
  },
  "asking outside the schedule, and approving": {
    yes: true,
    go: async a => {
      const asked = { bulletin: "weekly", slot: new Date(alone.at), by: ada, unscheduled: true };
      const proposed = await proposeEdition(a.at(alone.at), a.template, asked);
      if (proposed.kind === "proposed") {
        const { id, hash } = proposed.edition;
        await approveEdition(a.at(alone.at), a.template, { edition: id, hash, by: ada });
      }
      await a.tick(alone.at);
    },
  },
  "deleting the bulletin, and creating it again without a rule": {
    yes: false,
    go: async a => recreate(a, weaker => createBulletin(a.pipeline, weaker, ada)),
  },
  "the same with a file and a command": {
    yes: false,
    go: async a =>
      recreate(a, weaker => setBulletin(a.pipeline, weaker, { kind: "command", name: "ada" })),
  },
  "deleting it twice, and creating it again without a rule": {
    yes: false,
    go: async a => {
      const before = slot.getTime() - minutes(1_440);
      await recreate({ ...a, tick: async () => {} }, weaker =>
        createBulletin(a.at(before), weaker, ada),
      );
      await recreate(a, weaker => createBulletin(a.at(before), weaker, ada));
    },
  },
  "weaker rules that the same person confirms by another account, then the clock": {
    yes: false,
    go: async a => {
      const twin = { kind: "person", sub: "ada-2", name: "Ada" } as const;
      await confirmMember(a.pipeline.table, {
        sub: twin.sub,
        name: twin.name,
        address: "ada@harbour-health.example",
        groups: ["approver"],
      });
      const weaker = { ...(await a.bulletin()), approval: "none" as const };
      await setBulletin(a.pipeline, weaker, ada);
      for (const by of [ada, twin] as const)
        await decideRules(a.pipeline, "weekly", "confirm", by as typeof twin);
      await a.tick(slot);
    },
  },
  "a command that sends": {
    yes: false,
    go: async a => {
      const target = { bulletin: await a.bulletin(), edition: undefined };
      const by = { kind: "command", name: "ada" } as const;
      await actOn(a.at(alone.at), a.template, {
        target,
        verb: "send",
        hash: undefined,
        reason: "",
        correction: undefined,
        by,
      });
    },
  },
  "a correction, and the clock": {
    yes: false,
    needsOne: true,
    go: async a => {
      await beginAlone(a);
      await a.tick(quiet);
      await a.tick(quiet + minutes(5));
    },
  },
  "a correction that is sent by the step that composes": {
    yes: false,
    needsOne: true,
    go: async a => {
      const { slot: date } = await beginAlone(a);
      const composing = { bulletin: await a.bulletin(), slot: new Date(date), by: ada };
      await composeEdition(a.at(quiet), a.template, composing);
    },
  },
  "a correction that is approved": {
    yes: true,
    needsOne: true,
    go: async a => {
      const { id, hash } = await beginAlone(a);
      await approveEdition(a.at(quiet), a.template, { edition: id, hash, by: ada });
      await a.tick(quiet);
    },
  },
  "a command that approves, then the clock": {
    yes: true,
    go: async a => {
      await a.tick(deadline);
      const { hash = "" } = (await a.edition()) ?? {};
      const by = { kind: "command", name: "ada" } as const;
      await approveEdition(a.at(deadline + 1), a.template, { edition: a.id, hash, by });
      await a.tick(slot);
    },
  },
};

/** Deletes the bulletin, creates it again without a rule, and writes its letter again. */
async function recreate(
  a: Pick<Approving, "pipeline" | "bulletin" | "at" | "write" | "tick">,
  create: (weaker: Bulletin) => Promise<unknown>,
): Promise<void> {
  const before = a.at(slot.getTime() - minutes(1_440));
  const weaker = { ...(await a.bulletin()), approval: "none" as const, wantedRules: undefined };
  await createList(before, newList({ id: "staff", name: "Staff" }), ada);
  await pauseBulletin(before, "weekly", "archive", ada);
  expect(await dropBulletin(before, "weekly", ada)).toBe("deleted");
  await create(weaker);
  await a.write("one", "Words.", before.now(), ada);
  await a.tick(slot);
}

/** Whether anyone may get a letter: an edition of the bulletin is past its check. */
async function isGoing(a: Approving): Promise<boolean> {
  const editions = await allEditions(a.pipeline.table, "weekly");
  return editions.some(isUnderWay);
}

// The strictest rule refuses every way. The others have tests of their own in `npm test`.
const rules: readonly ApprovalRule[] = isFullSize ? ["none", "one", "another"] : ["another"];

describe.each(rules)("by the rule %s, one person alone", rule => {
  it.each(Object.entries(ways))("by %s", async (way, { yes, needsOne = false, go }) => {
    const a = await aBulletinToApprove({ approval: rule });
    await a.write("one", "Words.", undefined, ada);
    await go(a);
    const may = (rule === "none" && (yes || !needsOne)) || (rule === "one" && yes);
    // With an approval of another letter, nothing goes out by any rule.
    const isWrong = way.includes("another letter");
    expect(await isGoing(a)).toBe(may && !isWrong);
  });
});
