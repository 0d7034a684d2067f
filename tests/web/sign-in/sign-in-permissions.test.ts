import { describe, expect, it } from "vitest";
import { type Role, roles, rolesIn } from "../../../functions/core/access/role.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { editorsSite } from "../../../functions/web/editors-site.tsx";
import { localSignIn } from "../../../infra/local/site/sign-in-site.tsx";
import { ann } from "../../examples/builders.ts";
import { aSite, bulletin, post, type Site, sessionOf, storeEntry } from "../a-served-site.ts";

/** Who may what: every route of the editors' site, but those below. */
const table: Readonly<Record<string, readonly Role[]>> = {
  "GET /": roles,
  "GET /clock": roles,
  "POST /clock/restart": ["approver", "operator"],
  "GET /bulletins/:bulletin": roles,
  "GET /bulletins/new": ["approver", "operator"],
  "POST /bulletins/new": ["approver", "operator"],
  "GET /bulletins/:bulletin/settings": ["approver", "operator"],
  "POST /bulletins/:bulletin/settings": ["approver", "operator"],
  "POST /bulletins/:bulletin/rules": ["approver", "operator"],
  "POST /bulletins/:bulletin/state": ["approver", "operator"],
  "GET /bulletins/:bulletin/delete": ["approver", "operator"],
  "POST /bulletins/:bulletin/delete": ["approver", "operator"],
  "GET /bulletins/:bulletin/dates": roles,
  "POST /bulletins/:bulletin/dates": ["approver", "operator"],
  "GET /bulletins/:bulletin/subject": ["editor", "approver"],
  "POST /bulletins/:bulletin/subject": ["editor", "approver"],
  "POST /bulletins/:bulletin/many-entries": ["editor", "approver"],
  "POST /bulletins/:bulletin/many-entries/restore": ["editor", "approver"],
  "GET /bulletins/:bulletin/entries": roles,
  "GET /bulletins/:bulletin/editions": roles,
  "GET /bulletins/:bulletin/entries/new": ["editor", "approver"],
  "POST /bulletins/:bulletin/entries/new": ["editor", "approver"],
  "GET /bulletins/:bulletin/entries/:entry": roles,
  "POST /bulletins/:bulletin/entries/:entry": ["editor", "approver"],
  "GET /bulletins/:bulletin/entries/:entry/languages": ["editor", "approver"],
  "GET /bulletins/:bulletin/entries/:entry/languages/:language": ["editor", "approver"],
  "POST /bulletins/:bulletin/entries/:entry/languages/:language": ["editor", "approver"],
  "POST /bulletins/:bulletin/entries/:entry/delete": ["editor", "approver"],
  "POST /bulletins/:bulletin/entries/:entry/move": ["editor", "approver"],
  "POST /bulletins/:bulletin/entries/:entry/restore": ["editor", "approver"],
  "POST /bulletins/:bulletin/entries/:entry/withdraw": ["editor", "approver"],
  "GET /bulletins/:bulletin/images": roles,
  "POST /bulletins/:bulletin/images": ["editor", "approver"],
  "GET /bulletins/:bulletin/images/:image": roles,
  "POST /bulletins/:bulletin/images/:image": ["editor", "approver"],
  "POST /bulletins/:bulletin/images/:image/delete": ["editor", "approver"],
  "GET /bulletins/:bulletin/preview": roles,
  "GET /bulletins/:bulletin/preview/letter.html": roles,
  "GET /bulletins/:bulletin/preview/letter.txt": roles,
  "GET /bulletins/:bulletin/send": ["approver"],
  "POST /bulletins/:bulletin/send": ["approver"],
  "GET /editions/:edition": roles,
  "GET /editions/:edition/account": roles,
  "GET /editions/:edition/letter": roles,
  "GET /editions/:edition/letter.html": roles,
  "GET /editions/:edition/letter.txt": roles,
  "POST /editions/:edition/resume": ["approver", "operator"],
  "POST /editions/:edition/hold": ["approver", "operator"],
  "POST /editions/:edition/undo": ["approver", "operator"],
  "GET /bulletins/:bulletin/approve": roles,
  "POST /bulletins/:bulletin/approve": ["approver"],
  "POST /bulletins/:bulletin/approve/changes": ["approver"],
  "POST /bulletins/:bulletin/propose": ["editor", "approver"],
  "POST /editions/:edition/again": ["approver"],
  "POST /editions/:edition/assume": ["approver"],
  "GET /editions/:edition/stop": ["approver"],
  "POST /editions/:edition/stop": ["approver"],
  "GET /editions/:edition/correction": ["editor", "approver"],
  "POST /editions/:edition/correction": ["editor", "approver"],
  "GET /editions/:edition/people": roles,
  "GET /editions/:edition/people.csv": roles,
  "POST /editions/:edition/find": roles,
  "GET /lists": roles,
  "GET /lists/new": ["approver", "operator"],
  "POST /lists/new": ["approver", "operator"],
  "GET /lists/:list": roles,
  "GET /lists/:list/people.csv": ["approver", "operator"],
  "GET /lists/:list/welcome": ["editor", "approver", "operator"],
  "GET /lists/:list/settings": ["approver", "operator"],
  "POST /lists/:list/settings": ["approver", "operator"],
  "GET /lists/:list/reconfirm": ["approver", "operator"],
  "POST /lists/:list/reconfirm": ["approver", "operator"],
  "POST /lists/:list/reconfirm/stop": ["approver", "operator"],
  "POST /lists/:list/reconfirm/remove": ["approver", "operator"],
  "GET /lists/:list/reconfirm/unanswered.csv": ["approver", "operator"],
  "POST /lists/:list/archive": ["approver", "operator"],
  "GET /lists/:list/import": ["approver", "operator"],
  "GET /lists/:list/imports/:import": ["approver", "operator"],
  "POST /lists/:list/imports/:import/columns": ["approver", "operator"],
  "POST /lists/:list/imports/:import/apply": ["approver", "operator"],
  "POST /lists/:list/imports/:import/undo": ["approver", "operator"],
  "GET /lists/:list/imports/:import/bad.csv": ["approver", "operator"],
  "GET /lists/:list/add": ["approver", "operator"],
  "POST /lists/:list/add": ["approver", "operator"],
  "GET /lists/:list/remove/:subscriber": ["approver", "operator"],
  "POST /lists/:list/remove/:subscriber": ["approver", "operator"],
  "GET /people": roles,
  "POST /people": roles,
  "GET /people/:subscriber": roles,
  "GET /people/:subscriber/data.json": ["approver", "operator"],
  "GET /people/:subscriber/edit": ["approver", "operator"],
  "POST /people/:subscriber/edit": ["approver", "operator"],
  "GET /people/:subscriber/lift": ["approver", "operator"],
  "POST /people/:subscriber/lift": ["approver", "operator"],
  "GET /suppressed": roles,
  "GET /editions/:edition/people/:subscriber/correct": ["approver"],
  "POST /editions/:edition/people/:subscriber/correct": ["approver"],
  "GET /subscribers/:subscriber/erase": ["operator"],
  "POST /subscribers/:subscriber/erase": ["operator"],
  "GET /bulletins/:bulletin/test": ["editor", "approver"],
  "POST /bulletins/:bulletin/test": ["editor", "approver"],
};

