import { createHmac, createSecretKey, hash, type KeyObject } from "node:crypto";

type SigningCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};

/** Where a request goes. `path` is percent-encoded, as it stands in the request. */
export type RequestTarget = {
  readonly host: string;
  readonly path: string;
  readonly region: string;
};

/**
 * Returns the headers of a signed POST of a form to SES: AWS Signature Version 4,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 * `now` in epoch milliseconds, by AWS's clock.
 */
export function signedHeaders(
  { host, path, region }: RequestTarget,
  body: Uint8Array,
  { accessKeyId, secretAccessKey, sessionToken }: SigningCredentials,
  now: number,
): Record<string, string> {
  const at = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const day = at.slice(0, 8);
  const headers: Record<string, string> = {
    "content-type": "application/x-www-form-urlencoded",
    host,
    "x-amz-content-sha256": hash("sha256", body),
    "x-amz-date": at,
  };
  if (sessionToken !== undefined) headers["x-amz-security-token"] = sessionToken;
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
  const scope = `${day}/${region}/ses/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${at}\n${scope}\n${hash("sha256", canonical)}`;
  const signature = createHmac("sha256", signingKey(secretAccessKey, day, region))
    .update(toSign)
    .digest("hex");
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
  headers["content-length"] = String(body.byteLength);
  return headers;
}

let latest: { readonly of: string; readonly key: KeyObject } | undefined;

/** The key of one day. The latest one is kept: making it takes longer than a signature. */
function signingKey(secret: string, day: string, region: string): KeyObject {
  const of = `${day} ${region} ${secret}`;
  if (latest?.of === of) return latest.key;
  const bytes = [day, region, "ses", "aws4_request"].reduce<Buffer>(
    (key, part) => createHmac("sha256", key).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
  latest = { of, key: createSecretKey(bytes) };
  return latest.key;
}
