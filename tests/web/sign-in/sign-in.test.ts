import { describe, expect, it } from "vitest";
import { allEntries } from "../../stored-lists.ts";
import { aServedSite, bulletin } from "../a-served-site.ts";
import { aVisitor, signInAs } from "../a-visitor.ts";
import { anOpenIdServer } from "./an-openid-server.ts";

describe("signing in with an OpenID server", () => {
  it.each([
    ["a public client", false],
    ["a client with a secret", true],
  ])("leads from the page that was asked for to that page, as %s", async (_name, confidential) => {
    const site = await aServedSite(1, anOpenIdServer({ confidential }));
    const visitor = aVisitor();
    const asked = `${site.url}/bulletins/care-weekly/preview?view=text`;
    const form = await visitor.open(asked);
    expect(form.url).not.toContain(site.url);
    const page = await signInAs(visitor, form, "ann");
    expect([page.url, page.status]).toEqual([asked, 200]);
    expect(page.html).toContain("<bdi>Ann Approver</bdi> (approver)");
    expect([...visitor.cookies(site.url).keys()]).toEqual(["__Host-session"]);
    expect(site.logged).toContain('{"event":"signed-in","by":"ann","roles":"approver"}');
  });

  it("asks with code, PKCE, state and nonce, none of them twice", async () => {
    const site = await aServedSite(0, anOpenIdServer());
    const visitor = aVisitor();
    const asked = await Promise.all([1, 2].map(() => visitor.ask(`${site.url}/sign-in`)));
    const [first, second] = asked.map(
      answer => new URL(answer.headers.get("Location") ?? "").searchParams,
    );
    expect(Object.fromEntries(first ?? [])).toMatchObject({
      response_type: "code",
      client_id: "editors-site",
      redirect_uri: `${site.url}/sign-in/callback`,
      scope: "openid profile",
      code_challenge_method: "S256",
    });
    for (const name of ["state", "nonce", "code_challenge"]) {
      expect(first?.get(name), name).toMatch(/^[\w-]{43}$/);
      expect(first?.get(name), name).not.toBe(second?.get(name));
    }
    expect(new Set(["state", "nonce", "code_challenge"].map(name => first?.get(name))).size).toBe(
      3,
    );
  });

  it("sets cookies that only this site's own https requests carry, and no script reads", async () => {
    const site = await aServedSite(0, anOpenIdServer());
    const visitor = aVisitor();
    const begun = (await visitor.ask(`${site.url}/sign-in`)).headers.getSetCookie();
    expect(begun).toEqual([
      expect.stringMatching(
        /^__Host-signing-in=[^;]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    const form = await visitor.open(`${site.url}/sign-in`);
    await signInAs(visitor, form, "ann");
    // Once more, step by step, with a server that now has a session for them.
    let last: Response | undefined;
    for (let next = `${site.url}/sign-in`; next !== `${site.url}/`; ) {
      last = await visitor.ask(next);
      next = new URL(last.headers.get("Location") ?? "", next).href;
    }
    expect(last?.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(
        /^__Host-session=[^;]+; Max-Age=28800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    );
    expect(last?.headers.get("Cache-Control")).toBe("no-store");
  });

  it("refuses a person without a role, and says who to ask", async () => {
    const site = await aServedSite(0, anOpenIdServer());
    const visitor = aVisitor();
    const page = await signInAs(visitor, await visitor.open(site.url), "nemo");
    expect(page.status).toBe(403);
    expect(page.html).toContain(
      "Ask an operator of this service to add you to one of these groups",
    );
    expect([...visitor.cookies(site.url).keys()]).toEqual([]);
    expect((await visitor.ask(`${site.url}/bulletins/care-weekly`)).status).toBe(303);
  });

  it("ends as it began when the person declines", async () => {
    const site = await aServedSite(0, anOpenIdServer());
    const visitor = aVisitor();
    const form = await visitor.open(site.url);
    const declined = await visitor.open(`${form.url}/abort`);
    expect(declined.status).toBe(403);
    expect(declined.html).toContain("The sign-in was cancelled.");
    expect([...visitor.cookies(site.url).keys()]).toEqual([]);
  });
});

describe("signing out", () => {
  it("ends the session here and at the OpenID server", async () => {
    const site = await aServedSite(0, anOpenIdServer());
    const visitor = aVisitor();
    await signInAs(visitor, await visitor.open(site.url), "ann");
    const answer = await visitor.ask(`${site.url}/sign-out`, { method: "POST" });
    expect(answer.status).toBe(200);
    expect([...visitor.cookies(site.url).keys()]).toEqual([]);
    const farewell = answer.headers.get("Refresh")?.replace(/^0; url=/, "") ?? "";
    const asked = await visitor.open(farewell);
    const form = Object.fromEntries(
      [...asked.html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
        ([, name = "", value = ""]) => [name, value],
      ),
    );
    const action = /<form[^>]* action="([^"]+)"/.exec(asked.html)?.[1] ?? "";
    const end = await visitor.open(action, {
      method: "POST",
      body: new URLSearchParams({ ...form, logout: "yes" }),
    });
    expect([end.url.split("?")[0], end.status]).toEqual([`${site.url}/signed-out`, 200]);
    // The server asks for the login again.
    expect((await visitor.open(site.url)).html).toContain('name="password"');
    expect(site.logged).toContain('{"event":"signed-out","by":"ann"}');
  });

  it("ends it here if the server offers no way to end it", async () => {
    const site = await aServedSite(0, anOpenIdServer({ offersSignOut: false }));
    const visitor = aVisitor();
    await signInAs(visitor, await visitor.open(site.url), "ann");
    const page = await visitor.open(`${site.url}/sign-out`, { method: "POST" });
    expect(page.url).toBe(`${site.url}/signed-out`);
    expect([...visitor.cookies(site.url).keys()]).toEqual([]);
  });

  it("is not done by a GET, nor by another site's form", async () => {
    const site = await aServedSite(0);
    const from = (headers: Record<string, string>) =>
      site.request("/sign-out", { method: "POST", headers });
    expect((await site.request("/sign-out")).status).toBe(404);
    const foreign = await from({ Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" });
    expect([foreign.status, foreign.headers.get("Set-Cookie")]).toEqual([403, null]);
  });
});

describe("what a person does", () => {
  it("is logged with their name at the issuer, but never with an email address", async () => {
    const site = await aServedSite(1, anOpenIdServer());
    const visitor = aVisitor();
    await signInAs(visitor, await visitor.open(site.url), "ed@example.org");
    const form = new URLSearchParams({ title: "Winter", body: "We open.", status: "ready" });
    const saved = await visitor.open(`${site.url}/bulletins/care-weekly/entries/new`, {
      method: "POST",
      body: form,
    });
    expect(saved.html).toContain("“Winter” is saved.");
    const [entry] = await allEntries(site.pipeline.table, bulletin.id);
    expect(site.logged.map(line => JSON.parse(line))).toContainEqual({
      event: "entry-saved",
      bulletin: "care-weekly",
      entry: entry?.id,
      version: 1,
      by: expect.stringMatching(/^sha256:[0-9a-f]{16}$/),
    });
    expect(site.logged.join()).not.toContain("example.org");
  });
});
