import fc from "fast-check";
import { expect, it } from "vitest";
import { aPipeline, type TestPipeline } from "../../../local-pipeline.ts";
import { isFullSize } from "../../../size.ts";
import { stepByStep } from "../step-by-step.ts";
import { type Carried, firstBulletins } from "./deeds.ts";
import { peopleModel } from "./people-model.ts";
import { realPeople } from "./real-people.ts";
import { sequences } from "./stories.ts";

/** Lanes of sequences go side by side, each with a table of its own: a sequence mostly waits. */
const perLane = isFullSize ? 125 : 8;
/**
 * `MODEL_SEED=12,15` repeats these lanes. The sequences of the small size find most faults of a kind
 * that imports, undo and erasures may have.
 */
const seeds =
  process.env.MODEL_SEED?.split(",").map(Number) ??
  (isFullSize ? [0, 1, 2, 3, 4, 5, 6, 7].map(lane => (Date.now() % 1_000_000) + lane) : [154]);
/** A failure is made smaller before it is shown: this takes up to an hour. */
const timeoutMs = isFullSize ? 2 * 3_600_000 : 300_000;

/** Carries out a sequence, and compares what the next edition of each bulletin reaches. */
async function runSequence(local: TestPipeline, name: string, deeds: readonly Carried[]) {
  const model = peopleModel();
  const real = await realPeople(local, name);
  for (const on of firstBulletins) await real.carryOut({ kind: "bulletin", on }, real.pipeline);
  let imports = 0;
  let moment = real.passTime();
  for (const deed of deeds) {
    moment = real.passTime();
    const times = deed.how === "twice" ? 2 : 1;
    const id = await real.idOf(deed);
    const isPartial = typeof deed.how === "number" && deed.kind !== "bulletin";
    if (isPartial && typeof deed.how === "number") {
      const list = "list" in deed ? deed.list : 0;
      const before = await real.applied(list);
      const killed = stepByStep(real.pipeline, pipeline => real.carryOut(deed, pipeline, id));
      await killed.run(deed.how);
      // What was killed after its last write is complete. The repetition is then another import.
      if ((await real.applied(list)) !== before) model.change(deed, moment, { import: ++imports });
      moment = real.passTime();
    }
    for (let time = 0; time < times; time++) {
      await real.carryOut(deed, real.pipeline, id);
      model.change(deed, moment, { import: ++imports });
    }
  }
  moment = real.passTime();
  for (const [bulletin] of model.bulletins.entries())
    expect([bulletin, await real.reached(bulletin)]).toEqual([
      bulletin,
      model.reached(bulletin, moment),
    ]);
}

/** A person who joins by the form leaves the other bulletins of the table: there must be few. */
const perTable = 25;

async function runLane(seed: number): Promise<void> {
  let local = await aPipeline();
  let number = 0;
  const lane = fc.asyncProperty(sequences, async deeds => {
    if (++number % perTable === 0) {
      local = await aPipeline();
      if (isFullSize) console.log(`MODEL_SEED=${seed}: ${number} of ${perLane} sequences`);
    }
    try {
      await runSequence(local, `s${number}`, deeds);
    } catch (error) {
      // Shown at once: to make it smaller takes a while.
      console.log(`MODEL_SEED=${seed}, ${JSON.stringify(deeds)}: ${error}`);
      throw error;
    }
  });
  await fc.assert(lane, { seed, numRuns: perLane, endOnFailure: false });
}

it(
  "the next edition reaches the people that a simple model names, after anything that happened",
  // A second attempt would hide what happens seldom.
  { timeout: timeoutMs, retry: 0 },
  async () => void (await Promise.all(seeds.map(runLane))),
);
