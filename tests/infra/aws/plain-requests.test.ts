import { expect, it } from "vitest";
import { getItems } from "../../../functions/store/batch-requests.ts";
import { insertItems } from "../../../functions/store/insert-items.ts";
import { putItemsIf } from "../../../functions/store/put-items-if.ts";
import { getItem, type Table } from "../../../functions/store/table.ts";
import { isNew, transact } from "../../../functions/store/transact.ts";
import { aPipeline } from "../../local-pipeline.ts";

const keyOf = (id: string) => ({ PK: `THING#${id}`, SK: "THING" });
const itemOf = (id: string, rest: object = {}) => ({ ...keyOf(id), ...rest });

/** Returns what the SDK itself has sent since the last call. */
function sentBySdk({ client }: Table): () => string[] {
  const sent: string[] = [];
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async args => {
        sent.push(commandName);
        return next(args);
      },
    { step: "finalizeRequest" },
  );
  return () => sent.splice(0);
}

it("sends the large requests of imports without the SDK, and leaves the others to it", async () => {
  const { pipeline } = await aPipeline();
  const { table } = pipeline;
  const sent = sentBySdk(table);
  const [ada, ben] = [itemOf("ada", { name: "Ada", tags: ["a", { b: 1 }] }), itemOf("ben")];
  expect(await insertItems(table, [ada, ben])).toEqual([]);
  const keys = ["ada", "ben", "nobody"].map(keyOf);
  expect(await getItems(table, keys)).toEqual(expect.arrayContaining([ada, ben]));
  const condition = {
    expression: "attribute_not_exists(version) OR version < :version",
    values: { ":version": 1 },
  };
  const newer = [ada, ben].map(item => ({ item: { ...item, version: 1 }, condition }));
  expect(await putItemsIf(table, newer)).toEqual([true, true]);
  expect(sent()).toEqual([]);

  // A transaction that is cancelled goes to the SDK, which says why.
  const cy = itemOf("cy");
  expect(await insertItems(table, [ben, cy])).toEqual([ben]);
  expect(sent()).toContain("TransactWriteItemsCommand");
  expect(await getItem(table, keyOf("cy"))).toEqual(cy);
  expect(await putItemsIf(table, newer)).toEqual([false, false]);

  const bytes = itemOf("bytes", { bytes: new Uint8Array([0, 255]) });
  expect(await insertItems(table, [bytes])).toEqual([]);
  sent();
  expect(await getItems(table, [keyOf("bytes")])).toEqual([bytes]);
  expect(sent()).toEqual(["BatchGetItemCommand"]);

  const decision = [{ kind: "put", item: itemOf("dee"), condition: isNew }] as const;
  for (let time = 0; time < 2; time++)
    expect((await transact(table, decision, "a-token")).kind).toBe("written");
  expect(sent()).toEqual(["TransactWriteItemsCommand", "TransactWriteItemsCommand"]);
});
