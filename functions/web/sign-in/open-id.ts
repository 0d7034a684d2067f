import type { Context } from "hono";
import * as oidc from "openid-client";
import * as z from "zod";
import { actorOf, byline } from "../../core/access/actor.ts";
import { rolesIn } from "../../core/access/role.ts";
import { welcomeMember } from "../../steps/access/welcome-member.ts";
import type { Confirmed } from "../../store/access/members.ts";
import { securePages } from "../kit/security-headers.ts";
import { type Claims, type Client, IssuerAway, openIssuer, redeem } from "./issuer.ts";
import { refuse, type SignInRefusal } from "./refusals.tsx";
import { returnPath } from "./return-path.ts";
import { sealedCookie } from "./sealed-cookie.ts";
import { type SignIn, type SignInWorld, sessionCookie } from "./sign-in.ts";

export type OpenIdSettings = {
  /** Exactly the `issuer` in the issuer's metadata. */
  readonly issuer: string;
  readonly client: Client;
  readonly scope: string;
  /** The claim of the ID token that lists groups. */
  readonly groupsClaim: string;
  /** The origin of this site, without a slash at the end. */
  readonly origin: string;
  /** At least 32 characters. */
  readonly sessionKey: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/** Kept in a cookie between `/sign-in` and `/sign-in/callback`. */
const attemptSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
});

const attemptLifetimeMs = 600_000;

/**
 * Signs people in with any OpenID Connect issuer: code flow with PKCE (Core section 3.1, RFC 7636).
 * Stores no token.
 */
export function openIdSignIn({
  issuer,
  client,
  scope,
  groupsClaim,
  origin,
  sessionKey: key,
  now,
}: OpenIdSettings): SignIn {
  const session = sessionCookie({ name: "__Host-session", key, now });
  const attempts = sealedCookie({
    name: "__Host-signing-in",
    schema: attemptSchema,
    key,
    lifetimeMs: attemptLifetimeMs,
    now,
  });
  const configuration = openIssuer(issuer, client, now);
  const redirectUri = `${origin}/sign-in/callback`;

  const begin = async (c: Context): Promise<Response> => {
    const config = await configuration();
    const attempt = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      returnTo: returnPath(c.req.query("return")),
    };
    attempts.set(c, attempt);
    return c.redirect(
      oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: "S256",
      }).href,
      303,
    );
  };

  const personIn = (claims: Claims): Confirmed => ({
    sub: claims.sub,
    name: nameIn(claims),
    // An address that the issuer has not verified could be someone else's.
    address: claims.email_verified === true ? claims.email : undefined,
    groups: rolesIn(claims[groupsClaim]),
  });

  const complete = async (c: Context, { frame, pipeline }: SignInWorld): Promise<Response> => {
    const attempt = attempts.read(c);
    attempts.clear(c); // An attempt is used once, even if it fails.
    const refused = (kind: SignInRefusal, detail: string) => {
      pipeline.log("sign-in-refused", { refusal: kind, detail });
      return refuse(c, frame, kind, attempt?.returnTo);
    };
    const { state, code, error, iss } = c.req.query();
    if (!attempt) return refused("no-attempt", "no cookie");
    if (state !== attempt.state) return refused("other-attempt", "state");
    // RFC 9207: `iss` is optional, but must be ours.
    if (iss !== undefined && iss !== issuer) return refused("bad-answer", "another issuer");
    if (error !== undefined || !code)
      return refused("declined", /^[\w-]{1,60}$/.exec(error ?? "")?.[0] ?? "no code");
    const callback = new URL(`${redirectUri}${new URL(c.req.url).search}`);
    const redeemed = await redeem(await configuration(), callback, attempt);
    session.clear(c); // An earlier person's session must not continue.
    if (redeemed.kind === "refused") return refused("bad-answer", redeemed.reason);
    const person = personIn(redeemed.claims);
    const welcome = await welcomeMember(pipeline, person);
    if (welcome.kind !== "member") return refused(welcome.kind, byline(actorOf(person)));
    session.set(c, { sub: person.sub, name: person.name });
    return c.redirect(attempt.returnTo, 303);
  };

  return {
    session,
    serve: (site, world) => {
      const orAway = async (c: Context, answer: Promise<Response>): Promise<Response> =>
        answer.catch(problem => {
          if (!(problem instanceof IssuerAway)) throw problem;
          world.pipeline.log("sign-in-refused", {
            refusal: "issuer-away",
            detail: problem.message,
          });
          return refuse(c, world.frame, "issuer-away");
        });
      site.get("/sign-in", securePages, c => orAway(c, begin(c)));
      site.get("/sign-in/callback", securePages, c => orAway(c, complete(c, world)));
    },
    farewell: async () => {
      const config = await configuration();
      if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
      const back = `${origin}/signed-out`;
      // `post_logout_redirect_uri`: RP-Initiated Logout section 2. `logout_uri`: Cognito.
      const parameters = { post_logout_redirect_uri: back, logout_uri: back };
      return oidc.buildEndSessionUrl(config, parameters).href;
    },
  };
}

const nameSchema = z
  .string()
  .trim()
  .min(1)
  .transform(name => [...name].slice(0, 100).join(""));

/** The person's name for the page header. */
function nameIn(claims: Claims): string {
  for (const claim of ["name", "preferred_username", "given_name", "cognito:username"]) {
    const { data } = nameSchema.safeParse(claims[claim]);
    if (data !== undefined) return data;
  }
  return claims.sub.slice(0, 100);
}
