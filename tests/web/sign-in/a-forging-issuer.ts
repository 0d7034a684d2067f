import { createPublicKey, createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { openIdSignIn } from "../../../functions/web/sign-in/open-id.ts";
import { freePort } from "../../../infra/local/aws/free-port.ts";
import { aSite, type Site } from "../a-served-site.ts";

const ours = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

export type Token = {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly sign?: "ours" | "foreign" | "nobody";
};

/** What the issuer answers when a code is exchanged, and when it is asked for something else. */
export type Forgery = Token & {
  readonly token?: { readonly status: number; readonly body: string };
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly away?: "discovery" | "token" | "keys";
};

export type ForgingIssuer = Site & {
  /** The session's key, and the clock of the site: milliseconds that it is ahead. */
  readonly clock: { ahead: number };
  readonly forge: (forgery: Forgery) => void;
  /** Begins to sign in: the cookie that the browser has then, and what was asked of the issuer. */
  readonly begin: (returnTo?: string) => Promise<{ cookie: string; state: string; nonce: string }>;
  /** Comes back with a code. */
  readonly callback: (cookie: string, query: Readonly<Record<string, string>>) => Promise<Response>;
  readonly exchanges: URLSearchParams[];
  /** The Authorization header of each exchange. */
  readonly authorizations: (string | undefined)[];
};

/** A site with an OpenID issuer under the test's control. Its tokens are correct in all but what `forge` says. */
export async function aSiteOfAForgingIssuer(secret?: string): Promise<ForgingIssuer> {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const clock = { ahead: 0 };
  const exchanges: URLSearchParams[] = [];
  const authorizations: (string | undefined)[] = [];
  let forgery: Forgery = {};
  let nonce = "";
  const server = createServer(async (request, response) => {
    const path = request.url ?? "";
    let body = "";
    for await (const part of request) body += part;
    if (path === "/.well-known/openid-configuration") {
      const metadata = {
        issuer,
        jwks_uri: `${issuer}/keys`,
        token_endpoint: `${issuer}/token`,
        authorization_endpoint: `${issuer}/authorize`,
        ...forgery.metadata,
      };
      send(response, forgery.away === "discovery" ? 503 : 200, JSON.stringify(metadata));
    } else if (path === "/keys") {
      const jwk = {
        ...createPublicKey(ours).export({ format: "jwk" }),
        kid: "first",
        use: "sig",
        alg: "RS256",
      };
      send(response, forgery.away === "keys" ? 502 : 200, JSON.stringify({ keys: [jwk] }));
    } else {
      exchanges.push(new URLSearchParams(body));
      authorizations.push(request.headers.authorization);
      const right = {
        iss: issuer,
        aud: "editors-site",
        sub: "ann",
        nonce,
        exp: now() + 300,
        iat: now(),
        name: "Ann",
      };
      const token = makeToken({
        ...forgery,
        claims: { ...right, "cognito:groups": ["approver"], ...forgery.claims },
      });
      send(
        response,
        forgery.token?.status ?? (forgery.away === "token" ? 500 : 200),
        forgery.token?.body ?? token,
      );
    }
  });
  await new Promise<void>(resolve => server.listen(port, "localhost", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise(closed => server.close(closed));
  });
  const site = await aSite({
    people: 0,
    signInWith: (_pipeline, origin) =>
      openIdSignIn({
        issuer,
        client: { id: "editors-site", secret },
        scope: "openid profile",
        groupsClaim: "cognito:groups",
        origin,
        sessionKey: "k".repeat(32),
        now: () => Date.now() + clock.ahead,
      }),
  });
  return {
    ...site,
    clock,
    exchanges,
    authorizations,
    forge: given => {
      forgery = given;
    },
    begin: async (returnTo = "/") => {
      const answer = await site.app.request(
        `/sign-in?${new URLSearchParams({ return: returnTo })}`,
      );
      const asked = new URL(answer.headers.get("Location") ?? "").searchParams;
      nonce = asked.get("nonce") ?? "";
      return { cookie: cookieOf(answer), state: asked.get("state") ?? "", nonce };
    },
    callback: async (cookie, query) =>
      site.app.request(`/sign-in/callback?${new URLSearchParams(query)}`, {
        headers: { Cookie: cookie },
      }),
  };
}

/** Goes the whole way, with a token that is forged as told. */
export async function comeBack(
  site: ForgingIssuer,
  forgery: Forgery = {},
  returnTo = "/",
): Promise<Response> {
  site.forge(forgery);
  const { cookie, state } = await site.begin(returnTo);
  return site.callback(cookie, { code: "code", state });
}

/** What a browser sends back of the cookies that an answer sets. */
export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map(line => line.split(";")[0] ?? "")
    .filter(pair => !pair.endsWith("="))
    .join("; ");
}

const now = () => Math.floor(Date.now() / 1_000);

function makeToken({ claims, header, sign = "ours" }: Token): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "RS256", typ: "JWT", kid: "first", ...header })}.${part(claims ?? {})}`;
  const signature = sign === "nobody" ? "" : signatureOf(signed, sign === "ours" ? ours : foreign);
  return JSON.stringify({
    token_type: "Bearer",
    access_token: "x",
    id_token: `${signed}.${signature}`,
  });
}

function signatureOf(text: string, key: KeyObject): string {
  return createSign("RSA-SHA256").update(text).sign(key).toString("base64url");
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(body);
}
