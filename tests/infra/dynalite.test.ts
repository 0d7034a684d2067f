import { describe, expect, it } from "vitest";
import { runClock } from "../../functions/steps/clock/run-clock.ts";
import { getEdition } from "../../functions/store/bulletins/editions.ts";
import { aPipeline, until } from "../local-pipeline.ts";
import { anAddressedEdition, colleagues, copies } from "../steps/an-edition.ts";

describe("the pipeline where dynoxide's binary is not", () => {
  it("does the same on dynalite", async () => {
    const local = await aPipeline({ engine: "dynalite", limits: { stall: 300 } });
    const { edition } = await anAddressedEdition(local, colleagues(120));
    local.start();
    await until("everyone has the letter", async () => {
      await runClock(local.pipeline, local.template);
      return (await getEdition(local.pipeline.table, edition.id))?.status === "finished";
    });
    expect([...copies(local).values()]).toEqual(Array(120).fill(1));
  });
});
