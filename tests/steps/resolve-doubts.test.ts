import { describe, expect, it } from "vitest";
import { addFacts } from "../../functions/store/progress.ts";
import { anEditionInDoubt, claimedAt, feedbackQueues, graceMs } from "./a-doubt.ts";

/** Four people are named by events; of the fifth and sixth nothing was heard. */
const inDoubt = { claimed: [0, 1, 2, 3, 4, 5], accepted: [0, 1, 2, 3], named: [0, 1, 2, 3], at: claimedAt };
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

  it("is not settled by time in which nobody listened: after a kill and a pause the grace begins anew", async () => {
    const { ticks, released, status } = await anEditionInDoubt(resend, [inDoubt]);
    await ticks(claimedAt, claimedAt + 2_000);
    const again = claimedAt + 15_000;
    await ticks(again, again + graceMs);
    expect(await released()).toEqual([]);
    expect(await status()).toBe("sending");
    await ticks(again + graceMs, again + graceMs + twoLooks);
    expect(await released()).toEqual([4, 5]);
  });

  it("has nobody sent to twice whose events come while the command listens again", async () => {
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

  it("is left to an editor while events lie among the dead letters", async () => {
    const { ticks, released, local, status, reason } = await anEditionInDoubt(resend, [inDoubt]);
    await feedbackQueues(local).putDeadLetter();
    await ticks(claimedAt, claimedAt + 3 * graceMs);
    expect(await status()).toBe("sending");
    await ticks(claimedAt + 3 * graceMs, claimedAt + 4 * graceMs);
    expect(await status()).toBe("held");
    expect(await reason()).toMatch(/^SES gave no answer for some people.* lie among the dead letters\.$/);
    expect(await released()).toEqual([]);
  });

  it("is left to an editor where the bulletin says so", async () => {
    const { ticks, released, status } = await anEditionInDoubt(hold, [inDoubt]);
    await ticks(claimedAt, claimedAt + graceMs);
    expect(await status()).toBe("sending");
    await ticks(claimedAt + graceMs, claimedAt + graceMs + twoLooks);
    expect(await status()).toBe("held");
    expect(await released()).toEqual([]);
  });

  it("is left to an editor where SES answered for nobody and its events name some alone", async () => {
    const unanswered = { ...inDoubt, accepted: [] };
    const answered = { claimed: [0, 1], accepted: [0, 1], named: [0, 1], at: claimedAt };
    const { ticks, released, status } = await anEditionInDoubt(resend, [unanswered, answered]);
    await ticks(claimedAt, claimedAt + 4 * graceMs);
    expect(await status()).toBe("held");
    expect(await released()).toEqual([]);
  });

  it("begins anew when the clock was set back, though what is noted lies in the future", async () => {
    const { ticks, released } = await anEditionInDoubt(resend, [inDoubt]);
    await ticks(claimedAt + 3_600_000, claimedAt + 3_602_000);
    await ticks(claimedAt + 1_000, claimedAt + graceMs);
    expect(await released()).toEqual([]);
    await ticks(claimedAt + graceMs, claimedAt + graceMs + 1_000 + twoLooks);
    expect(await released()).toEqual([4, 5]);
  });
});

describe("doubt while letters go out, and the queue of events is never empty", () => {
  const later = { claimed: [0, 1, 2], accepted: [0, 1, 2], named: [0, 1, 2], at: claimedAt + graceMs };

  it.each([
    ["is settled by the events of letters accepted a grace later, where no earlier letter lacks its own", later, [4, 5]],
    ["is not settled by the events of letters accepted sooner", { ...later, at: claimedAt + graceMs - 1 }, []],
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
    const latest = { claimed: [0, 1], accepted: [0, 1], named: [], at: claimedAt + graceMs + 1_000 };
    const { ticks, released, local } = await anEditionInDoubt(resend, [inDoubt, later, latest]);
    await feedbackQueues(local).putEvent();
    await ticks(claimedAt, claimedAt + 2 * graceMs);
    expect(await released()).toEqual([4, 5]);
  });
});
