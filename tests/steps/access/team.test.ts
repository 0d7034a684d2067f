import { describe, expect, it } from "vitest";
import { everyBulletin, type Grant } from "../../../functions/core/access/member.ts";
import { addMember } from "../../../functions/steps/access/add-member.ts";
import { findMembersWhoMay } from "../../../functions/steps/access/find-members-who-may.ts";
import { removeMember } from "../../../functions/steps/access/remove-member.ts";
import { welcomeMember } from "../../../functions/steps/access/welcome-member.ts";
import {
  type Confirmed,
  confirmMember,
  getMember,
  listTeam,
  memberId,
} from "../../../functions/store/access/members.ts";
import { listHistory } from "../../../functions/store/history/histories.ts";
import { addressHash } from "../../../functions/store/people/subscribers.ts";
import { aPipeline } from "../../local-pipeline.ts";

const ann: Confirmed = { sub: "ann", name: "Ann Quaye", address: "Ann@example.org", groups: [] };
const approver: Grant = { role: "approver", bulletin: "care-weekly" };
const editor: Grant = { role: "editor" };
const by = { kind: "command", name: "olu" } as const;

describe("the team", () => {
  it("keeps the roles of someone new until they sign in, and records each decision", async () => {
    const { pipeline } = await aPipeline();
    const { table, addressKey } = pipeline;
    const who = "ann@example.org";
    expect(await addMember(pipeline, { who, grants: [editor] }, by)).toEqual({ kind: "no-name" });
    expect(await addMember(pipeline, { who: "ann", grants: [editor] }, by)).toEqual({
      kind: "unknown",
    });
    const first = await addMember(pipeline, { who, name: "Ann", grants: [editor] }, by);
    const second = await addMember(pipeline, { who, grants: [editor, approver] }, by);
    const third = await addMember(pipeline, { who, grants: [approver] }, by);
    expect([first.kind, second.kind, third.kind]).toEqual(["invited", "invited", "unchanged"]);
    const waiting = { name: "Ann", address: who, groups: [], grants: [approver, editor] };
    expect(await listTeam(table)).toEqual([waiting]);

    const joined = { ...ann, grants: [approver, editor] };
    expect(await welcomeMember(pipeline, ann)).toEqual({ kind: "member", member: joined });
    expect(await listTeam(table)).toEqual([joined]);
    const history = async (id: string) =>
      (await listHistory(table, { kind: "member", id }, 10)).map(({ what, by, changes }) => [
        what,
        by.kind,
        changes?.grants?.after,
      ]);
    expect(await history(addressHash(who, addressKey))).toEqual([
      ["member-added", "command", [editor, approver]],
      ["member-added", "command", [editor]],
    ]);
    expect(await history(memberId("ann"))).toEqual([
      ["member-joined", "person", [approver, editor]],
    ]);
    await removeMember(pipeline, "ann", by);
    expect((await history(memberId("ann")))[0]).toEqual(["member-removed", "command", []]);
  });

  it("gives the roles of one address to one of two people who sign in with it at once", async () => {
    const { pipeline } = await aPipeline();
    const who = "ann@example.org";
    await addMember(pipeline, { who, name: "Ann", grants: [editor, approver] }, by);
    const people = Array.from({ length: 3 }, (_, index) => ({ ...ann, sub: `ann-${index}` }));
    const welcomes = await Promise.all(people.map(person => welcomeMember(pipeline, person)));
    expect(welcomes.map(({ kind }) => kind).sort()).toEqual(["member", "no-role", "no-role"]);
    expect(await listTeam(pipeline.table)).toHaveLength(1);
  });

  it("loses no role that is given while the person signs in", async () => {
    const { pipeline } = await aPipeline();
    const who = "ann@example.org";
    await addMember(pipeline, { who, name: "Ann", grants: [editor] }, by);
    const given = ["one", "two"].map(
      (name): Grant => ({ role: "approver", bulletin: `bulletin-${name}` }),
    );
    await Promise.all([
      welcomeMember(pipeline, ann),
      ...given.map(grant => addMember(pipeline, { who, name: "Ann", grants: [grant] }, by)),
      welcomeMember(pipeline, ann),
    ]);
    // What came too late for the first sign-in waits for the next.
    await welcomeMember(pipeline, ann);
    const member = await getMember(pipeline.table, "ann");
    expect(member?.grants).toHaveLength(3);
    expect(await listTeam(pipeline.table)).toHaveLength(1);
  });

  it("keeps a removed person out, whatever waits for their address, until they are added again", async () => {
    const { pipeline } = await aPipeline();
    const inGroup: Confirmed = { ...ann, groups: ["operator"] };
    await addMember(pipeline, { who: "ann@example.org", name: "Ann", grants: [editor] }, by);
    // A sign-in that has not taken the roles yet.
    await confirmMember(pipeline.table, inGroup);
    const removed = await removeMember(pipeline, "ANN@example.org", by);
    expect(removed.map(({ sub }) => sub)).toEqual([undefined, "ann"]);
    expect(await removeMember(pipeline, "ann", by)).toEqual([]);
    expect(await getMember(pipeline.table, "ann")).toEqual({
      sub: "ann",
      name: "Ann Quaye",
      groups: [],
      grants: [],
      removedAt: expect.any(String),
    });
    expect(await welcomeMember(pipeline, inGroup)).toEqual({ kind: "removed" });
    expect(await removeMember(pipeline, "nobody@example.org", by)).toEqual([]);
    expect(await addMember(pipeline, { who: "ann", grants: [approver] }, by)).toMatchObject({
      kind: "changed",
      member: { grants: [approver] },
    });
    expect(await welcomeMember(pipeline, inGroup)).toMatchObject({
      kind: "member",
      member: { groups: ["operator"], grants: [approver] },
    });
  });

  it("names the people who may do something on a bulletin", async () => {
    const { pipeline } = await aPipeline();
    await welcomeMember(pipeline, { sub: "bea", name: "Bea", groups: ["approver"] });
    await welcomeMember(pipeline, { sub: "cy", name: "Cy", groups: ["approver"] });
    await removeMember(pipeline, "cy", by);
    await addMember(pipeline, { who: "ann@example.org", name: "Ann", grants: [approver] }, by);
    const names = async (...asked: [Parameters<typeof findMembersWhoMay>[1], string?]) =>
      (await findMembersWhoMay(pipeline, asked[0], asked[1] ?? everyBulletin)).map(
        ({ name }) => name,
      );
    expect(await names("send", "care-weekly")).toEqual(["Ann", "Bea"]);
    expect(await names("send", "winter-notes")).toEqual(["Bea"]);
    expect(await names("send")).toEqual(["Bea"]);
    expect(await names("erase")).toEqual([]);
  });
});
