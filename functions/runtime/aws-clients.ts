import { createHash, createHmac, createSecretKey, type Hash, type Hmac } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESClient, type SESClientConfig } from "@aws-sdk/client-ses";
import { SQSClient } from "@aws-sdk/client-sqs";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { mostSubmissions } from "../core/sending/pace.ts";
import { type FreshConnections, freshConnections } from "./idle-connections.ts";

/** Where a service is, when it is not where the SDK would look. */
export type Endpoint = {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { accessKeyId: string; secretAccessKey: string };
};

// The SDK's own silent logger has an `info`, for whose arguments every answer is copied, its sensitive parts left out. This one has
// only what the SDK calls without asking whether it is there.
const silent = { debug() {}, trace() {}, warn() {} } as unknown as NonNullable<SESClientConfig["logger"]>;

/** Octets or text, as the SDK hands them to a hash. */
type Data = string | ArrayBuffer | ArrayBufferView;

/**
 * SHA-256, or HMAC where there is a secret, for signatures. As the SDK's own, but for the secret being made a key first: for octets as
 * they are, Node 24 takes 13 µs to find out that they are no key, three times a request.
 */
export class Sha256 {
  readonly #secret: Data | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: Data) {
    this.#secret = secret;
    this.#hash = this.#begin();
  }
  #begin(): Hash | Hmac {
    return this.#secret === undefined ? createHash("sha256") : createHmac("sha256", createSecretKey(octets(this.#secret)));
  }
  update(data: Data): void {
    this.#hash.update(typeof data === "string" ? data : octets(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    this.#hash = this.#begin();
  }
}

function octets(data: Data): Buffer {
  if (typeof data === "string") return Buffer.from(data);
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}

const common = { logger: silent, sha256: Sha256 };

/** The connections that letters go over. */
export function submitConnections(): FreshConnections {
  return freshConnections(mostSubmissions);
}

/** The client that letters are submitted with. `timeout` in milliseconds. */
export function openSubmitClient(endpoint: Endpoint, timeout: number, connections = submitConnections()): SESClient {
  const client = new SESClient({
    ...endpoint,
    ...common,
    // SES has no idempotency token, so the SDK must not send anything again of its own accord.
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: timeout,
      requestTimeout: timeout,
      throwOnRequestTimeout: true,
      httpAgent: connections.httpAgent,
      httpsAgent: connections.httpsAgent,
    }),
  });
  encodeLettersOnce(client);
  return client;
}

const standIn = Buffer.from("letter");
// Values are percent-encoded, so none can contain this.
const field = (value: string) => `RawMessage.Data=${value}`;

/**
 * Lets the SDK build its request around a stand-in for the letter, and puts the letter in its place: the request is the same, octet for
 * octet. The SDK escapes all of a letter's base64 as if it were any text, and turns it into octets three times: for its length, its
 * hash and the wire. (A context is one submission's own: the client must not be made with `cacheMiddleware`.)
 */
function encodeLettersOnce({ middlewareStack }: SESClient): void {
  const letters = new WeakMap<object, Uint8Array>();
  middlewareStack.add(
    (next, context) => args => {
      if (!("RawMessage" in args.input) || !args.input.RawMessage?.Data) return next(args);
      letters.set(context, args.input.RawMessage.Data);
      return next({ ...args, input: { ...args.input, RawMessage: { Data: standIn } } });
    },
    { step: "initialize", name: "letterOut" },
  );
  middlewareStack.add(
    (next, context) => args => {
      const request = args.request as { body?: unknown };
      const letter = letters.get(context);
      if (letter) request.body = withLetter(request.body, letter);
      return next(args);
    },
    { step: "build", priority: "high", name: "letterIn" },
  );
}

/** Throws where the request is not as the SDK has always made it: what must never go out is the stand-in. */
function withLetter(body: unknown, letter: Uint8Array): Buffer {
  const gap = field(formEncoded(standIn));
  if (typeof body !== "string" || !body.includes(gap)) {
    const error = new Error("the SDK's request has another form than expected, and no letter could be put into it");
    throw Object.assign(error, { name: "LetterNotEncodedError" });
  }
  return Buffer.from(body.replace(gap, () => field(formEncoded(letter))));
}

/** Octets in base64, as a form's value (https://url.spec.whatwg.org/#application/x-www-form-urlencoded). */
function formEncoded({ buffer, byteOffset, byteLength }: Uint8Array): string {
  const base64 = Buffer.from(buffer, byteOffset, byteLength).toString("base64");
  return base64.replaceAll("+", "%2B").replaceAll("/", "%2F").replaceAll("=", "%3D");
}

/** The client that SES's quota is asked with. Asking twice costs nothing: it tries again as the SDK does. */
export function openQuotaClient(endpoint: Endpoint): SESClient {
  return new SESClient({ ...endpoint, ...common });
}

export function openDynamoDb(endpoint: Endpoint): DynamoDBClient {
  const requestHandler = new NodeHttpHandler({ httpAgent: { maxSockets: 64 }, httpsAgent: { maxSockets: 64 } });
  return new DynamoDBClient({ ...endpoint, ...common, requestHandler });
}

export function openSqs(endpoint: Endpoint): SQSClient {
  return new SQSClient({ ...endpoint, ...common });
}
