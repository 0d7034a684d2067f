import { expect, it } from "vitest";
import { readerOf } from "../../../functions/core/access/actor.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { unsubscribe } from "../../../functions/steps/people/unsubscribe.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { listBatches } from "../../../functions/store/ledger/batches.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { aComposedEdition, colleagues, fillList, never } from "../an-edition.ts";

/** An edition of a bulletin to the list that both share. */
async function anEditionOf(local: TestPipeline, id: string) {
  const edition = await aComposedEdition(local, { id, name: id, lists: ["staff"] });
  await addressEdition(local.pipeline, { edition: edition.id, round: 0 }, never);
  const [batch = { id: "", subscribers: [] as string[] }] = await Array.fromAsync(
    listBatches(local.pipeline.table, edition.id),
  );
  const send = () => sendBatch(local.pipeline, { edition: edition.id, batch: batch.id }, never);
  return { id: edition.id, subscribers: batch.subscribers, send };
}

/** The addresses that got letters since, without their domain. */
function letters(local: TestPipeline, before: number): string[] {
  const { outbox } = local.ses;
  return outbox
    .list({ limit: 100 })
    .slice(0, outbox.size() - before)
    .flatMap(({ destinations }) => destinations.map(address => address.split("@")[0] ?? ""))
    .sort();
}

it("a person who leaves one of two bulletins on a list gets the other, also if both are under way", async () => {
  const local = await aPipeline();
  await fillList(local, "staff", colleagues(3));
  const weekly = await anEditionOf(local, "weekly");
  const notes = await anEditionOf(local, "notes");
  const [, subscriber = ""] = weekly.subscribers;
  const bearer = { edition: weekly.id, subscriber };
  expect(await unsubscribe(local.pipeline, bearer, readerOf(bearer))).toBe("unsubscribed");

  await weekly.send();
  expect(letters(local, 0)).toEqual(["p0", "p2"]);
  expect(await readAccount(local.pipeline, weekly.id)).toMatchObject({
    audience: 3,
    accepted: 2,
    suppressed: 1,
  });
  const sent = local.ses.outbox.size();
  await notes.send();
  expect(letters(local, sent)).toEqual(["p0", "p1", "p2"]);
  expect(await readAccount(local.pipeline, notes.id)).toMatchObject({ audience: 3, accepted: 3 });
});
