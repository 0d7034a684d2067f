import { JwtVerifier } from "aws-jwt-verify";
import { JwtBaseError } from "aws-jwt-verify/error";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import * as z from "zod";
import { withoutAddresses } from "../../core/text/without-addresses.ts";
import { askIssuer, type IssuerMetadata } from "./issuer.ts";

/** How much the issuer's clock and ours may differ. */
const graceSeconds = 30;

const claimsSchema = z.looseObject({
  sub: z.string().min(1).max(255),
  nonce: z.string(),
  // Required here: the library accepts a token without an expiry.
  exp: z.number(),
  aud: z.union([z.string(), z.array(z.string())]),
  azp: z.string().optional(),
  // Some issuers give other values for no address. They count as none.
  email: z.string().min(3).max(254).optional().catch(undefined),
});
export type Claims = z.infer<typeof claimsSchema>;

export type IdTokenResult =
  | { readonly kind: "claims"; readonly claims: Claims }
  | { readonly kind: "bad-token"; readonly reason: string };

export type ReadIdToken = (
  idToken: string,
  metadata: IssuerMetadata,
  nonce: string,
) => Promise<IdTokenResult>;

/**
 * Returns a function that checks an ID token by OpenID Connect Core section 3.1.3.7: signature by a
 * key of the issuer, issuer, audience (with several audiences, `azp` must be this client), expiry
 * and nonce. It caches the issuer's keys and fetches them again for an unknown key. It throws
 * `IssuerAway` if the keys cannot be fetched.
 */
export function idTokenReader(clientId: string): ReadIdToken {
  const jwksCache = new SimpleJwksCache({
    fetcher: { fetch: async uri => (await askIssuer(uri)).arrayBuffer() },
  });
  return async (idToken, { issuer, jwks_uri: jwksUri }, nonce) => {
    const verifier = JwtVerifier.create(
      { issuer, audience: clientId, jwksUri, graceSeconds },
      { jwksCache },
    );
    try {
      const { data: claims } = claimsSchema.safeParse(await verifier.verify(idToken));
      if (!claims) return { kind: "bad-token", reason: "a claim is missing" };
      const madeFor =
        claims.azp ??
        (typeof claims.aud !== "string" && claims.aud.length > 1 ? undefined : clientId);
      if (madeFor !== clientId) return { kind: "bad-token", reason: "made for another client" };
      if (claims.nonce !== nonce) return { kind: "bad-token", reason: "another nonce" };
      return { kind: "claims", claims };
    } catch (error) {
      if (error instanceof JwtBaseError)
        return {
          kind: "bad-token",
          reason: withoutAddresses(`${error.name}: ${error.message}`, 500),
        };
      throw error;
    }
  };
}
