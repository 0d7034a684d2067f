import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { dressProblems } from "../../functions/web/kit/problem-pages.tsx";
import { localSignIn } from "../../infra/local/site/sign-in-site.tsx";
import { allEntries } from "../stored-lists.ts";
import { aSite, bulletin, post, type Site, sessionOf, storeEntry } from "./a-served-site.ts";

const form = { title: "Forged", body: "Not by an editor.", status: "ready" };
const added = "/bulletins/care-weekly/entries/new";

/** Where forms are sent to, by the routes that the sites have; the readers' are tested with their pages. */
/** The readers' forms, which a signed link protects: see their own tests. */
const ofReaders = /^\/(?:unsubscribe|letters|subscribe|confirm|reconfirm)\//;

function formPaths({ app }: Site): string[] {
  const paths = app.routes
    .filter(({ method, path }) => method === "POST" && !ofReaders.test(path))
    .map(({ path }) => path);
  return [...new Set(paths)].map(path =>
    path.replace(":bulletin", bulletin.id).replace(/:\w+/g, "none"),
  );
}

const fromHere = {
  incoming: { socket: { remoteAddress: "127.0.0.1", remotePort: 1, remoteFamily: "IPv4" } },
};

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
        ["X-Content-Type-Options", "Referrer-Policy", "Cache-Control"].map(name =>
          answer.headers.get(name),
        ),
        path,
      ).toEqual(["nosniff", "same-origin", "no-store"]);
      expect(answer.headers.get("Permissions-Policy"), path).toContain("camera=()");
      expect(await answer.text(), path).not.toMatch(
        / style="| on[a-z]+="|<style|<script(?![^>]* src=)/,
      );
    }
  });

  it.each([
    ["another site", { Origin: "https://evil.example" }],
    ["another site, as the browser says", { "Sec-Fetch-Site": "cross-site" }],
    ["nowhere", {}],
  ])("refuse a form that comes from %s", async (_name, headers) => {
    const site = await aSite();
    await storeEntry(site);
    for (const path of [added, "/bulletins/care-weekly/send", "/editions/none/resume"])
      expect((await post(site, path, form, headers)).status, path).toBe(403);
    expect(await allEntries(site.pipeline.table, bulletin.id)).toHaveLength(1);
  });

  it("refuse a POST that comes from elsewhere, whatever its content type", async () => {
    const site = await aSite();
    for (const path of formPaths(site))
      for (const type of [
        "application/json",
        "application/octet-stream",
        "multipart/form-data; boundary=x",
        "no type",
        "text/xml",
      ])
        for (const from of [
          { Origin: "https://evil.example" },
          { "Sec-Fetch-Site": "cross-site" },
          { Origin: "null" },
          {},
        ]) {
          const request = {
            method: "POST",
            body: "{}",
            headers: { "Content-Type": type, ...from },
          };
          expect((await site.app.request(path, request, fromHere)).status, `${path} ${type}`).toBe(
            403,
          );
        }
  });

  it("answer 400 to a form that cannot be read, before and after sign-in", async () => {
    const site = await aSite();
    const cookie = await sessionOf(site.pipeline, localSignIn(site.pipeline).session, "operator");
    const bodies: readonly (readonly [string, string])[] = [
      ["multipart/form-data", "x"],
      ["multipart/form-data; boundary=x", ""],
      [
        "multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=title\r\n\r\nCut o",
      ],
      ["multipart/form-data; boundary=x", "--x\r\nno header\r\n\r\n\r\n--x--"],
      ['multipart/form-data; boundary="', "--x--"],
    ];
    for (const path of formPaths(site))
      for (const [type, body] of bodies)
        for (const Cookie of ["", cookie]) {
          const headers = { "Content-Type": type, Origin: "http://localhost", Cookie };
          const answer = await site.app.request(path, { method: "POST", body, headers }, fromHere);
          expect(answer.status, `${path} ${type} ${body}`).toBe(400);
          expect(await answer.text()).toContain(
            "Go back in your browser and submit the form again.",
          );
        }
    expect(site.logged.join("\n")).not.toContain("page-failed");
  });

  it("answer 413 with a sentence to a form that is too long, each of them", async () => {
    const site = await aSite();
    for (const path of formPaths(site)) {
      const headers = {
        Origin: "http://localhost",
        "Content-Type": "application/x-www-form-urlencoded",
      };
      const body = `title=${"x".repeat(path.endsWith("/images") ? 6_100_000 : 2_100_000)}`;
      const answer = await site.app.request(path, { method: "POST", body, headers }, fromHere);
      expect(answer.status, path).toBe(413);
      expect(await answer.text(), path).toContain("That is too long");
    }
  });

  it("take a form that the browser says is of the same origin", async () => {
    const site = await aSite();
    expect((await post(site, added, form, { "Sec-Fetch-Site": "same-origin" })).status).toBe(303);
  });

  it("answer 404 in the same design for a missing page, however odd its name", async () => {
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

  it("show an editor's words as text, wherever they appear", async () => {
    const site = await aSite();
    const { id } = await storeEntry(site, {
      title: '<img src=x onerror="alert(1)">',
      body: "</textarea><script>alert(1)</script>",
    });
    for (const path of [
      `/bulletins/care-weekly?saved=${id}`,
      "/bulletins/care-weekly/entries",
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
  it("shows no details, and is logged without addresses or links", async () => {
    const logged: string[] = [];
    const site = new Hono();
    const frame = {
      paths: { css: "/a.css", js: "/a.js" },
      name: "Dear Colleague",
      home: "/",
      navigation: [],
    };
    dressProblems(
      site,
      frame,
      (event, fields) => void logged.push(JSON.stringify({ event, ...fields })),
    );
    site.get("/read/:token", () => {
      throw new Error("no place for <ann@example.org>");
    });
    const answer = await site.request("/read/a.secret.token");
    const html = await answer.text();
    expect(answer.status).toBe(500);
    expect(html).toContain("Something went wrong");
    expect(html).not.toMatch(/ann@example|no place|Error:/);
    expect(answer.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(logged).toEqual([
      '{"event":"page-failed","method":"GET","path":"/read/…","error":"Error: no place for <(address)>"}',
    ]);
  });
});

describe("the assets", () => {
  it("are named by their content, and may be cached permanently", async () => {
    const site = await aSite();
    const html = await (await site.request("/")).text();
    const paths = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(
      ([, path]) => path ?? "",
    );
    expect(paths).toEqual([
      expect.stringMatching(/^\/assets\/site-[0-9a-f]{12}\.css$/),
      expect.stringMatching(/^\/assets\/site-[0-9a-f]{12}\.js$/),
    ]);
    const answers = await Promise.all(paths.map(path => site.request(path)));
    expect(
      answers.map(answer => [
        answer.status,
        answer.headers.get("Content-Type"),
        answer.headers.get("Cache-Control"),
      ]),
    ).toEqual([
      [200, "text/css; charset=utf-8", "public, max-age=31536000, immutable"],
      [200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
    ]);
  });

  it("name no other address, and none of GOV.UK's own font and emblems", async () => {
    const site = await aSite();
    const css = await (
      await site.request(
        /\/assets\/[^"]+css/.exec(await (await site.request("/")).text())?.[0] ?? "",
      )
    ).text();
    expect(css).not.toMatch(/url\(|@import|GDS Transport|crown/);
    expect(css).toContain("font-family:Arial,sans-serif");
  });
});
