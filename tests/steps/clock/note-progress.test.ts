import { expect, it } from "vitest";
import { noteProgress } from "../../../functions/store/bulletins/edition-runs.ts";
import { aPipeline } from "../../local-pipeline.ts";
import { aComposedEdition } from "../an-edition.ts";

it("counts a standstill from now if its note lies in the future, by a clock that was ahead", async () => {
  const local = await aPipeline();
  const { table } = local.pipeline;
  const { id } = await aComposedEdition(local);
  const now = local.pipeline.now();
  expect(await noteProgress(table, id, "here", now + 3_600_000)).toBe(now + 3_600_000);
  expect(await noteProgress(table, id, "here", now)).toBe(now);
  expect(await noteProgress(table, id, "here", now + 5_000)).toBe(now);
});
