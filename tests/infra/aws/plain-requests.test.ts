import { ResourceNotFoundException, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { expect, it } from "vitest";
import { getItems } from "../../../functions/store/batch-requests.ts";
import { insertItems } from "../../../functions/store/insert-items.ts";
import { putItemsIf } from "../../../functions/store/put-items-if.ts";
import { getItem, putIfAbsent, type Table } from "../../../functions/store/table.ts";
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

it("sends requests for items without the SDK, with the same answers and refusals", async () => {
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

  const cy = itemOf("cy");
  expect(await insertItems(table, [ben, cy])).toEqual([ben]);
  expect(await getItem(table, keyOf("cy"))).toEqual(cy);
  expect(await putItemsIf(table, newer)).toEqual([false, false]);
  expect(await putIfAbsent(table, cy)).toBe(false);

  const bytes = itemOf("bytes", { bytes: new Uint8Array([0, 255]), B: "a text", BS: ["a list"] });
  expect(await insertItems(table, [bytes])).toEqual([]);
  expect(await getItems(table, [keyOf("bytes")])).toEqual([bytes]);

  const decision = [{ kind: "put", item: itemOf("dee"), condition: isNew }] as const;
  for (let time = 0; time < 2; time++)
    expect((await transact(table, decision, "a-token")).kind).toBe("written");
  expect((await transact(table, decision, "another-token")).kind).not.toBe("written");
  expect(sent()).toEqual([]);
});

it("leaves to the SDK what it may have to repeat with a token, and errors that mean a fault", async () => {
  const { table } = (await aPipeline()).pipeline;
  const sent = sentBySdk(table);
  const Put = { TableName: table.name, Item: { PK: { S: "a" }, SK: { S: "b" } } };
  await table.client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] }));
  expect(sent()).toEqual(["TransactWriteItemsCommand"]);
  await expect(getItem({ ...table, name: "no-table" }, keyOf("ada"))).rejects.toThrow(
    ResourceNotFoundException,
  );
  expect(sent()).toEqual(["GetItemCommand"]);
});
