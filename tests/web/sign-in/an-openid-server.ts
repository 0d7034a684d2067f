import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";
import { onTestFinished, vi } from "vitest";
import { openIdSignIn } from "../../../functions/web/sign-in/open-id.ts";
import { freePort } from "../../../infra/local/aws/free-port.ts";
import type { SignInWith } from "../a-served-site.ts";

/** Accounts of the server. Enter one of these names at its sign-in page to be that person, with any password. */
const accounts: Readonly<
  Record<string, { readonly name: string; readonly groups: readonly string[] }>
> = {
  ann: { name: "Ann Approver", groups: ["approver", "choir"] },
  "ed@example.org": { name: "Ed Editor", groups: ["editor"] },
  olu: { name: "Olu Operator", groups: ["operator"] },
  nemo: { name: "Nemo", groups: ["choir", "admin", "Approver"] },
};

const secret = "a secret: of the + client %";

/** A real OpenID server (oidc-provider), of which the site is a client: a public one, or one that has a secret. */
export function anOpenIdServer({ confidential = false, offersSignOut = true } = {}): SignInWith {
  return async (pipeline, origin) => {
    const port = await freePort();
    const issuer = `http://localhost:${port}`;
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    // It says of each of its defaults that it is one.
    const consoles = [vi.spyOn(console, "info"), vi.spyOn(console, "warn")].map(each =>
      each.mockImplementation(() => {}),
    );
    onTestFinished(() => {
      for (const each of consoles) each.mockRestore();
    });
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: "editors-site",
          redirect_uris: [`${origin}/sign-in/callback`],
          post_logout_redirect_uris: [`${origin}/signed-out`],
          response_types: ["code"],
          grant_types: ["authorization_code"],
          ...(confidential ? { client_secret: secret } : { token_endpoint_auth_method: "none" }),
        },
      ],
      jwks: {
        keys: [{ ...privateKey.export({ format: "jwk" }), kid: "first", use: "sig", alg: "RS256" }],
      },
      cookies: { keys: ["the server's own"] },
      claims: { openid: ["sub"], profile: ["name", "cognito:groups"] },
      conformIdTokenClaims: false,
      pkce: { required: () => true },
      features: {
        devInteractions: { enabled: true },
        rpInitiatedLogout: { enabled: offersSignOut },
      },
      findAccount: (_: unknown, id: string) => {
        const account = accounts[id];
        return (
          account && {
            accountId: id,
            claims: () => ({ sub: id, name: account.name, "cognito:groups": account.groups }),
          }
        );
      },
    });
    const server = createServer(provider.callback());
    await new Promise<void>(resolve => server.listen(port, "localhost", resolve));
    onTestFinished(async () => {
      server.closeAllConnections();
      await new Promise(closed => server.close(closed));
    });
    return openIdSignIn({
      issuer,
      client: { id: "editors-site", ...(confidential && { secret }) },
      scope: "openid profile",
      groupsClaim: "cognito:groups",
      origin,
      sessionKey: "k".repeat(32),
      now: pipeline.now,
    });
  };
}
