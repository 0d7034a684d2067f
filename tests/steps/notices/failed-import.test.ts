import { expect, it } from "vitest";
import { importList } from "../../../functions/steps/people/import-list.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline } from "../../local-pipeline.ts";
import { colleagues } from "../an-edition.ts";
import { aWatchedPipeline } from "./told.ts";

it("counts a failed import, gives notice of it without an address, and fails", async () => {
  const local = await aPipeline();
  const { watched, told, last } = aWatchedPipeline(local);
  async function* broken() {
    yield* colleagues(3);
    throw new Error("the file ended after p2@example.org");
  }
  await expect(importList(watched, "staff", broken(), { by: ann })).rejects.toThrow(
    "the file ended",
  );
  expect(last("import-failed")).toBe(1);
  expect(told).toEqual([
    {
      subject: "Dear Colleague: the import of the list staff failed",
      text: expect.stringMatching(
        /Why: Error: the file ended after \(address\)[\s\S]*import the same file again/,
      ),
    },
  ]);
  expect(local.logged.join("\n")).toContain(
    '"event":"import-failed","list":"staff","reason":"import-broke"',
  );
  expect(local.logged.join("\n")).not.toContain("p2@example.org");
  await importList(
    watched,
    "staff",
    (async function* () {
      yield* colleagues(3);
    })(),
    { by: ann },
  );
  expect(told).toHaveLength(1);
});
