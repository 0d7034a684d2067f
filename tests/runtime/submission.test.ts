import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { SignatureV4 } from "@smithy/signature-v4";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type RawMessage, TooLate } from "../../functions/mail/submit-message.ts";
import { openSubmission, Sha256 } from "../../functions/runtime/aws-clients.ts";
import { runs } from "../size.ts";

type Received = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};
type Answer = { readonly status: number; readonly body: string; readonly date?: Date };

const accepted = `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult>
  <MessageId>0100018c-1&amp;2</MessageId></SendRawEmailResult></SendRawEmailResponse>`;
const now = new Date(Date.UTC(2026, 11, 1, 9));

// An SES that keeps what it was sent, and answers as it is told.
const received: Received[] = [];
let answer: Answer = { status: 200, body: accepted };
const server = createServer(async (request, response) => {
  received.push({
    path: request.url ?? "",
    headers: request.headers,
    body: (await buffer(request)).toString("latin1"),
  });
  response.statusCode = answer.status;
  response.setHeader("content-type", "text/xml");
  response.setHeader("date", (answer.date ?? now).toUTCString());
  response.end(answer.body);
});

const credentials = {
  accessKeyId: "AKIAEXAMPLE",
  secretAccessKey: "a secret, as long as they are or so",
  sessionToken: "a token/+=",
};

