import * as z from "zod";

const timeoutMs = 5_000;
const metadataMaxAgeMs = 3_600_000;

/** The issuer did not answer, or its answer was unusable. A later retry can succeed. */
export class IssuerAway extends Error {}

/** Provider metadata: OpenID Connect Discovery section 3, RP-Initiated Logout section 2.1. */
const metadataSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  end_session_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(["client_secret_basic"]),
});
export type IssuerMetadata = z.infer<typeof metadataSchema>;

/**
 * Sends a request to the issuer. Throws `IssuerAway` if the network fails, after 5 seconds, or on a
 * status of 500 or more.
 */
export async function askIssuer(url: string, request: RequestInit = {}): Promise<Response> {
  const answer = await fetch(url, {
    ...request,
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(error => {
    throw new IssuerAway(`no answer from ${url}`, { cause: error });
  });
  if (answer.status >= 500) throw new IssuerAway(`${url} answered ${answer.status}`);
  return answer;
}

/**
 * Returns a function that reads the issuer's metadata and caches them for an hour. It throws
 * `IssuerAway` if they cannot be read, and `Error` or `ZodError` if they are invalid or another
 * issuer's.
 */
export function issuerMetadata(issuer: string, now: () => number): () => Promise<IssuerMetadata> {
  let cached: { readonly metadata: IssuerMetadata; readonly at: number } | undefined;
  return async () => {
    if (cached && now() - cached.at < metadataMaxAgeMs) return cached.metadata;
    const answer = await askIssuer(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
    const body: unknown = await answer.json().catch(error => {
      throw new IssuerAway("the issuer's metadata are not JSON", { cause: error });
    });
    const metadata = metadataSchema.parse(body);
    // Discovery section 4.3: prevents one issuer from posing as another.
    if (metadata.issuer !== issuer) throw new Error("the metadata belong to another issuer");
    const { protocol } = new URL(issuer);
    const {
      authorization_endpoint,
      token_endpoint,
      jwks_uri,
      end_session_endpoint = issuer,
    } = metadata;
    for (const endpoint of [authorization_endpoint, token_endpoint, jwks_uri, end_session_endpoint])
      if (new URL(endpoint).protocol !== protocol)
        throw new Error(`an endpoint of the issuer does not use ${protocol}`);
    cached = { metadata, at: now() };
    return metadata;
  };
}
