import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { describe, expect, it, onTestFinished } from "vitest";
import { fullJitter } from "../../functions/store/back-off.ts";
import { getItems, putItems, TableBusyError } from "../../functions/store/batch-requests.ts";
import { getItem, type Table } from "../../functions/store/table.ts";
import { aTable } from "./a-table.ts";

type Requests = Record<string, unknown[] | { Keys: unknown[] }>;

/** The table behind a DynamoDB that does only the first `allowed` parts of each batch request. */
async function throughABusyOne(
  { url, name }: Table & { readonly url: string },
  allowed: (request: number) => number,
): Promise<Table & { readonly waits: number[] }> {
  let requests = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const asked = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const batch = (asked.RequestItems as Requests)[name];
    const isRead = batch !== undefined && !Array.isArray(batch);
    const parts = (isRead ? batch.Keys : batch) as unknown[];
    const as = (some: unknown[]) =>
      some.length === 0 ? {} : { [name]: isRead ? { ...batch, Keys: some } : some };
    const taken = allowed(++requests);
    const left = { [isRead ? "UnprocessedKeys" : "UnprocessedItems"]: as(parts.slice(taken)) };
    const { host: _, connection: __, "content-length": ___, ...headers } = request.headers;
    const answer =
      taken === 0
        ? {}
        : await fetch(url, {
            method: "POST",
            headers: headers as Record<string, string>,
            body: JSON.stringify({ ...asked, RequestItems: as(parts.slice(0, taken)) }),
          }).then(each => each.json() as Promise<object>);
    response.writeHead(200, { "content-type": "application/x-amz-json-1.0" });
    response.end(JSON.stringify({ ...answer, ...left }));
  });
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  onTestFinished(() => {
    client.destroy();
    server.closeAllConnections();
    server.close();
  });
  const waits: number[] = [];
  const sleep = async (milliseconds: number) => void waits.push(milliseconds);
  return { client, name, waits, backOff: fullJitter({ random: () => 0.5, sleep }) };
}

const items = Array.from({ length: 30 }, (_, index) => ({ PK: `P${index}`, SK: "S", index }));
const keysOf = (some: typeof items) => some.map(({ PK, SK }) => ({ PK, SK }));

describe("a batch request", () => {
  it("puts and reads everything, though DynamoDB handles only a part each time", async () => {
    const table = await aTable();
    const busy = await throughABusyOne(table, () => 7);
    await putItems(busy, items);
    const read = await getItems(busy, keysOf(items));
    expect(read.toSorted((a, b) => Number(a.index) - Number(b.index))).toEqual(items);
    expect(Math.max(...busy.waits)).toBe(20);
  });

  it("waits twice as long each time that nothing was done, up to a limit, then goes on", async () => {
    const table = await aTable();
    const busy = await throughABusyOne(table, request => (request < 10 ? 0 : 25));
    await putItems(busy, items.slice(0, 25));
    expect(busy.waits).toEqual([20, 40, 80, 160, 320, 640, 1_280, 2_500, 2_500]);
    expect(await getItem(table, { PK: "P24", SK: "S" })).toEqual(items[24]);
  });

  it("gives up with an error that says a retry helps", async () => {
    const busy = await throughABusyOne(await aTable(), () => 0);
    const failures = await Promise.all(
      [putItems(busy, items.slice(0, 3)), getItems(busy, keysOf(items.slice(0, 3)))].map(each =>
        each.catch((error: unknown) => error),
      ),
    );
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(TableBusyError);
      expect(String(failure)).toMatch(/left 3 of 3 items .* Try again in a minute/);
    }
  });
});

describe("full jitter", () => {
  it("draws each wait between nothing and the whole step", async () => {
    const waits: number[] = [];
    const drawn = [0, 0.25, 0.999];
    const random = () => drawn.shift() ?? 0;
    const backOff = fullJitter({ random, sleep: async ms => void waits.push(ms) });
    for (const tried of [1, 3, 30]) await backOff(tried);
    expect(waits).toEqual([0, 40, 4_995]);
  });
});