function submissionThrough(way: "direct" | "sdk", path = "/", given = credentials) {
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}${path}`;
  return openSubmission({ endpoint, region: "eu-west-2", credentials: given }, 5_000, way);
}

const letter: RawMessage = {
  data: ["A letter"],
  source: "a@example.org",
  destination: "b@example.org",
};

async function requestOf(submit: ReturnType<typeof openSubmission>, message: RawMessage) {
  received.length = 0;
  expect(await submit(message)).toEqual({ kind: "accepted", messageId: "0100018c-1&2" });
  const [request] = received;
  if (!request) throw new Error("no request came");
  return request;
}

// Pieces that many letters have, at any place in a group of three bytes.
const shared = ["", "a", "ab", "abc", "=?>", "?".repeat(1_000)].map(text => Buffer.from(text));
const letters = fc.record(
  {
    data: fc.array(fc.oneof(fc.stringMatching(/^[ -~]*$/), fc.constantFrom(...shared)), {
      minLength: 1,
    }),
    source: fc.emailAddress(),
    destination: fc.string({ minLength: 1 }),
    configurationSet: fc.stringMatching(/^[\w-]{1,20}$/),
    place: fc.record({
      edition: fc.stringMatching(/^[\w-]{1,20}$/),
      batch: fc.stringMatching(/^[\w-]{1,20}$/),
      position: fc.nat(100),
    }),
  },
  { requiredKeys: ["data", "source", "destination"] },
);

describe("the submission of letters", () => {
  beforeAll(async () => void (await once(server.listen(0, "127.0.0.1"), "listening")));
  afterAll(() => void server.close());
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now });
    answer = { status: 200, body: accepted };
  });
  afterEach(() => void vi.useRealTimers());

  it("sends the SDK's request, field for field, under a signature that the SDK's signer gives too", async () => {
    const paths = ["/", "/with%20a/path"].map(path => ({
      direct: submissionThrough("direct", path),
      sdk: submissionThrough("sdk", path),
    }));
    const signer = new SignatureV4({
      service: "ses",
      region: "eu-west-2",
      sha256: Sha256,
      credentials,
    });
    await fc.assert(
      fc.asyncProperty(letters, fc.constantFrom(...paths), async (message, { direct, sdk }) => {
        const expected = await requestOf(sdk, message);
        const actual = await requestOf(direct, message);
        expect([...new URLSearchParams(actual.body)]).toEqual([
          ...new URLSearchParams(expected.body),
        ]);
        expect(actual.body).toBe(expected.body);
        expect(actual.path).toBe(expected.path);
        for (const name of [
          "host",
          "content-length",
          "content-type",
          "x-amz-content-sha256",
          "x-amz-date",
          "x-amz-security-token",
        ])
          expect(actual.headers[name], name).toBe(expected.headers[name]);
        const signed = await signer.sign({
          method: "POST",
          protocol: "http:",
          hostname: "127.0.0.1",
          path: actual.path,
          headers: {
            host: actual.headers.host ?? "",
            "content-type": actual.headers["content-type"] ?? "",
          },
          body: actual.body,
        });
        expect(actual.headers.authorization).toBe(signed.headers.authorization);
      }),
      { numRuns: runs(1_000) },
    );
  });

  const error = (code: string, message: string) =>
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`;
  it.each<Answer>([
    { status: 400, body: error("Throttling", "Maximum sending rate exceeded.") },
    { status: 454, body: error("ThrottlingException", "Daily message quota exceeded.") },
    {
      status: 400,
      body: error("MessageRejected", "Address is &lt;blank&gt; &#38; &quot;odd&quot;"),
    },
    { status: 400, body: error("MessageRejected", "Sending suspended for this account.") },
    { status: 400, body: error("InvalidParameterValue", "Local address contains control") },
    { status: 403, body: error("AccessDenied", "User x is not authorized") },
    { status: 400, body: error("ConfigurationSetDoesNotExist", "no such set") },
    { status: 503, body: error("ServiceUnavailable", "later") },
    { status: 500, body: error("InternalFailure", "") },
    { status: 502, body: "<html><body>Bad gateway</body></html>" },
    {
      status: 200,
      body: "<SendRawEmailResponse><SendRawEmailResult></SendRawEmailResult></SendRawEmailResponse>",
    },
  ])("takes an answer as the SDK does: $status $body", async given => {
    answer = given;
    const expected = await submissionThrough("sdk")(letter);
    // The SDK's names of two errors end in "Exception", the codes in SES's answers do not.
    const named = JSON.stringify(expected).replace("NotExistException", "NotExist");
    expect(JSON.stringify(await submissionThrough("direct")(letter))).toBe(named);
  });

  it("signs by SES's clock after an answer that shows this one to be wrong", async () => {
    const submit = submissionThrough("direct");
    answer = {
      status: 403,
      body: error("RequestExpired", "too late"),
      date: new Date(now.getTime() + 3_600_000),
    };
    await submit(letter);
    answer = { ...answer, status: 200, body: accepted };
    const { headers } = await requestOf(submit, letter);
    expect(headers["x-amz-date"]).toBe("20261201T100000Z");
  });

  it("sends nothing when its time is over", async () => {
    received.length = 0;
    await expect(
      submissionThrough("direct")({ ...letter, mayStillGo: () => false }),
    ).rejects.toThrow(TooLate);
    expect(received).toEqual([]);
  });

  it("leaves no doubt when it could not ask: no credentials, no connection", async () => {
    const without = async () => {
      throw new Error("no profile");
    };
    const submit = submissionThrough("direct", "/", without as never);
    expect(await submit(letter)).toEqual({ kind: "halted", answer: "Error: no profile" });
    const nowhere = { endpoint: "http://127.0.0.1:9", region: "eu-west-2", credentials };
    expect(await openSubmission(nowhere, 5_000, "direct")(letter)).toEqual({ kind: "throttled" });
  });

  it("leaves a letter uncertain when the connection ends before the answer", async () => {
    const cut = createServer(request => void request.on("data", () => request.socket.destroy()));
    await once(cut.listen(0, "127.0.0.1"), "listening");
    const { port } = cut.address() as AddressInfo;
    const there = { endpoint: `http://127.0.0.1:${port}`, region: "eu-west-2", credentials };
    expect(await openSubmission(there, 5_000, "direct")(letter)).toEqual({ kind: "uncertain" });
    cut.close();
  });

  it("leaves a letter uncertain when SES does not answer in time", async () => {
    const silent = createServer(() => {});
    await once(silent.listen(0, "127.0.0.1"), "listening");
    const { port } = silent.address() as AddressInfo;
    const there = { endpoint: `http://127.0.0.1:${port}`, region: "eu-west-2", credentials };
    expect(await openSubmission(there, 50, "direct")(letter)).toEqual({ kind: "uncertain" });
    silent.closeAllConnections();
    silent.close();
  });

  it("does not mix up letters that are under way at the same time", async () => {
    received.length = 0;
    const submit = submissionThrough("direct");
    const names = Array.from({ length: 200 }, (_, index) => `letter-${index}`);
    await Promise.all(
      names.map(name => submit({ ...letter, data: [name], destination: `${name}@example.org` })),
    );
    const pairs = received.map(({ body }) => {
      const form = new URLSearchParams(body);
      const data = Buffer.from(form.get("RawMessage.Data") ?? "", "base64").toString();
      return { data, to: form.get("Destinations.member.1") };
    });
    expect(pairs.map(({ data }) => data).sort()).toEqual(names.sort());
    for (const { data, to } of pairs) expect(to).toBe(`${data}@example.org`);
  });
});
