import * as oidc from "openid-client";
import * as z from "zod";
import { withoutAddresses } from "../../core/text/without-addresses.ts";

export type Client = { readonly id: string; readonly secret?: string | undefined };

const timeoutSeconds = 5;
const metadataMaxAgeMs = 3_600_000;
/** How much the issuer's clock and ours may differ. */
const clockToleranceSeconds = 30;

/** The issuer did not answer, or its answer was unusable. A later retry can succeed. */
export class IssuerAway extends Error {}

/** Throws `IssuerAway` if the network fails, after the timeout, or on a status of 500 or more. */
async function askIssuer(url: string, options: oidc.CustomFetchOptions): Promise<Response> {
  const answer = await fetch(url, { ...(options as RequestInit), redirect: "error" }).catch(
    error => {
      throw new IssuerAway(`no answer from ${url}`, { cause: error });
    },
  );
  if (answer.status >= 500) throw new IssuerAway(`${url} answered ${answer.status}`);
  return answer;
}

/** Basic authentication unless the issuer takes the secret in the form alone. */
function authentication({ id, secret }: Client): oidc.ClientAuth {
  if (secret === undefined) return oidc.None();
  return (server, client, body, headers) => {
    const { token_endpoint_auth_methods_supported: methods = ["client_secret_basic"] } = server;
    if (!methods.includes("client_secret_basic"))
      return oidc.ClientSecretPost(secret)(server, client, body, headers);
    // The library's own Basic also escapes "-" and ".", and not every issuer decodes them.
    const pair = Buffer.from(`${formEncoded(id)}:${formEncoded(secret)}`);
    headers.set("Authorization", `Basic ${pair.toString("base64")}`);
  };
}

/** RFC 6749 section 2.3.1: id and secret are form-encoded first. */
function formEncoded(text: string): string {
  return new URLSearchParams({ "": text }).toString().slice(1);
}

/**
 * Returns a function that reads the issuer's metadata and caches them for an hour. It throws
 * `IssuerAway` if they cannot be read, and another error if they are invalid or another issuer's.
 */
export function openIssuer(
  issuer: string,
  client: Client,
  now: () => number,
): () => Promise<oidc.Configuration> {
  let cached: { readonly configuration: oidc.Configuration; readonly at: number } | undefined;
  const url = new URL(issuer);
  return async () => {
    if (cached && now() - cached.at < metadataMaxAgeMs) return cached.configuration;
    const configuration = await oidc
      .discovery(
        url,
        client.id,
        { [oidc.clockTolerance]: clockToleranceSeconds },
        authentication(client),
        {
          [oidc.customFetch]: askIssuer,
          timeout: timeoutSeconds,
          execute: [
            // Without it the library trusts TLS and does not check the ID token's signature.
            oidc.enableNonRepudiationChecks,
            ...(url.protocol === "http:" ? [oidc.allowInsecureRequests] : []),
          ],
        },
      )
      .catch(error => {
        throw awayIn(error) ?? error;
      });
    const server = configuration.serverMetadata();
    const {
      authorization_endpoint,
      token_endpoint,
      jwks_uri,
      end_session_endpoint = issuer,
    } = server;
    for (const endpoint of [authorization_endpoint, token_endpoint, jwks_uri, end_session_endpoint])
      if (endpoint === undefined || new URL(endpoint).protocol !== url.protocol)
        throw new Error(`an endpoint of the issuer does not use ${url.protocol}`);
    cached = { configuration, at: now() };
    return configuration;
  };
}

const claimsSchema = z.looseObject({
  sub: z.string().min(1).max(255),
  // Some issuers give other values for no address. They count as none.
  email: z.string().min(3).max(254).optional().catch(undefined),
});
export type Claims = z.infer<typeof claimsSchema>;

export type Redeemed =
  | { readonly kind: "claims"; readonly claims: Claims }
  | { readonly kind: "refused"; readonly reason: string };

/**
 * Exchanges the code in `callback` for an ID token and checks it (Core section 3.1.3.7). Throws
 * `IssuerAway`.
 */
export async function redeem(
  configuration: oidc.Configuration,
  callback: URL,
  attempt: { readonly state: string; readonly nonce: string; readonly verifier: string },
): Promise<Redeemed> {
  try {
    const tokens = await oidc.authorizationCodeGrant(configuration, callback, {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.verifier,
      idTokenExpected: true,
    });
    const { data: claims } = claimsSchema.safeParse(tokens.claims());
    return claims
      ? { kind: "claims", claims }
      : { kind: "refused", reason: "a claim is malformed" };
  } catch (error) {
    const away = awayIn(error);
    if (away) throw away;
    if (error instanceof oidc.ResponseBodyError)
      return {
        kind: "refused",
        reason: /^[\w-]{1,60}$/.exec(error.error)?.[0] ?? `status ${error.status}`,
      };
    if (!(error instanceof oidc.ClientError)) throw error;
    const { code = "", message, cause } = error;
    const why = cause instanceof Error ? cause.message : message;
    return { kind: "refused", reason: withoutAddresses(`${code}: ${why}`, 500) };
  }
}

/** Codes of answers that are no JSON, as a page about maintenance. */
const unusable: readonly (string | undefined)[] = [
  "OAUTH_PARSE_ERROR",
  "OAUTH_RESPONSE_IS_NOT_JSON",
];

/** The library wraps what its fetch throws. */
function awayIn(error: unknown): IssuerAway | undefined {
  if (error instanceof IssuerAway) return error;
  if (!(error instanceof oidc.ClientError)) return undefined;
  if (unusable.includes(error.code)) return new IssuerAway(error.message, { cause: error });
  return error.cause instanceof IssuerAway ? error.cause : undefined;
}
