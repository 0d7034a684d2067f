import { describe, expect, it } from "vitest";
import type { Profile } from "../../../functions/core/people/subscriber.ts";
import { whyKeptOut } from "../../../functions/core/people/subscription.ts";
import {
  type Scope,
  type SuppressionReason,
  sinceIn,
} from "../../../functions/core/people/suppression.ts";
import { redriveEdition } from "../../../functions/steps/clock/redrive-edition.ts";
import { sendToCorrected } from "../../../functions/steps/control/send-to-corrected.ts";
import { stopEdition } from "../../../functions/steps/control/stop-edition.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { listPeople, readPage } from "../../../functions/steps/ledger/list-people.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { recordFeedback } from "../../../functions/steps/ledger/record-feedback.ts";
import { eraseSubscriber } from "../../../functions/steps/people/erase-subscriber.ts";
import { keepOut } from "../../../functions/steps/people/keep-out.ts";
import { changePerson } from "../../../functions/steps/people/person/change-person.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { listHistory } from "../../../functions/store/history/histories.ts";
import { getProgress } from "../../../functions/store/ledger/batch-progress.ts";
import { getSuppression } from "../../../functions/store/people/find-suppressions.ts";
import {
  addressHash,
  findSubscriberIds,
  getSubscriber,
} from "../../../functions/store/people/subscribers.ts";
import { getSubscriptions } from "../../../functions/store/people/subscriptions.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { isFullSize } from "../../size.ts";
import { anAddressedEdition, colleagues, copies, fillList, never } from "../an-edition.ts";
import { stepByStep } from "../people/step-by-step.ts";

const wrong = "mül@example.org";
const right = "mul@example.org";

/** An edition for three people on two lists. The letter to the second of them did not arrive. */
async function anEdition(local: TestPipeline, how: "rejected" | "bounced", address = wrong) {
  const [first, , last] = colleagues(3) as [Profile, Profile, Profile];
  const person = { email: how === "rejected" ? address : "old@example.org", name: "Mül" };
  const { edition, batches } = await anAddressedEdition(local, [first, person, last], {
    lists: ["staff", "board"],
  });
  const [batch = { id: "", subscribers: [] as string[] }] = batches;
  const subscriber = batch.subscribers[1] ?? "";
  const at = { edition: edition.id, batch: batch.id };
  const send = () => sendBatch(local.pipeline, at, never);
  await send();
  const event = (eventType: string, position: number, to: string, rest: object = {}) =>
    JSON.stringify({
      eventType,
      mail: {
        messageId: `m${position}`,
        destination: [to],
        tags: { edition: [at.edition], batch: [at.batch], position: [String(position)] },
      },
      ...rest,
    });
  const tell = (...events: string[]) => recordFeedback(local.pipeline, events);
  const bounce = (position: number, to: string) =>
    tell(event("Bounce", position, to, { bounce: { bounceType: "Permanent" } }));
  if (how === "bounced") await bounce(1, "old@example.org");
  const current = async () => (await getEdition(local.pipeline.table, edition.id)) ?? edition;
  return {
    ...at,
    subscriber,
    send,
    bounce,
    complain: (position: number, to: string) => tell(event("Complaint", position, to)),
    correct: (to: string, pipeline = local.pipeline) =>
      sendToCorrected(pipeline, { edition: edition.id, subscriber }, to, ann),
    account: () => readAccount(local.pipeline, edition.id),
    progress: () => getProgress(local.pipeline.table, edition.id, at.batch),
    current,
    finish: async () => redriveEdition(local.pipeline, await current()),
    suppression: (address: string) =>
      getSuppression(local.pipeline.table, addressHash(address, local.pipeline.addressKey)),
  };
}

/** The full size interrupts at each request to the table. */
const stride = isFullSize ? 1 : 9;

const sent = { kind: "sent", isQueued: true };
const sum = (account: Awaited<ReturnType<typeof readAccount>>) =>
  account.accepted + account.suppressed + account.rejected + account.uncertain + account.pending;