/** Open to everyone: the ways in and out, and the pages' assets. */
const open = [
  "GET /sign-in",
  "POST /sign-in",
  "POST /sign-out",
  "GET /signed-out",
  // A signed link is the key.
  "GET /approve/:token",
  "GET /approve/:token/letter.html",
  "POST /approve/:token",
  "POST /approve/:token/changes",
];
const asset = /^GET \/assets\/site-[0-9a-f]{12}\.(css|js)$/;

/** The routes of the editors' site by itself, without those that share its origin here. */
async function routesOf(site: Site): Promise<string[]> {
  const assets = { css: "", js: "" };
  const alone = editorsSite(site.pipeline, site.template, assets, {
    signIn: localSignIn(site.pipeline),
  });
  return [...new Set(alone.routes.map(({ method, path }) => `${method} ${path}`))];
}

function ask(site: Site, route: string, cookie: string, edition = "none"): Promise<Response> {
  const [method = "", path = ""] = route.split(" ");
  const address = path
    .replace(":bulletin", "care-weekly")
    .replace(":entry", "none")
    .replace(":edition", edition);
  return Promise.resolve(
    site.app.request(address, { method, headers: { Cookie: cookie, Origin: "http://localhost" } }),
  );
}

async function cookies(site: Site): Promise<Readonly<Record<Role, string>>> {
  const { session } = localSignIn(site.pipeline);
  const [editor = "", approver = "", operator = ""] = await Promise.all(
    roles.map(role => sessionOf(site.pipeline, session, role)),
  );
  return { editor, approver, operator };
}

