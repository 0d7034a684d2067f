import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sessionCookie } from "../../../functions/web/sign-in/sign-in.ts";
import { aSite, hiddenFields, post, sessionOf } from "../a-served-site.ts";
import {
  aSiteOfAForgingIssuer,
  comeBack,
  cookieOf,
  type ForgingIssuer,
} from "./a-forging-issuer.ts";

describe("a session", () => {
  const open = (site: ForgingIssuer, cookie: string) =>
    site.app.request("/", { headers: { Cookie: cookie } });

  it("is new at each sign-in, whatever cookie came along", async () => {
    const site = await aSiteOfAForgingIssuer();
    const { cookie, state } = await site.begin();
    const planted = "__Host-session=planted";
    expect((await open(site, planted)).status).toBe(303);
    const answer = await site.callback(`${planted}; ${cookie}`, { code: "code", state });
    expect(cookieOf(answer)).toMatch(/^__Host-session=[\w-]{50,}\.[\w-]{43}$/);
    expect((await open(site, planted)).status).toBe(303);
  });

  it("ends after eight hours", async () => {
    const site = await aSiteOfAForgingIssuer();
    const cookie = cookieOf(await comeBack(site));
    site.clock.ahead = 8 * 3_600_000 - 60_000;
    expect((await open(site, cookie)).status).toBe(200);
    site.clock.ahead = 8 * 3_600_000 + 1_000;
    expect((await open(site, cookie)).status).toBe(303);
  });

  it("is none when its cookie was tampered with", async () => {
    const site = await aSiteOfAForgingIssuer();
    const [name = "", value = ""] = cookieOf(await comeBack(site)).split("=");
    const [payload = "", seal = ""] = value.split(".");
    const mine = Buffer.from(
      JSON.stringify({
        value: { sub: "ann", name: "Ann" },
        expires: Date.now() + 3_600_000,
      }),
    ).toString("base64url");
    const ownKey = createHmac("sha256", "").update(`__Host-session.${mine}`).digest("base64url");
    for (const forged of [
      `${mine}.${seal}`,
      `${mine}.`,
      mine,
      `${mine}.${ownKey}`,
      `${payload}.${seal}.`,
      `${payload}.${seal.slice(0, -2)}`,
      "",
    ])
      expect((await open(site, `${name}=${forged}`)).status, forged).toBe(303);
    expect((await open(site, `${name}=${payload}.${seal}`)).status).toBe(200);
  });

  it("does not open with the cookie of a person who has only begun to sign in", async () => {
    const site = await aSiteOfAForgingIssuer();
    const { cookie } = await site.begin();
    expect((await open(site, cookie.replace("__Host-signing-in", "__Host-session"))).status).toBe(
      303,
    );
  });

  it("does not open with another cookie under its name, even one with the same content", async () => {
    const site = await aSiteOfAForgingIssuer();
    const other = sessionCookie({ name: "__Host-other", key: "k".repeat(32), now: Date.now });
    const cookie = await sessionOf(site.pipeline, other, "approver");
    expect((await open(site, cookie.replace("__Host-other", "__Host-session"))).status).toBe(303);
    const own = sessionCookie({ name: "__Host-session", key: "k".repeat(32), now: Date.now });
    expect((await open(site, await sessionOf(site.pipeline, own, "approver"))).status).toBe(200);
  });

  it("is asked for by a redirect for a page, and by 401 for a frame, a script or a form", async () => {
    const site = await aSiteOfAForgingIssuer();
    const ask = (path: string, headers: Record<string, string>, method = "GET") =>
      site.app.request(path, { method, headers });
    const page = await ask("/bulletins/care-weekly?saved=1", { "Sec-Fetch-Dest": "document" });
    expect([page.status, page.headers.get("Location")]).toEqual([
      303,
      "/sign-in?return=%2Fbulletins%2Fcare-weekly%3Fsaved%3D1",
    ]);
    expect(
      (await ask("/bulletins/care-weekly/preview/letter.html", { "Sec-Fetch-Dest": "iframe" }))
        .status,
    ).toBe(401);
    expect((await ask("/editions/x/account", { Accept: "application/json" })).status).toBe(401);
    const form = await ask(
      "/bulletins/care-weekly/entries/new",
      { "Sec-Fetch-Site": "same-origin" },
      "POST",
    );
    expect(form.status).toBe(401);
    expect(await form.text()).toContain("Your text is safe on this page");
  });

  it("is refused for a name that is too long for a cookie", async () => {
    const site = await aSiteOfAForgingIssuer();
    const answer = await comeBack(site, { claims: { name: "😀".repeat(5_000) } });
    const [line = ""] = answer.headers
      .getSetCookie()
      .filter(each => each.startsWith("__Host-session"));
    expect(Buffer.byteLength(line)).toBeLessThan(4_096);
    expect(await (await open(site, cookieOf(answer))).text()).toContain(
      `<bdi>${"😀".repeat(100)}</bdi>`,
    );
  });

  it("is none when another key has signed it", async () => {
    const site = await aSiteOfAForgingIssuer();
    const other = sessionCookie({ name: "__Host-session", key: "o".repeat(32), now: Date.now });
    expect((await open(site, await sessionOf(site.pipeline, other, "approver"))).status).toBe(303);
  });

  it("may end while a person writes: their form comes back whole, to be sent again, and as text", async () => {
    const site = await aSite({ people: 0 });
    const path = "/bulletins/care-weekly/entries/new";
    const own = {
      title: '"><script>alert(1)</script>',
      body: "One.\r\n\r\n  Two – “é”.\r\n",
      status: "ready",
      id: "x",
    };
    const ended = { Cookie: "dear-colleague-session=ended", Origin: "http://localhost" };
    const length = String(new URLSearchParams(own).toString().length);
    const html = await (await post(site, path, own, { ...ended, "Content-Length": length })).text();
    expect(html).not.toContain("<script>alert");
    expect(html).toContain(`<form action="${path}" method="post">`);
    const decoded = (text: string) =>
      text
        .replaceAll("&quot;", '"')
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&amp;", "&");
    expect(
      Object.fromEntries(
        Object.entries(hiddenFields(html)).map(([name, value]) => [name, decoded(value)]),
      ),
    ).toEqual(own);
    const large = await post(site, path, own, { ...ended, "Content-Length": "2000001" });
    expect([large.status, hiddenFields(await large.text())]).toEqual([413, {}]);
    const foreign = await post(site, path, own, {
      ...ended,
      Origin: "https://evil.example",
      "Content-Length": length,
    });
    expect([foreign.status, hiddenFields(await foreign.text())]).toEqual([403, {}]);
  });
});
