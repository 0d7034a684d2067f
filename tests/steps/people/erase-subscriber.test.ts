import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, it } from "vitest";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { eraseSubscriber } from "../../../functions/steps/people/erase-subscriber.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { addressHash } from "../../../functions/store/people/subscribers.ts";
import { suppress } from "../../../functions/store/people/suppressions.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, copies, fillList, never } from "../an-edition.ts";

async function items({ pipeline: { table } }: TestPipeline): Promise<string[]> {
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
  return Items.map(item => JSON.stringify(unmarshall(item)));
}

/** The items of the table that say who the person of a number is. */
async function traces(local: TestPipeline, number = 1): Promise<string[]> {
  return (await items(local)).filter(item =>
    new RegExp(`p${number}@example\\.org|Person ${number}\\b`).test(item),
  );
}

/** Two lists with three people on both; one person is to be erased. */
async function anEdition(local: TestPipeline) {
  const { edition, batches } = await anAddressedEdition(local, colleagues(3), {
    lists: ["staff", "board"],
  });
  return { edition, batch: batches[0]?.id ?? "", subscriber: batches[0]?.subscribers[1] ?? "" };
}

describe("erasing a person", () => {
  it("leaves only the id in the ledger, and the hash that keeps the person off the lists", async () => {
    const local = await aPipeline();
    const { edition, batch, subscriber } = await anEdition(local);
    expect(await traces(local)).toHaveLength(3);
    expect(await eraseSubscriber(local.pipeline, subscriber, ann)).toBe("erased");
    expect(await traces(local)).toEqual([]);
    expect((await items(local)).join()).toContain(
      `SUPPRESSED#${addressHash("p1@example.org", local.pipeline.addressKey)}`,
    );
    await sendBatch(local.pipeline, { edition: edition.id, batch }, never);
    expect([...copies(local).keys()].sort()).toEqual(["p0@example.org", "p2@example.org"]);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 3,
      accepted: 2,
      suppressed: 1,
    });
    expect(local.logged.join()).not.toContain("@example.org");
  });

  it("keeps the person off the lists whatever is imported, even if suppressed for another reason", async () => {
    const local = await aPipeline();
    const { subscriber } = await anEdition(local);
    const hash = addressHash("p1@example.org", local.pipeline.addressKey);
    await suppress(local.pipeline.table, hash, {
      reason: "bounced",
      now: new Date(),
      scope: "everywhere",
    });
    await eraseSubscriber(local.pipeline, subscriber, ann);
    await fillList(local, "staff", colleagues(4));
    await fillList(local, "another", colleagues(4));
    expect(await traces(local)).toEqual([]);
    expect(await traces(local, 3)).toHaveLength(3);
  });

  it("is completed by an import at the same moment, or the next one", async () => {
    const local = await aPipeline();
    const { subscriber } = await anEdition(local);
    await Promise.all([
      eraseSubscriber(local.pipeline, subscriber, ann),
      fillList(local, "staff", colleagues(3)),
    ]);
    expect(await traces(local)).toEqual([]);
  });

  it("is safe to repeat after an interruption at any write", async () => {
    const local = await aPipeline();
    const everyone = colleagues(12);
    const { batches } = await anAddressedEdition(local, everyone, { lists: ["staff", "board"] });
    const { table } = local.pipeline;
    for (let at = 0; ; at++) {
      const subscriber = batches[0]?.subscribers[at] ?? "";
      let writes = 0;
      const client = Object.create(table.client, {
        send: {
          value: async (...given: Parameters<typeof table.client.send>) => {
            const isWrite = /Put|Update|Delete|Write/.test(String(given[0].constructor.name));
            if (isWrite && writes++ === at) throw new Error("cut off");
            return table.client.send(...given);
          },
        },
      });
      const broken = await eraseSubscriber(
        { ...local.pipeline, table: { ...table, client } },
        subscriber,
        ann,
      ).catch(() => "broken");
      if (broken === "erased") {
        expect(at).toBeGreaterThan(5);
        break;
      }
      await fillList(local, "staff", everyone);
      await eraseSubscriber(local.pipeline, subscriber, ann);
      expect([at, await traces(local, at)]).toEqual([at, []]);
      expect(await eraseSubscriber(local.pipeline, subscriber, ann)).toBe("unknown");
    }
  });
});
