import { describe, expect, it } from "vitest";
import type { Colleague } from "../../functions/core/colleague.ts";
import { countAudience } from "../../functions/steps/count-audience.ts";
import { importColleagues } from "../../functions/steps/import-colleagues.ts";
import { aPipeline } from "../local-pipeline.ts";

async function* people(from: number, to: number): AsyncGenerator<Colleague> {
  for (let number = from; number < to; number++) yield { email: `p${number}@example.org` };
}

describe("counting the audience", () => {
  it("counts whoever is on several lists once", async () => {
    const { pipeline } = await aPipeline();
    await importColleagues(pipeline, "north", people(0, 120));
    await importColleagues(pipeline, "south", people(100, 150));
    expect(await countAudience(pipeline, ["north", "south"])).toBe(150);
    expect(await countAudience(pipeline, ["south"])).toBe(50);
    expect(await countAudience(pipeline, ["nobody"])).toBe(0);
    expect(await countAudience(pipeline, [])).toBe(0);
  });
});
