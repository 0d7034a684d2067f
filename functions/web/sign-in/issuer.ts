import * as z from "zod";

/** Milliseconds. */
const patience = 5_000;
const metadataAge = 3_600_000;

/** The issuer gave no answer, or none that is one. Trying again later helps. */
export class IssuerAway extends Error {}

/** What an issuer says of itself: OpenID Connect Discovery section 3, RP-Initiated Logout section 2.1. */
const metadataSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  end_session_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(["client_secret_basic"]),
});
export type IssuerMetadata = z.infer<typeof metadataSchema>;

/** Asks the issuer something. Throws `IssuerAway` on a failure of the network or of the issuer's own. */
export async function askIssuer(url: string, request: RequestInit = {}): Promise<Response> {
  const answer = await fetch(url, { ...request, redirect: "error", signal: AbortSignal.timeout(patience) }).catch(error => {
    throw new IssuerAway(`no answer from ${url}`, { cause: error });
  });
  if (answer.status >= 500) throw new IssuerAway(`${url} answered ${answer.status}`);
  return answer;
}

/** Reads an issuer's metadata, at most once an hour. Throws `IssuerAway`; what is not the issuer's own is thrown as well. */
export function issuerMetadata(issuer: string, now: () => number): () => Promise<IssuerMetadata> {
  let kept: { readonly metadata: IssuerMetadata; readonly at: number } | undefined;
  return async () => {
    if (kept && now() - kept.at < metadataAge) return kept.metadata;
    const answer = await askIssuer(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
    const body: unknown = await answer.json().catch(error => {
      throw new IssuerAway("the issuer's metadata are no JSON", { cause: error });
    });
    const metadata = metadataSchema.parse(body);
    // Discovery section 4.3: otherwise one issuer could speak for another.
    if (metadata.issuer !== issuer) throw new Error("the issuer's metadata are of another issuer");
    const { protocol } = new URL(issuer);
    const { authorization_endpoint, token_endpoint, jwks_uri, end_session_endpoint = issuer } = metadata;
    for (const endpoint of [authorization_endpoint, token_endpoint, jwks_uri, end_session_endpoint])
      if (new URL(endpoint).protocol !== protocol) throw new Error(`the issuer names an endpoint that is not ${protocol}`);
    kept = { metadata, at: now() };
    return metadata;
  };
}
