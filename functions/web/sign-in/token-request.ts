import * as z from "zod";
import { askIssuer, IssuerAway, type IssuerMetadata } from "./issuer.ts";

export type Client = { readonly id: string; readonly secret?: string | undefined };

export type TokenAnswer =
  | { readonly kind: "token"; readonly idToken: string }
  /** The code is invalid: already used, too old, or another client's. */
  | { readonly kind: "refused"; readonly error: string };

const tokenSchema = z.object({ id_token: z.string() });
const errorSchema = z.object({ error: z.string().regex(/^[\w-]{1,60}$/) });

/**
 * Exchanges a code and its verifier for an ID token (RFC 6749 section 4.1.3, RFC 7636 section 4.5).
 * Throws `IssuerAway`.
 */
export async function requestToken(
  metadata: IssuerMetadata,
  client: Client,
  grant: { readonly code: string; readonly verifier: string; readonly redirectUri: string },
): Promise<TokenAnswer> {
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    code: grant.code,
    redirect_uri: grant.redirectUri,
    code_verifier: grant.verifier,
  });
  const headers = new Headers({ Accept: "application/json" });
  if (client.secret === undefined) body.set("client_id", client.id);
  else if (metadata.token_endpoint_auth_methods_supported.includes("client_secret_basic"))
    headers.set(
      "Authorization",
      `Basic ${Buffer.from(`${formEncoded(client.id)}:${formEncoded(client.secret)}`).toString("base64")}`,
    );
  else {
    body.set("client_id", client.id);
    body.set("client_secret", client.secret);
  }
  const answer = await askIssuer(metadata.token_endpoint, { method: "POST", headers, body });
  const content: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok)
    return {
      kind: "refused",
      error: errorSchema.safeParse(content).data?.error ?? `status ${answer.status}`,
    };
  const { data } = tokenSchema.safeParse(content);
  if (!data) throw new IssuerAway("the issuer's answer has no ID token");
  return { kind: "token", idToken: data.id_token };
}

/** RFC 6749 section 2.3.1: id and secret are form-encoded first. */
function formEncoded(text: string): string {
  return new URLSearchParams({ "": text }).toString().slice(1);
}
