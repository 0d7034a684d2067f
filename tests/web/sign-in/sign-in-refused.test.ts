import { describe, expect, it } from "vitest";
import { IssuerAway, openIssuer } from "../../../functions/web/sign-in/issuer.ts";
import { freePort } from "../../../infra/local/aws/free-port.ts";
import { aSiteOfAForgingIssuer, comeBack, cookieOf, type Forgery } from "./a-forging-issuer.ts";

async function expectNobody(answer: Response, status: number, words: string): Promise<void> {
  expect(answer.status).toBe(status);
  expect(cookieOf(answer)).toBe("");
  const html = await answer.text();
  expect(html).toContain(words);
  expect(html).toContain('href="/sign-in');
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
}

describe("the answer of an issuer", () => {
  it("signs a person in when all of it is correct", async () => {
    const site = await aSiteOfAForgingIssuer();
    const answer = await comeBack(site, {}, "/bulletins/care-weekly");
    expect([answer.status, answer.headers.get("Location")]).toEqual([
      303,
      "/bulletins/care-weekly",
    ]);
    const page = await site.app.request("/", { headers: { Cookie: cookieOf(answer) } });
    expect(await page.text()).toContain("<bdi>Ann</bdi> (approver)");
    expect(site.exchanges[0]?.get("code_verifier")).toMatch(/^[\w-]{43}$/);
  });

  const long = Math.floor(Date.now() / 1_000) - 3_600;
  it.each<[string, Forgery, string]>([
    ["is unsigned", { header: { alg: "none" }, sign: "nobody" }, 'unexpected JWT "alg"'],
    [
      "says that it is unsigned, and has a signature",
      { header: { alg: "none" } },
      'unexpected JWT "alg"',
    ],
    ["is signed by another's key", { sign: "foreign" }, "JWT signature verification failed"],
    [
      "names a key that the issuer does not have",
      { header: { kid: "second" }, sign: "foreign" },
      "no applicable keys found",
    ],
    ["names a symmetric algorithm", { header: { alg: "HS256" } }, 'unexpected JWT "alg"'],
    ["has expired", { claims: { exp: long } }, "expiration is past current timestamp"],
    ["never expires", { claims: { exp: undefined } }, 'JWT "exp" (expiration time) claim missing'],
    ["is not valid yet", { claims: { nbf: long + 7_200 } }, 'unexpected JWT "nbf"'],
    ["is for another client", { claims: { aud: "another-client" } }, 'unexpected JWT "aud"'],
    [
      "is for others as well, and was made for one of them",
      { claims: { aud: ["editors-site", "other"], azp: "other" } },
      'unexpected ID Token "azp"',
    ],
    [
      "is for others as well, and does not say which of them asked for it",
      { claims: { aud: ["editors-site", "other"] } },
      "additional untrusted audiences",
    ],
    [
      "is of another issuer",
      { claims: { iss: "https://issuer.example.org" } },
      'unexpected JWT "iss"',
    ],
    [
      "has another attempt's nonce",
      { claims: { nonce: "x".repeat(43) } },
      'unexpected ID Token "nonce"',
    ],
    ["has no nonce", { claims: { nonce: undefined } }, 'JWT "nonce" (nonce) claim missing'],
    ["names nobody", { claims: { sub: undefined } }, 'JWT "sub" (subject) claim missing'],
    ["names a person by an empty text", { claims: { sub: "" } }, "a claim is malformed"],
  ])("is refused when its token %s", async (_name, forgery, reason) => {
    const site = await aSiteOfAForgingIssuer();
    await expectNobody(await comeBack(site, forgery), 403, "We could not confirm the answer");
    expect(JSON.parse(site.logged.at(-1) ?? "")).toEqual({
      event: "sign-in-refused",
      refusal: "bad-answer",
      detail: expect.stringContaining(reason),
    });
  });

  it("is taken when its token names others as well, and was made for this site", async () => {
    const site = await aSiteOfAForgingIssuer();
    const answer = await comeBack(site, {
      claims: { aud: ["editors-site", "other"], azp: "editors-site" },
    });
    expect(answer.status).toBe(303);
  });

  it.each<[string, unknown]>([
    ["none", undefined],
    ["others", ["choir", "Approver", "editors", "__proto__"]],
    ["no list", { approver: true }],
    ["a text around one", "not approver"],
  ])("gives no role for groups that are %s", async (_name, groups) => {
    const site = await aSiteOfAForgingIssuer();
    const answer = await comeBack(site, { claims: { "cognito:groups": groups } });
    await expectNobody(answer, 403, "not an editor, an approver or an operator");
  });

  it("ends the session of the person signed in before, when it gives no role", async () => {
    const site = await aSiteOfAForgingIssuer();
    const before = cookieOf(await comeBack(site));
    site.forge({ claims: { "cognito:groups": [] } });
    const { cookie, state } = await site.begin();
    const answer = await site.callback(`${before}; ${cookie}`, { code: "code", state });
    expect(answer.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(/^__Host-session=; Max-Age=0; Path=\/;.* Secure/),
    );
  });

  it("is refused when the code was used before", async () => {
    const site = await aSiteOfAForgingIssuer();
    const answer = await comeBack(site, {
      token: { status: 400, body: '{"error":"invalid_grant","error_description":"ann@x.org"}' },
    });
    await expectNobody(answer, 403, "We could not confirm the answer");
    expect(site.logged.join()).toContain('"detail":"invalid_grant"');
    expect(site.logged.join()).not.toContain("ann@");
  });

  it.each<[string, Forgery]>([
    ["its own error", { away: "token" }],
    ["no keys", { away: "keys" }],
    ["a page instead of a token", { token: { status: 200, body: "<html>Maintenance</html>" } }],
  ])("is %s: the page says that it is away", async (_name, forgery) => {
    const site = await aSiteOfAForgingIssuer();
    await expectNobody(await comeBack(site, forgery), 503, "The sign-in service does not answer.");
  });
});

