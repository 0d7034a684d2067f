import { describe, expect, it } from "vitest";
import type { Edition } from "../../../functions/core/bulletins/edition.ts";
import { addressAgain, addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { findCopy } from "../../../functions/steps/ledger/find-copy.ts";
import { eraseSubscriber } from "../../../functions/steps/people/erase-subscriber.ts";
import { unsubscribe } from "../../../functions/steps/people/unsubscribe.ts";
import { changeEdition } from "../../../functions/store/bulletins/change-edition.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { addFacts } from "../../../functions/store/ledger/batch-progress.ts";
import { keepMessages } from "../../../functions/store/ledger/messages.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, fillList, never } from "../an-edition.ts";

/** What is found, and how many reads of the table that took. */
async function counted(local: TestPipeline, edition: Edition, address: string) {
  const { table } = local.pipeline;
  let reads = 0;
  const client = Object.create(table.client, {
    send: {
      value: (...given: Parameters<typeof table.client.send>) => {
        reads++;
        return table.client.send(...given);
      },
    },
  });
  const found = await findCopy(
    { ...local.pipeline, table: { ...table, client } },
    edition,
    address,
  );
  return { found, reads };
}

describe("looking for one person's copy", () => {
  it("says its standing and the message id it went out under, in three reads", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(170));
    const batch = batches[2]?.id ?? "";
    await addFacts(local.pipeline.table, edition.id, batch, { accepted: [3], delivered: [3] });
    await keepMessages(
      local.pipeline.table,
      edition.id,
      batch,
      new Map([[3, { messageId: "0102-a", at: 5_000 }]]),
    );
    const { found, reads } = await counted(local, edition, " P103@Example.org ");
    expect(found).toMatchObject({
      kind: "on-edition",
      copy: {
        place: { batch, position: 3 },
        standing: "accepted",
        delivered: true,
        bounced: false,
        person: { email: "p103@example.org" },
        messages: [{ messageId: "0102-a", at: 5_000 }],
      },
      suppression: undefined,
      listed: true,
    });
    expect(reads).toBe(3);
  });

  it("finds each person in their own batch, at its edges too", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(120));
    for (const index of [0, 49, 50, 99, 100, 119])
      expect((await counted(local, edition, `p${index}@example.org`)).found).toMatchObject({
        copy: {
          place: { batch: batches[Math.floor(index / 50)]?.id, position: index % 50 },
          standing: "pending",
        },
      });
  });

  it("reads once more for each further round", async () => {
    const local = await aPipeline();
    const { edition } = await anAddressedEdition(local, colleagues(60));
    await changeEdition(
      local.pipeline.table,
      { id: edition.id, status: "sending", rounds: 1 },
      { kind: "finish" },
    );
    await fillList(local, "staff", colleagues(61));
    const finished = await getEdition(local.pipeline.table, edition.id);
    if (finished) await addressAgain(local.pipeline, finished, "2");
    await addressEdition(local.pipeline, { edition: edition.id, round: 1 }, never);
    const again = (await getEdition(local.pipeline.table, edition.id)) ?? edition;
    expect(again.rounds).toBe(2);
    const { found, reads } = await counted(local, again, "p60@example.org");
    expect(found).toMatchObject({
      kind: "on-edition",
      copy: { place: { position: 0, batch: expect.stringMatching(/^001-/) } },
    });
    expect(reads).toBe(4);
    expect((await counted(local, again, "p5@example.org")).reads).toBe(3);
  });

  it("says why a person is no longer written to", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(3));
    const subscriber = batches[0]?.subscribers[1] ?? "";
    await unsubscribe(local.pipeline, { edition: edition.id, subscriber }, ann);
    await addFacts(local.pipeline.table, edition.id, batches[0]?.id ?? "", { suppressed: [1] });
    expect((await counted(local, edition, "p1@example.org")).found).toMatchObject({
      kind: "on-edition",
      copy: { standing: "suppressed" },
      suppression: "unsubscribed",
      listed: true,
    });
  });

  it("tells apart a person not on the edition, an unknown one, an erased one, and an invalid address", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(3));
    await fillList(local, "staff", colleagues(5));
    expect((await counted(local, edition, "p4@example.org")).found).toMatchObject({
      kind: "not-on-edition",
      listed: true,
    });
    expect(await counted(local, edition, "nobody@example.org")).toEqual({
      found: { kind: "unknown", suppression: undefined },
      reads: 1,
    });
    await eraseSubscriber(local.pipeline, batches[0]?.subscribers[0] ?? "", ann);
    expect((await counted(local, edition, "p0@example.org")).found).toEqual({
      kind: "unknown",
      suppression: "erased",
    });
    expect((await counted(local, edition, "p0 at example")).found).toMatchObject({
      kind: "invalid",
    });
  });
});
