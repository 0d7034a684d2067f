import { createHash, createHmac, createSecretKey, type Hash, type Hmac } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESClient, type SESClientConfig } from "@aws-sdk/client-ses";
import { SQSClient } from "@aws-sdk/client-sqs";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { mostSubmissions } from "../core/sending/pace.ts";
import { type FreshConnections, freshConnections } from "./idle-connections.ts";

/** An endpoint other than the SDK's default. */
export type Endpoint = {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { accessKeyId: string; secretAccessKey: string };
};

// The SDK copies and redacts every answer if the logger has an `info` method, even if that does
// nothing. This logger has only the methods that the SDK calls without a check.
const silent = { debug() {}, trace() {}, warn() {} } as unknown as NonNullable<
  SESClientConfig["logger"]
>;

/** The types that the SDK passes to a hash. */
type Data = string | ArrayBuffer | ArrayBufferView;

/**
 * SHA-256, or HMAC if there is a secret, for request signatures. Unlike the SDK's own class, this
 * one makes a key object from the secret first. Otherwise Node 24 takes 13 µs per HMAC to see that
 * the bytes are no key object, three times per request.
 */
export class Sha256 {
  readonly #secret: Data | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: Data) {
    this.#secret = secret;
    this.#hash = this.#begin();
  }
  #begin(): Hash | Hmac {
    return this.#secret === undefined
      ? createHash("sha256")
      : createHmac("sha256", createSecretKey(bytesOf(this.#secret)));
  }
  update(data: Data): void {
    this.#hash.update(typeof data === "string" ? data : bytesOf(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    this.#hash = this.#begin();
  }
}

function bytesOf(data: Data): Buffer {
  if (typeof data === "string") return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data);
}

const common = { logger: silent, sha256: Sha256 };

/** Returns the connections for submitting letters. */
export function submitConnections(): FreshConnections {
  return freshConnections(mostSubmissions);
}

/** Returns the client that submits letters. `timeoutMs` applies to connecting and to the answer. */
export function openSubmitClient(
  endpoint: Endpoint,
  timeoutMs: number,
  connections = submitConnections(),
): SESClient {
  const client = new SESClient({
    ...endpoint,
    ...common,
    // SES has no idempotency token. An automatic retry could mail a person twice.
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
      httpAgent: connections.httpAgent,
      httpsAgent: connections.httpsAgent,
    }),
  });
  encodeLettersOnce(client);
  return client;
}

const standIn = Buffer.from("letter");
// Values are percent-encoded, so no value can contain this text.
const field = (value: string) => `RawMessage.Data=${value}`;

/**
 * Makes the SDK build its request around a short stand-in, then puts the letter in its place. The
 * request stays the same, byte for byte. The SDK itself would escape the letter's base64 like any
 * text. It would also encode it three times: for the length, the hash and the wire. Each context
 * belongs to one submission: the client must not use `cacheMiddleware`.
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

/** Throws if the SDK's request has an unexpected form, so that a stand-in is never sent. */
function withLetter(body: unknown, letter: Uint8Array): Buffer {
  const gap = field(formEncoded(standIn));
  if (typeof body !== "string" || !body.includes(gap)) {
    const error = new Error(
      "The SDK's request has an unexpected form. The letter could not be put into it.",
    );
    throw Object.assign(error, { name: "LetterNotEncodedError" });
  }
  return Buffer.from(body.replace(gap, () => field(formEncoded(letter))));
}

/**
 * Returns the bytes in base64, escaped as a form value
 * (https://url.spec.whatwg.org/#application/x-www-form-urlencoded).
 */
function formEncoded({ buffer, byteOffset, byteLength }: Uint8Array): string {
  const base64 = Buffer.from(buffer, byteOffset, byteLength).toString("base64");
  return base64.replaceAll("+", "%2B").replaceAll("/", "%2F").replaceAll("=", "%3D");
}

/**
 * Returns the client that reads SES's quota. The SDK may retry: reading twice is
 * harmless.
 */
export function openQuotaClient(endpoint: Endpoint): SESClient {
  return new SESClient({ ...endpoint, ...common });
}

export function openDynamoDb(endpoint: Endpoint): DynamoDBClient {
  const requestHandler = new NodeHttpHandler({
    httpAgent: { maxSockets: 64 },
    httpsAgent: { maxSockets: 64 },
  });
  return new DynamoDBClient({ ...endpoint, ...common, requestHandler });
}

export function openSqs(endpoint: Endpoint): SQSClient {
  return new SQSClient({ ...endpoint, ...common });
}