describe("the editors' routes", () => {
  it("are all in the table, or known to be open", async () => {
    const routes = await routesOf(await aSite());
    expect(routes.filter(route => !open.includes(route) && !asset.test(route)).sort()).toEqual(
      Object.keys(table).sort(),
    );
  });

  it("are closed to a person who is not signed in", async () => {
    const site = await aSite();
    for (const route of (await routesOf(site)).filter(
      each => !open.includes(each) && !asset.test(each),
    )) {
      const answer = await ask(site, route, "");
      const refusal = route.startsWith("GET")
        ? [303, expect.stringMatching(/^\/sign-in/)]
        : [401, null];
      expect([answer.status, answer.headers.get("Location")], route).toEqual(refusal);
    }
  });

  it.each(roles)("are open to an %s as far as the table says", async role => {
    const site = await aSite();
    const { [role]: cookie } = await cookies(site);
    for (const [route, allowed] of Object.entries(table)) {
      const answer = await ask(site, route, cookie);
      const refused =
        answer.status === 403 && (await answer.text()).includes("You do not have permission to");
      expect([route, refused ? "refused" : "let in"]).toEqual([
        route,
        allowed.includes(role) ? "let in" : "refused",
      ]);
    }
  });

  it("ask for the permission on HEAD as they do on GET", async () => {
    const site = await aSite();
    expect((await site.app.request("/bulletins/care-weekly", { method: "HEAD" })).status).toBe(303);
  });
});

describe("a person's role", () => {
  it("decides what a page offers", async () => {
    const site = await aSite();
    const { id } = await storeEntry(site);
    const known = await cookies(site);
    const page = async (path: string, role: Role) =>
      (await site.app.request(path, { headers: { Cookie: known[role] } })).text();
    for (const [role, adds, sends] of [
      ["editor", true, false],
      ["approver", true, true],
      ["operator", false, false],
    ] as const) {
      const html = await page("/bulletins/care-weekly", role);
      expect([html.includes("Add an entry"), html.includes("Send now…")], role).toEqual([
        adds,
        sends,
      ]);
    }
    const forOperator = await page(`/bulletins/care-weekly/entries/${id}`, "operator");
    expect(forOperator).toContain("We open 340 beds at home.");
    expect(forOperator).not.toContain("<textarea");
  });

  it("lets an operator, and no editor, resume an edition, and says in the log who did", async () => {
    const site = await aSite({ people: 1 });
    await storeEntry(site);
    const composed = await composeEdition(site.pipeline, site.template, {
      bulletin,
      slot: new Date("2026-11-24T09:00:00Z"),
      by: ann,
    });
    if (composed.kind !== "composed") throw new Error(composed.kind);
    const known = await cookies(site);
    const resume = (role: Role) =>
      ask(site, "POST /editions/:edition/resume", known[role], composed.edition.id);
    expect((await resume("editor")).status).toBe(403);
    expect(site.logged.join()).not.toContain("resume-asked");
    expect((await resume("operator")).status).toBe(303);
    expect(site.logged).toContain(
      JSON.stringify({
        event: "resume-asked",
        edition: composed.edition.id,
        by: "sample-operator",
      }),
    );
  });

  it("is that of the approver who sent a letter: the log says who approved which hash", async () => {
    const site = await aSite({ people: 1 });
    await storeEntry(site);
    const html = await (await site.request("/bulletins/care-weekly/send")).text();
    const [slot = "", approved = ""] = ["slot", "approved"].map(
      name => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1],
    );
    const sent = await post(site, "/bulletins/care-weekly/send", { slot, approved });
    const edition = sent.headers.get("Location")?.replace("/editions/", "");
    expect(site.logged).toContain(
      JSON.stringify({ event: "edition-approved", edition, hash: approved, by: "sample-approver" }),
    );
  });

  it("comes from groups of exactly these names", () => {
    expect(rolesIn(["operator", "x", "editor"])).toEqual(["editor", "operator"]);
    expect(rolesIn("editor")).toEqual(["editor"]);
    expect([
      rolesIn(undefined),
      rolesIn("editors"),
      rolesIn({ 0: "editor" }),
      rolesIn([["editor"]]),
    ]).toEqual([[], [], [], []]);
  });
});
