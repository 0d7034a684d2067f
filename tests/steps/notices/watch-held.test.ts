import { describe, expect, it } from "vitest";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { resumeWork } from "../../../functions/steps/control/resume-edition.ts";
import { stopEdition } from "../../../functions/steps/control/stop-edition.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { changeEdition } from "../../../functions/store/bulletins/change-edition.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { aDecision, ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { aComposedEdition, anAddressedEdition, colleagues, never } from "../an-edition.ts";
import { aWatchedPipeline } from "./told.ts";

/** Ways into being held, and what the notice says of each. */
const holds: readonly (readonly [string, RegExp, (local: TestPipeline) => Promise<string>])[] = [
  [
    "nobody is on its lists",
    /Nobody is on the edition’s lists/,
    async local => {
      const { id } = await aComposedEdition(local);
      await addressEdition(local.pipeline, { edition: id, round: 0 }, never);
      return id;
    },
  ],
  [
    "SES refuses to send",
    /SES refuses to send/,
    async local => {
      const { edition, batches } = await anAddressedEdition(local, colleagues(3));
      local.ses.faults.set({ accountPaused: true });
      await sendBatch(local.pipeline, { edition: edition.id, batch: batches[0]?.id ?? "" }, never);
      return edition.id;
    },
  ],
  [
    "a person paused it",
    /paused it on its page/,
    async local => {
      const { edition } = await anAddressedEdition(local, colleagues(3));
      await holdEdition(
        local.pipeline,
        { id: edition.id, status: "sending" },
        { code: "paused" },
        ann,
      );
      return edition.id;
    },
  ],
  [
    "its breaker holds it",
    /letters bounced/,
    async local => {
      const { edition } = await anAddressedEdition(local, colleagues(3));
      // As watchReturns does it, in one write with what it has seen.
      const change = {
        kind: "hold",
        reason: {
          code: "too-many-returns",
          figure: "bounced",
          people: 9,
          accepted: 10,
          allowedPercent: 5,
        },
        broken: true,
        history: aDecision(),
      } as const;
      await changeEdition(local.pipeline.table, { id: edition.id, status: "sending" }, change);
      return edition.id;
    },
  ],
];

describe("an edition that waits for a person", () => {
  it.each(holds)("is counted at each tick and gets one notice when %s", async (_, reason, hold) => {
    const local = await aPipeline();
    const { watched, told, last } = aWatchedPipeline(local);
    await runClock(watched, local.template);
    expect(last("held")).toBe(0);
    const id = await hold(local);
    for (let tick = 0; tick < 3; tick++) await runClock(watched, local.template);
    expect(last("held")).toBe(1);
    expect(told).toEqual([
      {
        subject: "Dear Colleague: an edition of Harbour Letters is held",
        text: expect.stringMatching(reason),
      },
    ]);
    expect(told[0]?.text).toContain(`http://localhost:3000/editions/${id}`);
    expect(local.logged.filter(line => line.includes('"event":"notice"'))).toHaveLength(1);
    await stopEdition(local.pipeline, id, "enough", ann);
    await runClock(watched, local.template);
    expect(last("held")).toBe(0);
  });

  it("gets another notice when it is held again", async () => {
    const local = await aPipeline();
    const { watched, told } = aWatchedPipeline(local);
    const { edition } = await anAddressedEdition(local, colleagues(3));
    for (let held = 0; held < 2; held++) {
      await holdEdition(
        local.pipeline,
        { id: edition.id, status: "sending" },
        { code: "paused" },
        ann,
      );
      await runClock(watched, local.template);
      const current = await getEdition(local.pipeline.table, edition.id);
      if (current) await resumeWork(local.pipeline, local.template, current, ann);
      await runClock(watched, local.template);
    }
    expect(told).toHaveLength(2);
  });

  it("gets one notice from two clocks at the same time", async () => {
    const local = await aPipeline();
    const { watched, told } = aWatchedPipeline(local);
    const { edition } = await anAddressedEdition(local, colleagues(3));
    await holdEdition(
      local.pipeline,
      { id: edition.id, status: "sending" },
      { code: "paused" },
      ann,
    );
    await Promise.all(Array.from({ length: 5 }, () => runClock(watched, local.template)));
    expect(told).toHaveLength(1);
  });

  it("gets its notice at the next tick if the mail could not be handed over, and that tick does not fail", async () => {
    const local = await aPipeline();
    const { watched, told } = aWatchedPipeline(local);
    const { edition } = await anAddressedEdition(local, colleagues(3));
    await holdEdition(
      local.pipeline,
      { id: edition.id, status: "sending" },
      { code: "paused" },
      ann,
    );
    const broken = {
      ...watched,
      tell: () => Promise.reject(new Error("the topic cannot be reached")),
    };
    await runClock(broken, local.template);
    expect(local.logged.join("\n")).toMatch(/"notice-failed".*the topic cannot be reached/);
    await runClock(watched, local.template);
    expect(told).toHaveLength(1);
  });
});
