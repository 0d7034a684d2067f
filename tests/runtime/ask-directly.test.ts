import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { SignatureV4 } from "@smithy/signature-v4";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openDynamoDb, Sha256 } from "../../functions/runtime/aws-clients.ts";
import { runs } from "../size.ts";

type Received = {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

// A DynamoDB that keeps what it was sent, and answers as it is told.
const received: Received[] = [];
const ok = (answer: object) => (response: ServerResponse) => response.end(JSON.stringify(answer));
let answer: (response: ServerResponse) => unknown = ok({});
const server = createServer(async (request, response) => {
  received.push({ headers: request.headers, body: (await buffer(request)).toString() });
  response.setHeader("content-type", "application/x-amz-json-1.0");
  response.setHeader("date", now.toUTCString());
  answer(response);
});
const refuse = (status: number, type: string, more: object) => (response: ServerResponse) => {
  response.statusCode = status;
  const body = { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: "no" };
  response.end(JSON.stringify(Object.assign(body, more)));
};

const credentials = {
  accessKeyId: "AKIAEXAMPLE",
  secretAccessKey: "a secret, as long as they are or so",
  sessionToken: "a token/+=",
};
const now = new Date(Date.UTC(2026, 11, 1, 9));

function settings() {
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, region: "eu-west-2", credentials };
}

/** The SDK says who asks; our requests do not. */
const isOfTheSdk = ({ headers }: Received) => headers["user-agent"] !== undefined;

const get = new GetItemCommand({ TableName: "letters", Key: marshall({ PK: "a", SK: "b" }) });

/** A client whose first request has gone out. */
async function aClient(): Promise<DynamoDBClient> {
  const client = openDynamoDb(settings());
  answer = ok({});
  await client.send(get);
  received.length = 0;
  return client;
}

const text = fc.string({ unit: "grapheme" });
const plain = fc.oneof(text, fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.boolean());
const item = fc.dictionary(
  fc.constantFrom("B", "BS", "N", "name", "__type", "größe"),
  fc.oneof(
    plain,
    fc.constant(null),
    fc.array(plain),
    fc.uint8Array({ minLength: 1 }),
    fc.constant(new Set(["x", "y"])),
    fc.constant(new Set([1, 2.5])),
    fc.constant(new Set([new Uint8Array([1]), new Uint8Array([2, 255])])),
    fc.dictionary(fc.constantFrom("B", "S", "x"), plain),
  ),
);

describe("requests to DynamoDB without the SDK's layers", () => {
  beforeAll(async () => void (await once(server.listen(0, "127.0.0.1"), "listening")));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterEach(() => void vi.useRealTimers());

  it("say what the SDK's say, and read answers as it does", async () => {
    const direct = await aClient();
    const sdk = new DynamoDBClient(settings());
    const signer = new SignatureV4({
      service: "dynamodb",
      region: "eu-west-2",
      sha256: Sha256,
      credentials,
    });
    await fc.assert(
      fc.asyncProperty(item, fc.nat(2), async (values, which) => {
        const stored = marshall(values);
        const wire = JSON.parse(
          JSON.stringify(stored, function (this: Record<string, unknown>, key, value) {
            const bytes = this[key];
            return bytes instanceof Uint8Array ? Buffer.from(bytes).toString("base64") : value;
          }),
        );
        const command = () =>
          [
            new GetItemCommand({ TableName: "letters", Key: stored, ConsistentRead: true }),
            new QueryCommand({ TableName: "letters", ExpressionAttributeValues: stored, Limit: 3 }),
            new UpdateItemCommand({
              TableName: "letters",
              Key: marshall({ PK: "é" }),
              ExpressionAttributeNames: undefined,
              ExpressionAttributeValues: stored,
            }),
          ][which] as GetItemCommand;
        const answers = [{ Item: wire }, { Items: [wire, {}], Count: 2 }, { Attributes: wire }];
        answer = ok(answers[which] ?? {});
        received.length = 0;
        const expected = await sdk.send(command());
        const actual = await direct.send(command());
        expect({ ...actual, $metadata: 0 }).toEqual({ ...expected, $metadata: 0 });
        const [theirs, ours] = received as [Received, Received];
        expect(received.map(isOfTheSdk)).toEqual([true, false]);
        expect(JSON.parse(ours.body)).toEqual(JSON.parse(theirs.body));
        for (const name of ["host", "content-type", "x-amz-target", "x-amz-security-token"])
          expect(ours.headers[name], name).toBe(theirs.headers[name]);
        const { host = "" } = ours.headers;
        const signed = await signer.sign({
          method: "POST",
          protocol: "http:",
          hostname: "127.0.0.1",
          path: "/",
          headers: {
            host,
            "content-type": "application/x-amz-json-1.0",
            "x-amz-target": String(ours.headers["x-amz-target"]),
          },
          body: ours.body,
        });
        expect(ours.headers.authorization).toBe(signed.headers.authorization);
      }),
      { numRuns: runs(1_000) },
    );
  });

  it("begin with the second one: the first shows where they go", async () => {
    const client = openDynamoDb(settings());
    received.length = 0;
    answer = ok({});
    await client.send(get);
    await client.send(get);
    expect(received.map(isOfTheSdk)).toEqual([true, false]);
  });

  it("throw a failed condition as the SDK does, with the stored item, and once", async () => {
    const client = await aClient();
    answer = refuse(400, "ConditionalCheckFailedException", { Item: { bytes: { B: "AP8=" } } });
    const failing = client.send(get);
    await expect(failing).rejects.toBeInstanceOf(ConditionalCheckFailedException);
    await expect(failing).rejects.toMatchObject({
      name: "ConditionalCheckFailedException",
      message: "no",
      Item: { bytes: { B: new Uint8Array([0, 255]) } },
    });
    expect(received).toHaveLength(1);
  });

  it.each<[string, (response: ServerResponse) => unknown]>([
    ["too many requests", refuse(400, "ProvisionedThroughputExceededException", {})],
    ["a failure of DynamoDB", refuse(500, "InternalServerError", {})],
    ["a connection that ends", response => response.destroy()],
    ["an answer that cannot be read", response => response.end("{")],
  ])("leave it to the SDK to ask again: %s", async (_, first) => {
    const client = await aClient();
    answer = response => {
      answer = ok({ Item: { PK: { S: "a" } } });
      first(response);
    };
    expect(await client.send(get)).toMatchObject({ Item: { PK: { S: "a" } } });
    expect(received.map(isOfTheSdk)).toEqual([false, true]);
  });

  it("leave other errors to the SDK's words", async () => {
    const client = await aClient();
    answer = refuse(400, "ResourceNotFoundException", {});
    await expect(client.send(get)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("are signed by DynamoDB's clock once the SDK has seen that this one is wrong", async () => {
    const client = await aClient();
    const later = new Date(now.getTime() + 3_600_000);
    const wrongClock = (response: ServerResponse) => {
      response.setHeader("date", later.toUTCString());
      const isRight = received.at(-1)?.headers["x-amz-date"] === "20261201T100000Z";
      if (isRight) response.end("{}");
      else refuse(400, "InvalidSignatureException", {})(response);
    };
    answer = wrongClock;
    await client.send(get);
    received.length = 0;
    await client.send(get);
    expect(received.map(isOfTheSdk)).toEqual([false]);
    expect(received[0]?.headers["x-amz-date"]).toBe("20261201T100000Z");
  });
});
