import { readFileSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { readLetterFile } from "../../../../functions/core/writing/letter-file.ts";
import { singleLetter } from "../../../../functions/core/writing/single-letter.ts";
import { leaseList } from "../../../../functions/steps/people/imports/import-lease.ts";
import { aPipeline } from "../../../local-pipeline.ts";
import { aLetterTo } from "../a-letter.ts";

describe("npm run letter while another import holds the letter's list", () => {
  it("says that nothing was sent, and ends as it does for other unusable input", async () => {
    const elsewhere = await aPipeline();
    const file = readLetterFile(readFileSync("docs/examples/exam-reform-as-pasted.txt"));
    if (file.kind !== "letter-file") throw new Error("the example is no letter");
    const { editionId } = singleLetter(file.file, new Date());
    const lease = await leaseList(elsewhere.pipeline, editionId, {});
    const renewing = setInterval(() => void lease.assertHeld(), 1_000);
    onTestFinished(() => clearInterval(renewing));

    const { send } = await aLetterTo(2);
    const { dynamodb } = elsewhere.endpoints;
    const run = send(
      { AWS_ENDPOINT_URL_DYNAMODB: dynamodb, TABLE_NAME: elsewhere.pipeline.table.name },
      "--json",
    );
    expect(await run.ended).toBe(2);
    expect(run.output()).toContain(
      "Nothing was sent: another run is putting people on the same list",
    );
    expect(run.output()).not.toMatch(/unexpectedly|^\{/m);
  });
});
