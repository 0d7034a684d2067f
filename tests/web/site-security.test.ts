import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { listEntries } from "../../functions/store/entries.ts";
import { dressProblems } from "../../functions/web/problem-pages.tsx";
import { aSite, bulletin, post, storeEntry } from "./a-served-site.ts";

const form = { title: "Forged", body: "Not by an editor.", status: "ready" };
const added = "/bulletins/care-weekly/entries/new";

describe("the editors' pages", () => {
  it("allow no inline script or style, no other origin, and no frame around them", async () => {
    const site = await aSite();
    await storeEntry(site);
    for (const path of [
      "/",
      "/bulletins/care-weekly",
      added,
      "/bulletins/care-weekly/preview",
      "/bulletins/care-weekly/send",
      "/nothing",
      "/bulletins/none",
    ]) {
      const answer = await site.request(path);
      const policy = answer.headers.get("Content-Security-Policy") ?? "";
      expect(policy, path).toBe(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(
        ["X-Content-Type-Options", "Referrer-Policy", "Cache-Control"].map(name => answer.headers.get(name)),
        path,
      ).toEqual(["nosniff", "same-origin", "no-store"]);
      expect(answer.headers.get("Permissions-Policy"), path).toContain("camera=()");
      expect(await answer.text(), path).not.toMatch(/ style="| on[a-z]+="|<style|<script(?![^>]* src=)/);
    }
  });

  it.each([
    ["another site", { Origin: "https://evil.example" }],
    ["another site, as the browser says", { "Sec-Fetch-Site": "cross-site" }],
    ["nowhere", {}],
  ])("take no form that comes from %s", async (_name, headers) => {
    const site = await aSite();
    await storeEntry(site);
    for (const path of [added, "/bulletins/care-weekly/send", "/editions/none/resume"])
      expect((await post(site, path, form, headers)).status, path).toBe(403);
    expect(await listEntries(site.pipeline.table, bulletin.id)).toHaveLength(1);
  });

  it("take a form that the browser says is of the same origin", async () => {
    const site = await aSite();
    expect((await post(site, added, form, { "Sec-Fetch-Site": "same-origin" })).status).toBe(303);
  });

  it("answer 404 in the same dress for what is not there, however odd its name", async () => {
    const site = await aSite();
    for (const path of [
      "/nothing",
      "/bulletins/none",
      "/bulletins/%00",
      `/bulletins/${"x".repeat(5000)}`,
      "/bulletins/care-weekly/entries/none",
      "/editions/none",
      `/editions/${"x".repeat(5000)}`,
      "/editions/none/letter",
    ]) {
      const answer = await site.request(path);
      expect(answer.status, path.slice(0, 40)).toBe(404);
      expect(await answer.text()).toContain("Page not found");
    }
  });

  it("show what an editor wrote as text, wherever it stands", async () => {
    const site = await aSite();
    const { id } = await storeEntry(site, {
      title: '<img src=x onerror="alert(1)">',
      body: "</textarea><script>alert(1)</script>",
    });
    for (const path of [
      `/bulletins/care-weekly?saved=${id}`,
      `/bulletins/care-weekly/entries/${id}`,
      "/bulletins/care-weekly/preview",
      "/bulletins/care-weekly/preview?view=text",
      "/bulletins/care-weekly/send",
    ]) {
      const html = await (await site.request(path)).text();
      expect(html, path).not.toContain("<img");
      expect(html, path).not.toContain("<script>");
    }
  });
});

describe("an error on a site", () => {
  it("shows no trace of itself, and is logged without addresses or links", async () => {
    const logged: string[] = [];
    const site = new Hono();
    const frame = { paths: { css: "/a.css", js: "/a.js" }, name: "Dear Colleague", home: "/", navigation: [] };
    dressProblems(site, frame, (event, fields) => void logged.push(JSON.stringify({ event, ...fields })));
    site.get("/read/:token", () => {
      throw new Error("no place for <ann@example.org>");
    });
    const answer = await site.request("/read/a.secret.token");
    const html = await answer.text();
    expect(answer.status).toBe(500);
    expect(html).toContain("Something went wrong");
    expect(html).not.toMatch(/ann@example|no place|Error:/);
    expect(answer.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(logged).toEqual(['{"event":"page-failed","method":"GET","path":"/read/…","error":"Error: no place for <[address]>"}']);
  });
});

describe("the assets", () => {
  it("are named by what is in them, and may be kept for good", async () => {
    const site = await aSite();
    const html = await (await site.request("/")).text();
    const paths = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? "");
    expect(paths).toEqual([
      expect.stringMatching(/^\/assets\/site-[0-9a-f]{12}\.css$/),
      expect.stringMatching(/^\/assets\/site-[0-9a-f]{12}\.js$/),
    ]);
    const answers = await Promise.all(paths.map(path => site.request(path)));
    expect(
      answers.map(answer => [answer.status, answer.headers.get("Content-Type"), answer.headers.get("Cache-Control")]),
    ).toEqual([
      [200, "text/css; charset=utf-8", "public, max-age=31536000, immutable"],
      [200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
    ]);
  });

  it("name no other address, and none of GOV.UK's own font and emblems", async () => {
    const site = await aSite();
    const css = await (await site.request(/\/assets\/[^"]+css/.exec(await (await site.request("/")).text())?.[0] ?? "")).text();
    expect(css).not.toMatch(/url\(|@import|GDS Transport|crown/);
    expect(css).toContain("font-family:Arial,sans-serif");
  });
});
