import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { addMember } from "../../../functions/steps/access/add-member.ts";
import { removeMember } from "../../../functions/steps/access/remove-member.ts";
import { openSite } from "../../../infra/local/site/local-site.ts";
import { aPipeline } from "../../local-pipeline.ts";
import { aServedSite, aSite, post } from "../a-served-site.ts";
import { aVisitor } from "../a-visitor.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Sends bytes to a port and gives what is answered: fetch would not name another host. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "localhost", () => socket.write(text));
    let answer = "";
    socket.on("data", data => {
      answer += data;
    });
    socket.on("end", () => resolve(answer));
    socket.on("error", reject);
  });
}

/** Every file that a file brings along. */
function filesOf(file: string, seen = new Set<string>()): Set<string> {
  const source = readFileSync(join(root, file), "utf8");
  for (const [, fixed, dynamic] of source.matchAll(
    /(?:from\s+|^import\s+)"(\.[^"]+)"|import\(\s*"(\.[^"]+)"/gm,
  )) {
    const target = relative(root, join(root, dirname(file), fixed ?? dynamic ?? ""));
    if (seen.has(target)) continue;
    seen.add(target);
    filesOf(target, seen);
  }
  return seen;
}

describe("the sample people of the local run", () => {
  it("are offered on the way to the page that was asked for", async () => {
    const local = await aPipeline();
    const site = await openSite(3_100);
    onTestFinished(() => site.stop());
    await site.show(local);
    const visitor = aVisitor();
    const url = `http://localhost:${site.port}`;
    const offer = await visitor.open(`${url}/nowhere-yet?x=1`);
    expect(offer.status).toBe(404);
    const page = await visitor.open(url);
    expect(page.url).toBe(`${url}/sign-in`);
    const buttons = [...page.html.matchAll(/Sign in as ([^<]+)</g)].map(([, name]) => name);
    expect(buttons).toEqual(["Esther Quaye", "Siân O’Connor", "Arjun Mehta"]);
    const asOperator = await visitor.open(`${url}/sign-in?as=operator&return=/outbox`, {
      method: "POST",
    });
    expect([asOperator.url, asOperator.status]).toEqual([`${url}/outbox`, 200]);
    expect((await visitor.open(url)).html).toContain("<bdi>Arjun Mehta</bdi> (operator)");
    const out = await visitor.open(`${url}/sign-out`, { method: "POST" });
    expect(out.html).toContain("You are signed out");
    expect((await visitor.open(url)).url).toBe(`${url}/sign-in`);
  });

  it("get a cookie that browsers take over plain http on this machine", async () => {
    const site = await aServedSite(0);
    const answer = await aVisitor().ask(`${site.url}/sign-in?as=editor`, { method: "POST" });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^dear-colleague-session=[^;]+; Max-Age=28800; Path=\/; HttpOnly; SameSite=Lax$/,
      ),
    ]);
  });

  it("are not chosen by another site's form", async () => {
    const site = await aServedSite(0);
    const answer = await fetch(`${site.url}/sign-in?as=approver`, {
      method: "POST",
      headers: { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" },
    });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
  });

  it("are offered with those added by npm run team, until they are removed", async () => {
    const site = await aServedSite(0);
    const by = { kind: "command", name: "olu" } as const;
    const who = "ann@example.org";
    const grants = [{ role: "editor", bulletin: "care-weekly" } as const];
    await addMember(site.pipeline, { who, name: "Ann Quaye", grants }, by);
    const visitor = aVisitor();
    const offer = await visitor.open(`${site.url}/sign-in`);
    const form = /action="([^"]*as=local-[^"]*)"/.exec(offer.html)?.[1]?.replaceAll("&amp;", "&");
    const home = await visitor.open(new URL(form ?? "", site.url).href, { method: "POST" });
    expect(home.html).toContain("<bdi>Ann Quaye</bdi> (editor of care-weekly)");
    await removeMember(site.pipeline, who, by);
    expect((await visitor.open(site.url)).html).toContain("You were removed from the team.");
    expect((await visitor.open(`${site.url}/sign-in`)).html).not.toContain("Ann Quaye");
  });

  it("are the only ones: another name is asked for again", async () => {
    const site = await aServedSite(0);
    for (const as of ["", "admin", "__proto__", "constructor"]) {
      const answer = await aVisitor().ask(`${site.url}/sign-in?as=${as}&return=//evil.example`, {
        method: "POST",
      });
      expect([answer.headers.get("Location"), answer.headers.getSetCookie()], as).toEqual([
        "/sign-in",
        [],
      ]);
    }
  });

  it.each([
    [
      "under another name (a page elsewhere with a name that leads here)",
      "Host: letters.example.org",
    ],
    ["by way of a proxy or a tunnel", "Host: localhost\r\nX-Forwarded-For: 192.0.2.1"],
    [
      "by way of a proxy that says so in the standard's words",
      "Host: localhost\r\nForwarded: for=192.0.2.1",
    ],
  ])("are not offered to a request %s", async (_name, headers) => {
    const site = await aServedSite(0);
    const port = Number(new URL(site.url).port);
    for (const method of ["GET", "POST"]) {
      const answer = await raw(
        port,
        `${method} /sign-in?as=approver HTTP/1.1\r\n${headers}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      );
      expect(answer, method).toMatch(/^HTTP\/1\.1 403 /);
      expect(answer, method).not.toMatch(/set-cookie/i);
    }
  });

  it("are not offered if the origin of a request is unknown, as in a Lambda", async () => {
    const site = await aSite();
    expect((await site.app.request("/sign-in")).status).toBe(403);
    expect((await site.app.request("/sign-in", {}, { event: {}, lambdaContext: {} })).status).toBe(
      403,
    );
    expect((await post(site, "/sign-in?as=approver", {})).status).toBe(403);
  });

  it.each([
    "192.0.2.7",
    "10.0.0.1",
    "::ffff:10.0.0.1",
    "fe80::1",
    "127.0.0.1.example.org",
    undefined,
  ])("are not offered to a request from %s", async remoteAddress => {
    const site = await aSite();
    const from = (address: string | undefined) => ({
      incoming: { socket: { remoteAddress: address, remotePort: 1, remoteFamily: "IPv4" } },
    });
    expect((await site.app.request("/sign-in", {}, from(remoteAddress))).status).toBe(403);
    expect((await site.app.request("/sign-in", {}, from("127.0.0.1"))).status).toBe(200);
    expect((await site.app.request("/sign-in", {}, from("::1"))).status).toBe(200);
  });

  it("are in nothing that is deployed", () => {
    const lambdas = readdirSync(join(root, "functions")).filter(name => name.endsWith(".ts"));
    expect(lambdas).toContain("editors-site.ts");
    for (const lambda of lambdas) {
      const files = [...filesOf(`functions/${lambda}`)];
      expect(files.length, lambda).toBeGreaterThan(5);
      expect(
        files.filter(file => file.startsWith("infra/")),
        lambda,
      ).toEqual([]);
    }
    expect([...filesOf("functions/editors-site.ts")]).toContain("functions/web/sign-in/open-id.ts");
    expect([...filesOf("infra/local/start.ts")]).toContain("infra/local/site/sign-in-site.tsx");
  });
});
