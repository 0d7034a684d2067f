import { createHash, createHmac, createSecretKey, type Hash, type Hmac } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESClient, type SESClientConfig } from "@aws-sdk/client-ses";
import { SQSClient } from "@aws-sdk/client-sqs";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { mostSubmissions } from "../core/sending/pace.ts";
import type { SubmitOutcome } from "../core/sending/sending-problem.ts";
import { directSubmission } from "../mail/request/submit-directly.ts";
import { type RawMessage, submit } from "../mail/submit-message.ts";
import { askDirectly } from "./ask-directly.ts";
import type { Environment } from "./environment.ts";
import { freshConnections } from "./idle-connections.ts";

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

/**
 * Returns the function that submits one letter. `timeoutMs` applies to connecting and to the
 * answer.
 */
export function openSubmission(
  endpoint: Endpoint,
  timeoutMs: number,
  way: Environment["SUBMIT_THROUGH"],
): (message: RawMessage) => Promise<SubmitOutcome> {
  const { httpAgent, httpsAgent, closeStale } = freshConnections(mostSubmissions);
  const ses = new SESClient({
    ...endpoint,
    ...common,
    // SES has no idempotency token. An automatic retry could mail a person twice.
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
      httpAgent,
      httpsAgent,
    }),
  });
  const submitOne =
    way === "direct"
      ? directSubmission(ses, { maxConnections: mostSubmissions, timeoutMs, now: Date.now })
      : (message: RawMessage) => submit(ses, message);
  return message => {
    closeStale();
    return submitOne(message);
  };
}

/**
 * Returns the client that reads SES's quota. The SDK may retry: reading twice is
 * harmless.
 */
export function openQuotaClient(endpoint: Endpoint): SESClient {
  return new SESClient({ ...endpoint, ...common });
}

const maxTableConnections = 64;

export function openDynamoDb(endpoint: Endpoint): DynamoDBClient {
  const requestHandler = new NodeHttpHandler({
    httpAgent: { maxSockets: maxTableConnections },
    httpsAgent: { maxSockets: maxTableConnections },
  });
  const client = new DynamoDBClient({ ...endpoint, ...common, requestHandler });
  askDirectly(client, maxTableConnections);
  return client;
}

export function openSqs(endpoint: Endpoint): SQSClient {
  return new SQSClient({ ...endpoint, ...common });
}
