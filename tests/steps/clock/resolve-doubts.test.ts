import { describe, expect, it } from "vitest";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { addFacts, getProgress } from "../../../functions/store/ledger/batch-progress.ts";
import { aPipeline, until } from "../../local-pipeline.ts";
import {
  anAddressedEdition,
  colleagues,
  copies,
  never,
  tickWhileListening,
} from "../an-edition.ts";
import { anEditionInDoubt, claimedAt, feedbackQueues, graceMs } from "./a-doubt.ts";

/** Four people are named by events; of the fifth and sixth nothing was heard. */
const inDoubt = {
  claimed: [0, 1, 2, 3, 4, 5],
  accepted: [0, 1, 2, 3],
  named: [0, 1, 2, 3],
  at: claimedAt,
};
const resend = { uncertain: "resend" as const };
const hold = { uncertain: "hold" as const };

/** Milliseconds within which the way of the events is seen empty twice, once the grace is over. */
const twoLooks = 6_000;

describe("doubt", () => {
  it("is settled after the grace and two looks at an empty queue, not before", async () => {
    const { ticks, released } = await anEditionInDoubt(resend, [inDoubt]);
    await ticks(claimedAt, claimedAt + graceMs);
    expect(await released()).toEqual([]);
    await ticks(claimedAt + graceMs, claimedAt + graceMs + twoLooks);
    expect(await released()).toEqual([4, 5]);
  });

  it("is not settled by time in which nobody listened: the grace begins again after a kill and a pause", async () => {
    const { ticks, released, status } = await anEditionInDoubt(resend, [inDoubt]);
    await ticks(claimedAt, claimedAt + 2_000);
    const again = claimedAt + 15_000;
    await ticks(again, again + graceMs);
    expect(await released()).toEqual([]);
    expect(await status()).toBe("sending");
    await ticks(again + graceMs, again + graceMs + twoLooks);
    expect(await released()).toEqual([4, 5]);
  });

  it("sends no second copy to people if their events come while the command listens again", async () => {
    const { ticks, released, status, local, first } = await anEditionInDoubt(hold, [inDoubt]);
    await ticks(claimedAt, claimedAt + 2_000);
    const again = claimedAt + 15_000;
    await ticks(again, again + graceMs - 1_000);
    await addFacts(local.pipeline.table, first.edition, first.batch, { delivered: [4, 5] });
    await ticks(again + graceMs, again + graceMs + twoLooks);
    expect(await released()).toEqual([]);
    expect(await status()).toBe("finished");
  });

  it("waits while events wait in the queue", async () => {
    const { ticks, released, local } = await anEditionInDoubt(resend, [inDoubt]);
    const queues = feedbackQueues(local);
    await queues.putEvent();
    await ticks(claimedAt, claimedAt + 3 * graceMs);
    expect(await released()).toEqual([]);
    await queues.purge();
    await ticks(claimedAt + 3 * graceMs, claimedAt + 3 * graceMs + twoLooks);
    expect(await released()).toEqual([4, 5]);
  });

  it("is left to an editor while events are in the queue of dead letters", async () => {
    const { ticks, released, local, status, reason } = await anEditionInDoubt(resend, [inDoubt]);
    await feedbackQueues(local).putDeadLetter();
    await ticks(claimedAt, claimedAt + 3 * graceMs);
    expect(await status()).toBe("sending");
    await ticks(claimedAt + 3 * graceMs, claimedAt + 4 * graceMs);
    expect(await status()).toBe("held");
    expect(await reason()).toEqual({ code: "no-answer", deadLetters: true });
    expect(await released()).toEqual([]);
  });

  it("is left to an editor if the bulletin says so", async () => {
    const { ticks, released, status } = await anEditionInDoubt(hold, [inDoubt]);
    await ticks(claimedAt, claimedAt + graceMs);
    expect(await status()).toBe("sending");
    await ticks(claimedAt + graceMs, claimedAt + graceMs + twoLooks);
    expect(await status()).toBe("held");
    expect(await released()).toEqual([]);
  });

  it("is left to an editor if SES answered for nobody and its events name only some people", async () => {
    const unanswered = { ...inDoubt, accepted: [] };
    const answered = { claimed: [0, 1], accepted: [0, 1], named: [0, 1], at: claimedAt };
    const { ticks, released, status } = await anEditionInDoubt(resend, [unanswered, answered]);
    await ticks(claimedAt, claimedAt + 4 * graceMs);
    expect(await status()).toBe("held");
    expect(await released()).toEqual([]);
  });

  it("begins again after the clock was set back, though the noted times lie in the future", async () => {
    const { ticks, released } = await anEditionInDoubt(resend, [inDoubt]);
    await ticks(claimedAt + 3_600_000, claimedAt + 3_602_000);
    await ticks(claimedAt + 1_000, claimedAt + graceMs);
    expect(await released()).toEqual([]);
    await ticks(claimedAt + graceMs, claimedAt + graceMs + 1_000 + twoLooks);
    expect(await released()).toEqual([4, 5]);
  });
});

