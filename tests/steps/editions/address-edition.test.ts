import { describe, expect, it, onTestFinished } from "vitest";
import { batchSize } from "../../../functions/core/ledger/attempt.ts";
import { openDynamoDb } from "../../../functions/runtime/aws-clients.ts";
import { addressAgain, addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { changeEdition } from "../../../functions/store/bulletins/change-edition.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import {
  type Batch,
  batchId,
  cutBatch,
  listBatches,
} from "../../../functions/store/ledger/batches.ts";
import { changeSubscriber } from "../../../functions/store/people/projections.ts";
import { listSubscriberIds } from "../../../functions/store/people/subscriptions.ts";
import { localEndpoint } from "../../../infra/local/aws/local-endpoint.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import {
  aComposedEdition,
  anAddressedEdition,
  colleagues,
  fillList,
  never,
} from "../an-edition.ts";

const batchesOf = (local: TestPipeline, edition: string) =>
  Array.fromAsync(listBatches(local.pipeline.table, edition));
const people = (batches: readonly Batch[]) => batches.flatMap(batch => batch.subscribers);

describe("addressing an edition", () => {
  it("cuts the audience into batches of at most fifty, in subscriber order", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(120));
    expect(batches.map(batch => batch.subscribers.length)).toEqual([50, 50, 20]);
    expect(batches.map(batch => batch.through)).toEqual([50, 100, 120]);
    expect(people(batches)).toEqual([...people(batches)].sort());
    expect(edition).toMatchObject({ status: "sending", audience: 120, rounds: 1 });
  });

  it("has a person on several lists once", async () => {
    const local = await aPipeline();
    const edition = await aComposedEdition(local, { lists: ["one", "two", "three"] });
    await fillList(local, "one", colleagues(70));
    await fillList(local, "two", colleagues(70, 35));
    await fillList(local, "three", colleagues(10, 60));
    await addressEdition(local.pipeline, { edition: edition.id, round: 0 }, never);
    const addressed = people(await batchesOf(local, edition.id));
    expect(addressed).toHaveLength(105);
    expect(new Set(addressed).size).toBe(105);
  });

  it("cuts the audience once, however many workers do it and however the list changes during it", async () => {
    const local = await aPipeline();
    const edition = await aComposedEdition(local, { lists: ["staff"] });
    await fillList(local, "staff", colleagues(400));
    const work = () => addressEdition(local.pipeline, { edition: edition.id, round: 0 }, never);
    const changes = async () => {
      await fillList(local, "more", colleagues(50, 400));
      const first = (await batchesOf(local, edition.id))[0]?.subscribers ?? [];
      for (const id of first.slice(0, 20))
        await changeSubscriber(local.pipeline.table, id, { leave: "staff" }, { now: new Date() });
    };
    await Promise.all([work(), work(), changes(), work(), work()]);
    await work();
    const batches = await batchesOf(local, edition.id);
    expect(new Set(people(batches)).size).toBe(people(batches).length);
    // The batches are one chain: each follows the last person of the one before.
    for (const [index, batch] of batches.entries()) {
      const before = batches[index - 1];
      if (before) expect(batch.id).toBe(`000-${before.subscribers.at(-1)}`);
    }
    expect((await getEdition(local.pipeline.table, edition.id))?.audience).toBe(
      people(batches).length,
    );
  });

  it("does not end a round that a slow worker has not seen", async () => {
    const local = await aPipeline();
    const { id, lists } = await aComposedEdition(local);
    const [list = ""] = lists;
    await fillList(local, list, colleagues(3));
    const address = (pipeline: TestPipeline["pipeline"], round: number) =>
      addressEdition(pipeline, { edition: id, round }, never);
    const edition = () => getEdition(local.pipeline.table, id);
    // It has walked its lists and asks for the quota. During this call others do the same, and newcomers
    // are added.
    const quota = async () => {
      await address(local.pipeline, 0);
      await fillList(local, list, colleagues(5));
      const sending = await edition();
      expect(sending && (await addressAgain(local.pipeline, sending, "2"))).toBe(true);
      return local.pipeline.quota();
    };
    expect(await address({ ...local.pipeline, quota }, 0)).toBe("nothing-to-do");
    expect(await edition()).toMatchObject({ status: "addressing", rounds: 1 });
    expect(await address(local.pipeline, 1)).toBe("addressed");
    expect(await edition()).toMatchObject({ status: "sending", rounds: 2, audience: 5 });
  });

  it("goes on from the last batch when its time is up", async () => {
    const local = await aPipeline();
    const edition = await aComposedEdition(local);
    await fillList(local, edition.lists[0] ?? "", colleagues(230));
    let turns = 0;
    while (
      (await addressEdition(local.pipeline, { edition: edition.id, round: 0 }, () => true)) ===
      "more"
    )
      turns++;
    expect(turns).toBe(Math.floor(230 / batchSize));
    expect(new Set(people(await batchesOf(local, edition.id))).size).toBe(230);
  });

  it("gives a later round only people that no earlier round had", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(60, 40), {
      lists: ["staff"],
    });
    await fillList(local, "staff", colleagues(120));
    expect(await addressAgain(local.pipeline, edition, "second")).toBe(true);
    await addressEdition(local.pipeline, { edition: edition.id, round: 1 }, never);
    const all = await batchesOf(local, edition.id);
    expect(new Set(people(all)).size).toBe(120);
    expect(people(all)).toHaveLength(120);
    expect(all.slice(0, batches.length)).toEqual(batches);
  });

  it("holds an edition that exceeds the rest of the account's quota, and gives the figures", async () => {
    const local = await aPipeline({ ses: { max24HourSend: 100 } });
    const { edition } = await anAddressedEdition(local, colleagues(101));
    expect(edition.status).toBe("held");
    expect(edition.reason).toEqual({
      code: "over-quota",
      people: 101,
      max24HourSend: 100,
      left: 100,
      reserved: 0,
      days: 2,
    });
    expect(local.ses.outbox.size()).toBe(0);
  });

  it("holds an edition with nobody on its lists", async () => {
    const local = await aPipeline();
    const { edition } = await anAddressedEdition(local, []);
    expect(edition).toMatchObject({ status: "held", audience: 0 });
  });

  it("does nothing for an edition that is not being addressed", async () => {
    const local = await aPipeline();
    const { edition } = await anAddressedEdition(local, colleagues(3));
    expect(await addressEdition(local.pipeline, { edition: edition.id, round: 0 }, never)).toBe(
      "nothing-to-do",
    );
    await changeEdition(
      local.pipeline.table,
      { id: edition.id, status: "sending", rounds: 1 },
      { kind: "finish" },
    );
    expect(await addressEdition(local.pipeline, { edition: edition.id, round: 1 }, never)).toBe(
      "nothing-to-do",
    );
    expect(await addressEdition(local.pipeline, { edition: "no-such", round: 0 }, never)).toBe(
      "nothing-to-do",
    );
  });

  it("leaves no place at its end for a worker that still walks the lists: latecomers go into a later round", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(30), {
      lists: ["staff"],
    });
    await fillList(local, "staff", colleagues(31));
    const cursor = batches[0]?.subscribers.at(-1) ?? "";
    const late = {
      id: batchId(0, cursor),
      subscribers: ["01ZZZZZZZZZZZZZZZZZZZZZZZZ"],
      through: 31,
    };
    expect((await cutBatch(local.pipeline.table, edition.id, late)).subscribers).toEqual([]);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 30,
      pending: 30,
    });
    expect(await addressAgain(local.pipeline, edition, "second")).toBe(true);
    await addressEdition(local.pipeline, { edition: edition.id, round: 1 }, never);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 31,
      pending: 31,
    });
    expect((await batchesOf(local, edition.id)).map(batch => batch.through)).toEqual([30, 31]);
  });

  it("goes on from a batch that another worker cut first, and takes its people into the audience", async () => {
    const local = await aPipeline();
    const edition = await aComposedEdition(local, { lists: ["staff"] });
    await fillList(local, "staff", colleagues(70));
    const ids = await Array.fromAsync(listSubscriberIds(local.pipeline.table, "staff", ""));
    const [first = ""] = ids;
    const address = (pipeline: TestPipeline["pipeline"], timeIsUp: () => boolean) =>
      addressEdition(pipeline, { edition: edition.id, round: 0 }, timeIsUp);
    // It has read the list, and is about to write its first batch. Now the first person leaves, and
    // another worker cuts a batch of the fifty that follow.
    const client = openDynamoDb(localEndpoint(local.endpoints.dynamodb));
    onTestFinished(() => client.destroy());
    let cuts = 0;
    client.middlewareStack.add(
      next => async args => {
        const { Item } = args.input as { Item?: { SK?: { S?: string } } };
        if (Item?.SK?.S?.startsWith("BATCH#") && cuts++ === 0) {
          await changeSubscriber(
            local.pipeline.table,
            first,
            { leave: "staff" },
            { now: new Date() },
          );
          expect(await address(local.pipeline, () => true)).toBe("more");
        }
        return next(args);
      },
      { step: "initialize" },
    );
    const slow = { ...local.pipeline, table: { ...local.pipeline.table, client } };
    expect(await address(slow, never)).toBe("addressed");
    expect(cuts).toBeGreaterThan(1);
    const batches = await batchesOf(local, edition.id);
    expect(people(batches)).toEqual(ids.slice(1));
    expect(batches.map(batch => batch.through).slice(0, 2)).toEqual([50, 69]);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 69,
      pending: 69,
    });
  });
});
