import fc from "fast-check";
import { expect, it } from "vitest";
import { aPipeline, type TestPipeline } from "../../../local-pipeline.ts";
import { isFullSize } from "../../../size.ts";
import { stepByStep } from "../step-by-step.ts";
import { type Carried, firstBulletins, sequences } from "./deeds.ts";
import { peopleModel } from "./people-model.ts";
import { realPeople } from "./real-people.ts";

/** Sequences of deeds; `npm test -- --mode full` with this file runs the full number. */
const numRuns = isFullSize ? 1_000 : 4;
/** The full number takes an hour or more, and longer if it must shrink a failure. */
const timeoutMs = isFullSize ? 6 * 3_600_000 : undefined;

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

it(
  "the next edition reaches the people that a simple model names, after anything that happened",
  async () => {
    let local = await aPipeline();
    let number = 0;
    await fc.assert(
      fc.asyncProperty(sequences, async deeds => {
        // A person who joins by the form leaves the other bulletins of the table: there must be few.
        if (++number % 50 === 0) local = await aPipeline();
        await runSequence(local, `s${number}`, deeds);
      }),
      { numRuns, endOnFailure: false },
    );
  },
  timeoutMs,
);