describe("sending again to people in doubt", () => {
  it("is counted if they may have the first copy: their events come late, and they have two", async () => {
    const { ticks, local, first, status } = await anEditionInDoubt(resend, [inDoubt]);
    await ticks(claimedAt, claimedAt + graceMs + twoLooks);
    await addFacts(local.pipeline.table, first.edition, first.batch, { delivered: [4] });
    expect(await readAccount(local.pipeline, first.edition)).toMatchObject({
      accepted: 5,
      pending: 1,
      resent: 0,
    });
    await sendBatch(local.pipeline, first, never);
    const now = claimedAt + graceMs + twoLooks;
    await ticks(now, now);
    // Two people had no event. For one it came in time; the other was sent to a second time.
    expect(await readAccount(local.pipeline, first.edition)).toMatchObject({
      accepted: 6,
      resent: 1,
    });
    expect([...copies(local).keys()]).toEqual(["p5@example.org"]);
    expect(await status()).toBe("finished");
  });

  it.each([hold, resend])(
    "is certain with the local SES, whatever the bulletin says, and then nobody may have two",
    async bulletin => {
      const local = await aPipeline({ limits: { stallMs: 300, graceMs: 1_500 } });
      local.ses.faults.set({ resetBeforeAccept: { count: 2 }, resetAfterAccept: { count: 2 } });
      const { edition, batches } = await anAddressedEdition(local, colleagues(12), bulletin);
      local.start();
      await until("it is finished", async () => {
        await tickWhileListening(local.pipeline, edition.id);
        return (await getEdition(local.pipeline.table, edition.id))?.status === "finished";
      });
      expect([...copies(local).values()]).toEqual(Array(12).fill(1));
      expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
        audience: 12,
        accepted: 12,
        resent: 0,
      });
      const progress = await getProgress(local.pipeline.table, edition.id, batches[0]?.id ?? "");
      expect([progress.retried.size, progress.released.size]).toEqual([2, 0]);
    },
  );

  it("is not certain once the local SES has lost an event", async () => {
    const local = await aPipeline({ limits: { stallMs: 300, graceMs: 1_500 } });
    local.ses.faults.set({ resetAfterAccept: { count: 2 }, loseEvents: { count: 24 } });
    const { edition } = await anAddressedEdition(local, colleagues(12), hold);
    local.start();
    await until("it is held", async () => {
      await tickWhileListening(local.pipeline, edition.id);
      return (await getEdition(local.pipeline.table, edition.id))?.status === "held";
    });
    expect([...copies(local).values()]).toEqual(Array(12).fill(1));
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      accepted: 10,
      uncertain: 2,
      resent: 0,
    });
  });
});

describe("doubt while letters go out, and the queue of events is never empty", () => {
  const later = {
    claimed: [0, 1, 2],
    accepted: [0, 1, 2],
    named: [0, 1, 2],
    at: claimedAt + graceMs,
  };

  it.each([
    [
      "is settled by the events of letters accepted a grace later, where no earlier letter lacks its own",
      later,
      [4, 5],
    ],
    [
      "is not settled by the events of letters accepted sooner",
      { ...later, at: claimedAt + graceMs - 1 },
      [],
    ],
    [
      "is not settled while a letter lacks its event that was accepted no later than the last one named",
      { ...later, named: [1, 2] },
      [],
    ],
  ])("%s", async (_, second, expected) => {
    const { ticks, released, local } = await anEditionInDoubt(resend, [inDoubt, second]);
    await feedbackQueues(local).putEvent();
    await ticks(claimedAt, claimedAt + 2 * graceMs);
    expect(await released()).toEqual(expected);
  });

  it("is settled though the latest letters lack their events", async () => {
    const latest = {
      claimed: [0, 1],
      accepted: [0, 1],
      named: [],
      at: claimedAt + graceMs + 1_000,
    };
    const { ticks, released, local } = await anEditionInDoubt(resend, [inDoubt, later, latest]);
    await feedbackQueues(local).putEvent();
    await ticks(claimedAt, claimedAt + 2 * graceMs);
    expect(await released()).toEqual([4, 5]);
  });
});