describe("a client's secret", () => {
  it.each([
    ["none", undefined, "basic"],
    ["basic and post", ["client_secret_post", "client_secret_basic"], "basic"],
    ["post alone", ["client_secret_post"], "post"],
  ])("goes to an issuer that names %s in the way that it accepts", async (_name, methods, way) => {
    const site = await aSiteOfAForgingIssuer("s e:cret");
    const metadata = { token_endpoint_auth_methods_supported: methods };
    expect((await comeBack(site, { metadata })).status).toBe(303);
    const basic = `Basic ${Buffer.from("editors-site:s+e%3Acret").toString("base64")}`;
    expect([site.authorizations, site.exchanges[0]?.get("client_secret")]).toEqual(
      way === "basic" ? [[basic], null] : [[undefined], "s e:cret"],
    );
  });
});

describe("an issuer's metadata", () => {
  it("are asked for again once they are available", async () => {
    const site = await aSiteOfAForgingIssuer();
    site.forge({ away: "discovery" });
    await expectNobody(await site.app.request("/sign-in"), 503, "Try again in a minute.");
    site.forge({});
    expect((await site.app.request("/sign-in")).status).toBe(303);
  });

  it("are not waited for once the network reports that nothing is there", async () => {
    const issuer = `http://localhost:${await freePort()}`;
    const metadata = openIssuer(issuer, { id: "editors-site" }, Date.now);
    await expect(metadata()).rejects.toBeInstanceOf(IssuerAway);
  });

  it.each([
    ["another issuer", { issuer: "https://issuer.example.org" }],
    ["an endpoint of another kind", { token_endpoint: "ftp://localhost/token" }],
    ["a script for an endpoint", { authorization_endpoint: "javascript:alert(1)" }],
  ])("are not believed when they name %s", async (_name, metadata) => {
    const site = await aSiteOfAForgingIssuer();
    site.forge({ metadata });
    const answer = await site.app.request("/sign-in");
    expect([answer.status, answer.headers.get("Location")]).toEqual([500, null]);
  });
});

describe("coming back", () => {
  it("is refused with another state, or none, and no code is exchanged", async () => {
    const site = await aSiteOfAForgingIssuer();
    for (const state of [{ state: "x".repeat(43) }, {}]) {
      const { cookie } = await site.begin();
      await expectNobody(
        await site.callback(cookie, { code: "code", ...state }),
        400,
        "started to sign in more than once",
      );
    }
    expect(site.exchanges).toEqual([]);
  });

  it("is refused to a browser that did not begin: the sender of a link cannot sign another person in as themselves", async () => {
    const site = await aSiteOfAForgingIssuer();
    const { state } = await site.begin();
    await expectNobody(await site.callback("", { code: "code", state }), 400, "Sign in again.");
    const victim = await site.begin();
    await expectNobody(
      await site.callback(victim.cookie, { code: "code", state }),
      400,
      "close this page",
    );
    expect(site.exchanges).toEqual([]);
  });

  it("counts once: the cookie that allows it is gone with the first time", async () => {
    const site = await aSiteOfAForgingIssuer();
    for (const query of [{ code: "code" }, { error: "access_denied" }]) {
      const { cookie, state } = await site.begin();
      const answer = await site.callback(cookie, { ...query, state });
      expect(answer.headers.getSetCookie()).toContainEqual(
        expect.stringMatching(/^__Host-signing-in=; Max-Age=0; Path=\/;.* Secure/),
      );
    }
    const { state } = await site.begin();
    await expectNobody(
      await site.callback("", { code: "code", state }),
      400,
      "You can open this page once",
    );
  });

  it("is refused after ten minutes", async () => {
    const site = await aSiteOfAForgingIssuer();
    const { cookie, state } = await site.begin();
    site.clock.ahead = 600_000;
    await expectNobody(
      await site.callback(cookie, { code: "code", state }),
      400,
      "within ten minutes",
    );
  });

  it("is refused when the answer names another issuer (RFC 9207)", async () => {
    const site = await aSiteOfAForgingIssuer();
    const { cookie, state } = await site.begin();
    const answer = await site.callback(cookie, {
      code: "code",
      state,
      iss: "https://issuer.example.org",
    });
    await expectNobody(answer, 403, "We could not confirm the answer");
    expect(site.exchanges).toEqual([]);
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/.//evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
  ])("leads to no other site: %j", async returnTo => {
    const site = await aSiteOfAForgingIssuer();
    expect((await comeBack(site, {}, returnTo)).headers.get("Location")).toBe("/");
  });
});
