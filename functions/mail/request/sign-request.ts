import { createHmac, createSecretKey, hash, type KeyObject } from "node:crypto";

type SigningCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};

/** Where a request goes. `path` is percent-encoded, as it stands in the request. */
export type RequestTarget = {
  readonly service: "ses" | "dynamodb";
  readonly host: string;
  readonly path: string;
  readonly region: string;
};

/** What a POST carries. `action`: the header `x-amz-target`. */
export type Content = {
  readonly type: string;
  readonly body: Uint8Array;
  readonly action?: string;
};

/**
 * Returns the headers of a signed POST: AWS Signature Version 4,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 * `now` in epoch milliseconds, by AWS's clock.
 */
export function signedHeaders(
  { service, host, path, region }: RequestTarget,
  { type, body, action }: Content,
  { accessKeyId, secretAccessKey, sessionToken }: SigningCredentials,
  now: number,
): Record<string, string> {
  const at = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const day = at.slice(0, 8);
  const headers: Record<string, string> = {
    "content-type": type,
    host,
    "x-amz-content-sha256": hash("sha256", body),
    "x-amz-date": at,
  };
  if (sessionToken !== undefined) headers["x-amz-security-token"] = sessionToken;
  if (action !== undefined) headers["x-amz-target"] = action;
  // The names above are in the order of the alphabet, as the signature needs them.
  const names = Object.keys(headers);
  const signed = names.join(";");
  const canonical = [
    "POST",
    path.split("/").map(encodeURIComponent).join("/"),
    "",
    ...names.map(name => `${name}:${headers[name]}`),
    "",
    signed,
    headers["x-amz-content-sha256"],
  ].join("\n");
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${at}\n${scope}\n${hash("sha256", canonical)}`;
  const key = signingKey(secretAccessKey, [day, region, service, "aws4_request"]);
  const signature = createHmac("sha256", key).update(toSign).digest("hex");
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
  headers["content-length"] = String(body.byteLength);
  return headers;
}

const signingKeys = new Map<string, KeyObject>();
const maxKeys = 8;

/** The key of one day and service. The latest are kept: making one takes longer than a signature. */
function signingKey(secret: string, scope: readonly string[]): KeyObject {
  const of = `${scope.join(" ")} ${secret}`;
  const known = signingKeys.get(of);
  if (known) return known;
  const bytes = scope.reduce<Buffer>(
    (key, part) => createHmac("sha256", key).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
  const key = createSecretKey(bytes);
  if (signingKeys.size >= maxKeys) signingKeys.clear();
  signingKeys.set(of, key);
  return key;
}
