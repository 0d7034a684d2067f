import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { SESClient, SendRawEmailCommand } from "@aws-sdk/client-ses";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { submit } from "../../functions/mail/submit-message.ts";
import { openSubmitClient } from "../../functions/runtime/aws-clients.ts";
import { runs } from "../size.ts";

type Received = { readonly headers: IncomingHttpHeaders; readonly body: string };

// An SES that keeps what it was sent, and answers in the order of asking.
const received: Received[] = [];
const server = createServer(async (request, response) => {
  received.push({ headers: request.headers, body: (await buffer(request)).toString("latin1") });
  response.setHeader("content-type", "text/xml");
  // Else the SDK would go by the machine's clock, from what it takes for the difference to this one.
  response.setHeader("date", new Date().toUTCString());
  const result = "<SendRawEmailResult><MessageId>m</MessageId></SendRawEmailResult>";
  response.end(
    `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">${result}</SendRawEmailResponse>`,
  );
});

function endpoint() {
  const { port } = server.address() as AddressInfo;
  const credentials = {
    accessKeyId: "AKIAEXAMPLE",
    secretAccessKey: "a secret, as long as they are or so",
  };
  return { endpoint: `http://127.0.0.1:${port}`, region: "eu-west-2", credentials };
}

type Signing = { readonly request: { readonly headers: Record<string, string> } };

/** What each request has of its own would make each signature another. */
function withoutRandomness(client: SESClient): SESClient {
  const sameId = (next: (args: Signing) => Promise<never>) => (args: Signing) => {
    args.request.headers["amz-sdk-invocation-id"] = "same";
    return next(args);
  };
  const where = {
    relation: "before",
    toMiddleware: "httpSigningMiddleware",
    name: "sameId",
  } as const;
  client.middlewareStack.addRelativeTo(sameId as never, where);
  return client;
}

async function requestOf(client: SESClient, command: SendRawEmailCommand): Promise<Received> {
  received.length = 0;
  expect(await client.send(command)).toMatchObject({ MessageId: "m" });
  const [request] = received;
  if (!request) throw new Error("nothing came");
  return request;
}

describe("the client that letters are submitted with", () => {
  beforeAll(async () => void (await once(server.listen(0, "127.0.0.1"), "listening")));
  afterAll(() => void server.close());
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 11, 1) }));
  afterEach(() => void vi.useRealTimers());

  it("sends the same request as the SDK, byte for byte, under the same signature", async () => {
    const [plain, own] = [
      new SESClient({ ...endpoint(), maxAttempts: 1 }),
      openSubmitClient(endpoint(), 5_000),
    ].map(withoutRandomness) as [SESClient, SESClient];
    const letters = fc.record({
      data: fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 400 }),
        fc.constant(Buffer.from("letter")),
      ),
      destination: fc.emailAddress(),
      tag: fc.stringMatching(/^[\w-]{1,20}$/),
    });
    await fc.assert(
      fc.asyncProperty(letters, async ({ data, destination, tag }) => {
        const command = () =>
          new SendRawEmailCommand({
            RawMessage: { Data: data },
            Source: "bGV0dGVy@letters.example.org",
            Destinations: [destination],
            Tags: [{ Name: "edition", Value: tag }],
            ConfigurationSetName: "dear-colleague",
          });
        const expected = await requestOf(plain, command());
        const actual = await requestOf(own, command());
        expect(actual.body).toBe(expected.body);
        for (const name of ["authorization", "content-length", "content-type", "x-amz-date"])
          expect(actual.headers[name], name).toBe(expected.headers[name]);
      }),
      { numRuns: runs(600) },
    );
  });

  it("sends nothing, and says so, if the form of the SDK's request has changed", async () => {
    const own = openSubmitClient(endpoint(), 5_000);
    own.middlewareStack.add(
      next => args => {
        const request = args.request as { body: string };
        request.body = request.body.replace("RawMessage.Data", "RawMessage.Content");
        return next(args);
      },
      { step: "serialize", priority: "low" },
    );
    received.length = 0;
    const message = {
      data: Buffer.from("A letter"),
      source: "a@example.org",
      destination: "b@example.org",
    };
    expect(await submit(own, message)).toMatchObject({
      kind: "halted",
      answer: expect.stringContaining("LetterNotEncodedError"),
    });
    expect(received).toEqual([]);
  });

  it("does not mix up letters that are under way at the same time", async () => {
    const own = openSubmitClient(endpoint(), 5_000);
    received.length = 0;
    const letters = Array.from({ length: 200 }, (_, index) => `letter ${index}`);
    await Promise.all(
      letters.map(letter =>
        own.send(
          new SendRawEmailCommand({
            RawMessage: { Data: Buffer.from(letter) },
            Destinations: [`${letter}@example.org`],
          }),
        ),
      ),
    );
    const pairs = received.map(({ body }) => new URLSearchParams(body));
    expect(
      pairs.map(form => Buffer.from(form.get("RawMessage.Data") ?? "", "base64").toString()).sort(),
    ).toEqual(letters.sort());
    for (const form of pairs)
      expect(`${Buffer.from(form.get("RawMessage.Data") ?? "", "base64")}@example.org`).toBe(
        form.get("Destinations.member.1"),
      );
  });
});
