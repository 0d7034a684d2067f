import { createHash, timingSafeEqual } from "node:crypto";
import { lazily } from "./lazily.ts";
import { secretsMaxAgeMs } from "./secrets.ts";

/**
 * The header with which CloudFront proves that it forwarded the request. CloudFront replaces a
 * viewer's value.
 */
export const originHeader = "x-dear-colleague-origin";

/**
 * The part of an HTTP API's event that we read (payload format 2.0: header names in lower case).
 */
type Request = { readonly headers?: Readonly<Record<string, string | undefined>> };

/**
 * Reads the valid keys: one from each secret in ORIGIN_SECRET_ARNS. There are several during a
 * change of keys. Throws if no key can be read.
 */
const readOriginKeys = lazily(async (): Promise<readonly Buffer[]> => {
  const arns = (process.env.ORIGIN_SECRET_ARNS ?? "").split(",");
  const { GetSecretValueCommand, SecretsManagerClient } = await import(
    "@aws-sdk/client-secrets-manager"
  );
  const client = new SecretsManagerClient({});
  const read = async (SecretId: string) =>
    parseOriginKey((await client.send(new GetSecretValueCommand({ SecretId }))).SecretString);
  // The old key may be gone after a change of keys. The others still work.
  const tried = await Promise.allSettled(arns.map(read));
  client.destroy();
  const keys = tried.flatMap(result =>
    result.status === "fulfilled" ? [digest(result.value)] : [],
  );
  const [first] = tried;
  if (keys.length === 0 && first?.status === "rejected") throw first.reason;
  return keys;
}, secretsMaxAgeMs);

/** Returns the key. Throws if the secret holds none; the error does not show the value. */
export function parseOriginKey(text = ""): string {
  if (/^[\x21-\x7e]{32,}$/.test(text)) return text;
  throw new Error(
    "The origin's secret holds no key of at least 32 characters. See \"The origin's key\" in docs/operating.md.",
  );
}

const digest = (text: string) => createHash("sha256").update(text).digest();

const refusal = {
  statusCode: 403,
  headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  body: "This address answers only CloudFront. Use the site's own address.\n",
  isBase64Encoded: false,
};

/**
 * Wraps a site's handler so that it answers only requests from CloudFront: the API's own address
 * would bypass a web ACL. Without ORIGIN_SECRET_ARNS there is no CloudFront, and it answers
 * everything.
 */
export function behindCloudFront<Given extends readonly unknown[], Answer>(
  handler: (...given: Given) => Promise<Answer>,
): (...given: Given) => Promise<Answer> {
  return async (...given) => {
    if (process.env.ORIGIN_SECRET_ARNS === undefined) return handler(...given);
    const shown = digest((given[0] as Request).headers?.[originHeader] ?? "");
    const keys = await readOriginKeys();
    // An HTTP API accepts both answers. Only the types differ.
    return keys.some(key => timingSafeEqual(key, shown)) ? handler(...given) : (refusal as Answer);
  };
}
