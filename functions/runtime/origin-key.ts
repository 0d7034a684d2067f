import { createHash, timingSafeEqual } from "node:crypto";
import { lazily } from "./lazily.ts";
import { secretsAge } from "./secrets.ts";

/** The header in which CloudFront shows that a request came by way of it. What a viewer sends under this name is replaced there. */
export const originHeader = "x-dear-colleague-origin";

/** What an HTTP API's event has of it (payload format 2.0: names in small letters). */
type Request = { readonly headers?: Readonly<Record<string, string | undefined>> };

/** The keys that are good: the value of each secret that ORIGIN_SECRET_ARNS names; more than one while they are changed. */
const readOriginKeys = lazily(async (): Promise<readonly Buffer[]> => {
  const arns = (process.env.ORIGIN_SECRET_ARNS ?? "").split(",");
  const { GetSecretValueCommand, SecretsManagerClient } = await import("@aws-sdk/client-secrets-manager");
  const client = new SecretsManagerClient({});
  const read = async (SecretId: string) =>
    parseOriginKey((await client.send(new GetSecretValueCommand({ SecretId }))).SecretString);
  const keys = await Promise.all(arns.map(read));
  client.destroy();
  return keys.map(digest);
}, secretsAge);

/** Throws where a secret holds no key; its value is not told. */
export function parseOriginKey(text = ""): string {
  if (/^[\x21-\x7e]{32,}$/.test(text)) return text;
  throw new Error("The origin's secret holds no key of at least 32 characters. See \"The origin's key\" in docs/operating.md.");
}

const digest = (text: string) => createHash("sha256").update(text).digest();

const refusal = {
  statusCode: 403,
  headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  body: "This address answers CloudFront alone. Use the site's own name.\n",
  isBase64Encoded: false,
};

/**
 * A site's handler that answers only what came by way of CloudFront: the API's own address would lead around a web ACL. Where no
 * ORIGIN_SECRET_ARNS is set, nothing stands in front of the site, and everything is answered.
 */
export function behindCloudFront<Given extends readonly unknown[], Answer>(
  handler: (...given: Given) => Promise<Answer>,
): (...given: Given) => Promise<Answer> {
  return async (...given) => {
    if (process.env.ORIGIN_SECRET_ARNS === undefined) return handler(...given);
    const shown = digest((given[0] as Request).headers?.[originHeader] ?? "");
    const keys = await readOriginKeys();
    // An HTTP API takes either answer; only their types differ.
    return keys.some(key => timingSafeEqual(key, shown)) ? handler(...given) : (refusal as Answer);
  };
}
