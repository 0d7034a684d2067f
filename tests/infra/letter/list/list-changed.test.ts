import { appendFileSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readLetterFile } from "../../../../functions/core/writing/letter-file.ts";
import { singleLetter } from "../../../../functions/core/writing/single-letter.ts";
import { changeEdition } from "../../../../functions/store/bulletins/change-edition.ts";
import { getEdition } from "../../../../functions/store/bulletins/editions.ts";
import { aDecision } from "../../../examples/builders.ts";
import { aPipeline } from "../../../local-pipeline.ts";
import { accountOf, aLetterTo } from "../a-letter.ts";

describe("npm run letter again", () => {
  it("does not report success when the letter is stopped and its list names more people", async () => {
    const elsewhere = await aPipeline();
    const { table } = elsewhere.pipeline;
    const file = readLetterFile(readFileSync("docs/examples/exam-reform-as-pasted.txt"));
    if (file.kind !== "letter-file") throw new Error("the example is no letter");
    const { editionId } = singleLetter(file.file, new Date());
    const { list, send } = await aLetterTo(2);
    const run = () =>
      send(
        { AWS_ENDPOINT_URL_DYNAMODB: elsewhere.endpoints.dynamodb, TABLE_NAME: table.name },
        "--json",
      );

    expect(await run().ended).toBe(0);
    expect(await run().ended).toBe(0);
    // The list was read once.
    expect(await getEdition(table, editionId)).toMatchObject({ status: "finished", rounds: 1 });

    await changeEdition(table, { id: editionId, status: "finished" }, { kind: "reopen" });
    const sending = { id: editionId, status: "sending" } as const;
    expect(
      await changeEdition(table, sending, {
        kind: "stop",
        history: aDecision(),
        reason: { code: "stopped", words: "No." },
      }),
    ).toBe(true);
    expect(await run().ended).toBe(0);
    appendFileSync(list, "new@example.org,New\n");
    const last = run();
    expect(await last.ended).toBe(1);
    expect(last.output()).toContain(
      "The letter is stopped, so people who are new on the list did not get it.\n",
    );
    expect(accountOf(last)).toMatchObject({ audience: 2, accepted: 2, pending: 0 });
  });
});