describe("sending to a corrected address", () => {
  it.each(["rejected", "bounced"] as const)(
    "sends one letter, after the first was %s",
    async how => {
      const local = await aPipeline();
      const edition = await anEdition(local, how);
      const before = await edition.progress();
      expect(await edition.correct(right)).toEqual(sent);
      expect(await edition.account()).toMatchObject({
        audience: 3,
        accepted: 2,
        pending: 1,
        rejected: 0,
        bounced: 0,
      });
      await edition.send();
      expect(copies(local).get(right)).toBe(1);
      expect([...copies(local).values()].every(count => count === 1)).toBe(true);
      expect(await edition.account()).toMatchObject({ audience: 3, accepted: 3, pending: 0 });
      // Everything that was known stays known.
      const { claimed, rejected, bounced } = await edition.progress();
      expect([...claimed].sort()).toEqual([...before.claimed, 50].sort());
      expect([rejected, bounced]).toEqual([before.rejected, before.bounced]);
      const all = await readPage(
        listPeople(local.pipeline, { id: edition.edition }, undefined),
        10,
      );
      expect(all.people.map(({ person, standing }) => [person?.email, standing]).sort()).toEqual(
        ["p0@example.org", "p2@example.org", right].sort().map(email => [email, "accepted"]),
      );
    },
  );

  it("reaches every list, and writes who did it into both histories", async () => {
    const local = await aPipeline();
    const edition = await anEdition(local, "bounced");
    await edition.correct(right);
    for (const list of ["staff", "board"]) {
      const [row] = await getSubscriptions(local.pipeline.table, list, [edition.subscriber]);
      expect(row).toMatchObject({ email: right });
      expect(row && whyKeptOut(row, "any", Date.now())).toBeUndefined();
    }
    const of = async (kind: "subscriber" | "edition", id: string) =>
      (await listHistory(local.pipeline.table, { kind, id }, 1))[0];
    expect(await of("subscriber", edition.subscriber)).toMatchObject({
      what: "person-changed",
      by: ann,
      personal: { email: { before: "old@example.org", after: right } },
    });
    const item = await of("edition", edition.edition);
    expect(item).toMatchObject({ what: "sent-to-corrected", by: ann });
    expect(JSON.stringify(item)).not.toContain("@");
  });

  it("refuses the same address in any spelling, one that is no address, and another person's", async () => {
    const local = await aPipeline();
    const edition = await anEdition(local, "bounced");
    expect(await edition.correct("OLD@Example.org ")).toEqual({ kind: "same-address" });
    expect(await edition.correct("old@")).toMatchObject({ kind: "invalid" });
    expect(await edition.correct(wrong)).toMatchObject({ kind: "invalid" });
    expect(await edition.correct("p0@example.org")).toEqual({ kind: "taken" });
    expect(await edition.account()).toMatchObject({ accepted: 3, bounced: 1, pending: 0 });
    expect(await getSubscriber(local.pipeline.table, edition.subscriber)).toMatchObject({
      email: "old@example.org",
    });
    await edition.correct(right);
    await edition.send();
    await edition.bounce(50, right);
    expect(await edition.correct(right)).toEqual({ kind: "same-address" });
    expect(await edition.correct("old@example.org")).toEqual({ kind: "same-address" });
    expect(await edition.correct("third@example.org")).toEqual(sent);
    await edition.send();
    expect(copies(local).get("third@example.org")).toBe(1);
    expect(await edition.account()).toMatchObject({ audience: 3, accepted: 3, bounced: 0 });
  });

  it("refuses a person whose letter did not come back, and a stopped edition", async () => {
    const local = await aPipeline();
    const edition = await anEdition(local, "rejected");
    const others = await readPage(
      listPeople(local.pipeline, { id: edition.edition }, "accepted"),
      10,
    );
    for (const { subscriber } of others.people)
      expect(
        await sendToCorrected(
          local.pipeline,
          { edition: edition.edition, subscriber },
          "new@example.org",
          ann,
        ),
      ).toEqual({ kind: "not-returned" });
    await stopEdition(local.pipeline, edition.edition, "wrong letter", ann);
    expect(await edition.correct(right)).toEqual({ kind: "over" });
    expect(copies(local).has(right)).toBe(false);
  });

  const ways: [SuppressionReason, "everywhere" | "all-letters" | { bulletin: string }][] = [
    ["unsubscribed", "all-letters"],
    ["unsubscribed", { bulletin: "harbour-letters" }],
    ["complained", "everywhere"],
  ];
  it.each(ways)(
    "sends nothing to a person who %s (%j), whatever their address",
    async (reason, scope) => {
      const local = await aPipeline();
      const edition = await anEdition(local, "bounced");
      const bulletin = (await edition.current()).bulletin;
      const person = await getSubscriber(local.pipeline.table, edition.subscriber);
      if (!person) throw new Error("nobody");
      const where: Scope = typeof scope === "string" ? scope : { bulletin };
      await keepOut(local.pipeline, person, { reason, scope: where });
      expect(await edition.correct(right)).toEqual({ kind: "kept-out", reason });
      // From the person's own page, the address changes, and the reason goes with them.
      await changePerson(local.pipeline, edition.subscriber, { email: right }, ann);
      const [row] = await getSubscriptions(local.pipeline.table, "staff", [edition.subscriber]);
      expect(row?.email).toBe(right);
      expect(row && whyKeptOut(row, bulletin, Date.now())).toBe(reason);
      for (const address of ["old@example.org", right]) {
        const there = sinceIn(await edition.suppression(address), where);
        expect([address, there?.reason]).toEqual([address, reason]);
      }
    },
  );

  it("keeps a late bounce with the old address, and a late complaint with the person", async () => {
    const local = await aPipeline();
    const edition = await anEdition(local, "bounced");
    await edition.correct(right);
    await edition.bounce(1, "old@example.org");
    await edition.send();
    expect(copies(local).get(right)).toBe(1);
    expect(await edition.account()).toMatchObject({ accepted: 3, bounced: 0 });
    expect((await edition.suppression(right)).everywhere).toBeUndefined();
    expect((await edition.suppression("old@example.org")).everywhere?.reason).toBe("bounced");
    await edition.complain(1, "old@example.org");
    for (const address of [right, "old@example.org"])
      expect((await edition.suppression(address)).everywhere?.reason).toBe("complained");
  });

  it("waits while the edition is paused, and finishes again after it was finished", async () => {
    const local = await aPipeline();
    const edition = await anEdition(local, "rejected");
    await edition.finish();
    expect((await edition.current()).status).toBe("finished");
    expect(await edition.correct(right)).toEqual(sent);
    expect((await edition.current()).status).toBe("sending");
    const now = await edition.current();
    await holdEdition(local.pipeline, { id: now.id, status: "sending" }, { code: "paused" }, ann);
    await edition.send();
    expect(copies(local).has(right)).toBe(false);
    expect(await edition.correct(right)).toEqual({ kind: "sent", isQueued: false });
  });

  it("sends once for two clicks at once, and once more after that", async () => {
    const local = await aPipeline();
    const edition = await anEdition(local, "rejected");
    await edition.finish();
    expect(await Promise.all([1, 2, 3].map(() => edition.correct(right)))).toEqual([
      sent,
      sent,
      sent,
    ]);
    await Promise.all([edition.send(), edition.send()]);
    expect(await edition.correct(right)).toEqual(sent);
    await edition.send();
    expect(copies(local).get(right)).toBe(1);
    expect((await edition.progress()).attempts).toEqual([1]);
  });

  it("is completed by a repetition if it was killed at any request", async () => {
    const local = await aPipeline();
    const edition = await anEdition(local, "rejected", "mü0@example.org");
    for (let steps = 0, tries = 0; ; steps += stride, tries++) {
      const to = `mu${steps}@example.org`;
      const killed = stepByStep(local.pipeline, pipeline => edition.correct(to, pipeline));
      const isOver = !(await killed.run(steps));
      const between = await edition.account();
      expect([steps, between.audience, sum(between)]).toEqual([steps, 3, 3]);
      // A worker of the batch now sends to nobody but the corrected address.
      await edition.send();
      expect(await edition.correct(to)).toEqual(sent);
      await edition.send();
      expect([steps, copies(local).get(to), copies(local).size]).toEqual([steps, 1, 3 + tries]);
      await edition.bounce(50 + tries, to);
      if (isOver) break;
    }
  });

  it("leaves nothing of a corrected address after an erasure, whichever comes first", async () => {
    const local = await aPipeline();
    for (const first of ["correct", "erase"] as const)
      for (let steps = 0; ; steps += stride) {
        const email = `a${first}${steps}@example.org`;
        const to = `b${first}${steps}@example.org`;
        await fillList(local, `list-${first}${steps}`, [{ email }]);
        const hash = addressHash(email, local.pipeline.addressKey);
        const id = (await findSubscriberIds(local.pipeline.table, [hash])).get(hash) ?? "";
        const work = {
          correct: stepByStep(local.pipeline, pipeline =>
            changePerson(pipeline, id, { email: to }, ann),
          ),
          erase: stepByStep(local.pipeline, pipeline => eraseSubscriber(pipeline, id, ann)),
        };
        const isOver = !(await work[first].run(steps));
        await work[first === "correct" ? "erase" : "correct"].finish();
        await work[first].finish();
        const hashes = [email, to].map(each => addressHash(each, local.pipeline.addressKey));
        const owners = await findSubscriberIds(local.pipeline.table, hashes);
        expect([first, steps, owners.size]).toEqual([first, steps, 0]);
        expect(await getSubscriber(local.pipeline.table, id)).toBeUndefined();
        const known = await getSuppression(local.pipeline.table, hash);
        expect([first, steps, known.everywhere?.reason]).toEqual([first, steps, "erased"]);
        if (isOver) break;
      }
  });
});
