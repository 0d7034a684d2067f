import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ulid } from "ulid";
import { describe, expect, it, onTestFinished } from "vitest";
import { getItem, putItem, type Table, updateItem } from "../../functions/store/table.ts";
import { isNew, transact, type Write } from "../../functions/store/transact.ts";
import { aPipeline } from "../local-pipeline.ts";

const key = (name: string) => ({ PK: name, SK: name });
const read = (table: Table, name: string) => getItem(table, key(name), { consistent: true });
const put = (name: string, more = {}): Write => ({
  kind: "put",
  item: { ...key(name), ...more },
  condition: isNew,
});
const aTable = async () => (await aPipeline()).pipeline.table;

type Fault = "lost-answer" | "conflict" | "busy-item";
const faultBodies = {
  conflict: {
    __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
    message: "Transaction cancelled",
    CancellationReasons: [{ Code: "TransactionConflict" }, { Code: "None" }],
  },
  "busy-item": {
    __type: "com.amazonaws.dynamodb.v20120810#TransactionConflictException",
    message: "Transaction is ongoing for the item",
  },
};

/** The table behind a door that fails the first requests: it loses their answers, or refuses them. */
async function throughADoor(table: Table, faults: Fault[]): Promise<Table & { asked: string[] }> {
  const target = await table.client.config.endpoint?.();
  const asked: string[] = [];
  const door = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    asked.push(JSON.parse(body.toString("utf8")).ClientRequestToken);
    const fault = faults.shift();
    if (fault === "conflict" || fault === "busy-item") {
      response.writeHead(400, { "content-type": "application/x-amz-json-1.0" });
      return void response.end(JSON.stringify(faultBodies[fault]));
    }
    const { host: _, connection: __, ...headers } = request.headers;
    const answer = await fetch(`http://${target?.hostname}:${target?.port}`, {
      method: "POST",
      headers: headers as Record<string, string>,
      body,
    });
    const text = await answer.text();
    if (fault === "lost-answer") return void request.socket.destroy();
    response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" });
    response.end(text);
  });
  await new Promise<void>(done => door.listen(0, "127.0.0.1", done));
  const { port } = door.address() as AddressInfo;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "eu-west-2",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  onTestFinished(() => {
    client.destroy();
    door.closeAllConnections();
    door.close();
  });
  return { ...table, client, asked };
}

describe("a transaction", () => {
  it("puts, updates, deletes and checks, all at once", async () => {
    const table = await aTable();
    await putItem(table, { ...key("old"), version: 1 });
    await putItem(table, { ...key("gone"), version: 1 });
    await putItem(table, { ...key("seen"), status: "ready" });
    const writes: Write[] = [
      put("new", { n: 1 }),
      {
        kind: "update",
        key: key("old"),
        update: {
          UpdateExpression: "SET version = :next",
          ConditionExpression: "version = :seen",
          values: { ":next": 2, ":seen": 1 },
        },
      },
      {
        kind: "delete",
        key: key("gone"),
        condition: { expression: "version = :seen", values: { ":seen": 1 } },
      },
      {
        kind: "check",
        key: key("seen"),
        condition: {
          expression: "#status = :ready",
          names: { "#status": "status" },
          values: { ":ready": "ready" },
        },
      },
    ];
    expect(await transact(table, writes, ulid())).toEqual({ kind: "written" });
    expect(await read(table, "new")).toMatchObject({ n: 1 });
    expect(await read(table, "old")).toMatchObject({ version: 2 });
    expect(await read(table, "gone")).toBeUndefined();
  });

  it("writes nothing if one condition does not hold, and names the writes that failed", async () => {
    const table = await aTable();
    await putItem(table, { ...key("taken"), version: 1 });
    const writes: Write[] = [
      put("new"),
      put("taken"),
      {
        kind: "update",
        key: key(ulid()),
        update: {
          UpdateExpression: "SET n = :n",
          ConditionExpression: "attribute_exists(PK)",
          values: { ":n": 1 },
        },
      },
    ];
    expect(await transact(table, writes, ulid())).toEqual({ kind: "conflict", failed: [1, 2] });
    expect(await read(table, "new")).toBeUndefined();
    expect(await read(table, ulid())).toBeUndefined();
  });

  it("is written once, however often its token comes, and then reports no false conflict", async () => {
    const table = await aTable();
    const token = ulid();
    for (let times = 0; times < 3; times++)
      expect(await transact(table, [put("once")], token)).toEqual({ kind: "written" });
    expect(await transact(table, [put("once")], ulid())).toEqual({
      kind: "conflict",
      failed: [0],
    });
  });

  it("is not a conflict because its answer was lost", async () => {
    const table = await aTable();
    const door = await throughADoor(table, ["lost-answer"]);
    const token = ulid();
    expect(await transact(door, [put("once")], token)).toEqual({ kind: "written" });
    expect(door.asked).toEqual([token, token]);
    expect(await read(table, "once")).toBeDefined();
  });

  it("waits for another transaction on the same items", async () => {
    const table = await aTable();
    const door = await throughADoor(table, ["conflict", "conflict"]);
    expect(await transact(door, [put("a"), put("b")], ulid())).toEqual({ kind: "written" });
    expect(door.asked).toHaveLength(3);
  });

  it("makes a single write of the same item wait, instead of failing it", async () => {
    const table = await aTable();
    const door = await throughADoor(table, ["busy-item"]);
    const update = { UpdateExpression: "SET n = :n", values: { ":n": 1 } };
    expect(await updateItem(door, key("a"), update)).toEqual({});
    expect(await read(table, "a")).toMatchObject({ n: 1 });
  });

  it("is small: at most ten writes", async () => {
    const table = await aTable();
    const many = Array.from({ length: 11 }, (_, index) => put(`i${index}`));
    await expect(transact(table, many, ulid())).rejects.toThrow("at most 10");
  });
});
