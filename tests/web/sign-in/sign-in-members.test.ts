import { describe, expect, it } from "vitest";
import { addMember } from "../../../functions/steps/access/add-member.ts";
import { removeMember } from "../../../functions/steps/access/remove-member.ts";
import { confirmMember, getMember } from "../../../functions/store/access/members.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { aDecision } from "../../examples/builders.ts";
import { bulletin } from "../a-served-site.ts";
import {
  aSiteOfAForgingIssuer,
  comeBack,
  cookieOf,
  type ForgingIssuer,
} from "./a-forging-issuer.ts";

const open = (site: ForgingIssuer, cookie: string, path = "/") =>
  site.app.request(path, { headers: { Cookie: cookie } });

const verified = { email: "Ann@Example.org", email_verified: true, "cognito:groups": [] };
const operator = { kind: "command", name: "op" } as const;

describe("a member", () => {
  it("is stored at the first sign-in and refreshed at the next, only with a verified address", async () => {
    const site = await aSiteOfAForgingIssuer();
    const { table } = site.pipeline;
    await comeBack(site, { claims: { email: "ann@example.org", email_verified: true } });
    expect(await getMember(table, "ann")).toEqual({
      sub: "ann",
      name: "Ann",
      address: "ann@example.org",
      groups: ["approver"],
      grants: [],
    });
    const later = { name: "Ann Quaye", email: "other@example.org", "cognito:groups": ["editor"] };
    for (const email_verified of [false, "true", undefined])
      await comeBack(site, { claims: { ...later, email_verified } });
    expect(await getMember(table, "ann")).toMatchObject({
      name: "Ann Quaye",
      address: "ann@example.org",
      groups: ["editor"],
    });
    expect(site.logged.join()).not.toContain("@example.org");
  });

  it("who never had a role is not stored", async () => {
    const site = await aSiteOfAForgingIssuer();
    const answer = await comeBack(site, { claims: { "cognito:groups": [] } });
    expect([answer.status, cookieOf(answer)]).toEqual([403, ""]);
    expect(await getMember(site.pipeline.table, "ann")).toBeUndefined();
  });

  it("without groups comes in by a given role, for its bulletin only", async () => {
    const site = await aSiteOfAForgingIssuer();
    const { table } = site.pipeline;
    const other = { ...bulletin, id: "winter-notes", name: "Winter Notes" };
    await putBulletin(table, other, new Date(), aDecision());
    const grants = [{ role: "editor", bulletin: "care-weekly" } as const];
    await addMember(site.pipeline, { who: "ann@example.org", name: "A.", grants }, operator);
    const cookie = cookieOf(await comeBack(site, { claims: verified }));
    const home = await (await open(site, cookie)).text();
    expect(home).toContain("<bdi>Ann</bdi> (editor of care-weekly)");
    expect(home).toContain("Care Weekly");
    expect(home).not.toContain("Winter Notes");
    const own = await (await open(site, cookie, "/bulletins/care-weekly")).text();
    expect([own.includes("Add an entry"), own.includes("Send now…")]).toEqual([true, false]);
    for (const path of [
      "/bulletins/winter-notes",
      "/bulletins/winter-notes/entries/new",
      "/editions/winter-notes_20261124T090000Z",
      "/editions/winter-notes_20261124T090000Z/people.csv",
    ])
      expect((await open(site, cookie, path)).status, path).toBe(403);
    // The edition does not exist: their own bulletin's is looked for, the other's is not.
    expect((await open(site, cookie, "/editions/care-weekly_20261124T090000Z")).status).toBe(404);
  });

  it("who was added by address comes in with that address verified, and not otherwise", async () => {
    const site = await aSiteOfAForgingIssuer();
    const added = { who: "ann@example.org", name: "Ann", grants: [{ role: "operator" as const }] };
    await addMember(site.pipeline, added, operator);
    for (const claims of [
      { ...verified, email_verified: false },
      { ...verified, email_verified: "true" },
      { ...verified, email_verified: undefined },
      { ...verified, email: "ann@example.org.evil.example" },
      { ...verified, email: ["ann@example.org"] },
    ])
      expect((await comeBack(site, { claims })).status).toBe(403);
    const own = cookieOf(await comeBack(site, { claims: verified }));
    expect(await (await open(site, own)).text()).toContain("(operator)");
    // The address counts once: another account with the same address gets nothing.
    expect((await comeBack(site, { claims: { ...verified, sub: "eve" } })).status).toBe(403);
  });

  it("who is removed has no access from the next request on, and none by signing in again", async () => {
    const site = await aSiteOfAForgingIssuer();
    const claims = { ...verified, "cognito:groups": ["approver"] };
    const cookie = cookieOf(await comeBack(site, { claims }));
    expect((await open(site, cookie)).status).toBe(200);
    expect(await removeMember(site.pipeline, "ann@example.org", operator)).toHaveLength(1);
    for (const path of ["/", "/bulletins/care-weekly/send"]) {
      const refused = await open(site, cookie, path);
      expect(refused.status).toBe(403);
      expect(await refused.text()).toContain("You were removed from the team.");
    }
    const again = await comeBack(site, { claims });
    expect([again.status, cookieOf(again)]).toEqual([403, ""]);
    const grants = [{ role: "editor" as const }];
    await addMember(site.pipeline, { who: "ann@example.org", name: "Ann", grants }, operator);
    const back = cookieOf(await comeBack(site, { claims: verified }));
    expect(await (await open(site, back)).text()).toContain("<bdi>Ann</bdi> (editor)");
    expect(site.logged.join()).not.toMatch(/example\.org/i);
  });

  it("who lacks a role reads which one they need, and who has it", async () => {
    const site = await aSiteOfAForgingIssuer();
    const bea = { sub: "bea", name: "Bea <Approver>", groups: ["approver" as const] };
    await confirmMember(site.pipeline.table, bea);
    const cookie = cookieOf(await comeBack(site, { claims: { "cognito:groups": ["editor"] } }));
    const refused = await open(site, cookie, "/bulletins/care-weekly/send");
    const html = await refused.text();
    expect(refused.status).toBe(403);
    expect(html).toContain("You need the role approver for the bulletin care-weekly.");
    expect(html).toContain("<bdi>Bea &lt;Approver&gt;</bdi>");
  });
});
