import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memberSchema } from "../../functions/core/access/member.ts";
import {
  addGrants,
  confirmMember,
  getInvited,
  getMember,
  inviteMember,
} from "../../functions/store/access/members.ts";
import { arbitraryOf } from "../examples/arbitrary-of.ts";
import { aTable } from "./a-table.ts";

const inSet = (grants: readonly { role: string; bulletin?: string | undefined }[]) =>
  new Set(grants.map(({ role, bulletin }) => `${role} ${bulletin}`));

describe("the store of members", () => {
  it("gives back everything that the schema admits (property)", async () => {
    const table = await aTable();
    let places = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryOf(memberSchema), async ({ removedAt: _, ...given }) => {
        const place = `place-${++places}`;
        const item = {
          id: place,
          at: "2026-11-27T09:00:00.000Z",
          by: { kind: "command", name: "olu" },
          what: "member-added",
          on: { kind: "member", id: place },
        } as const;
        const { address, name, groups, grants } = given;
        await confirmMember(table, { sub: place, name, address, groups });
        if (grants.length > 0) {
          expect(await addGrants(table, place, grants, item)).toBe(true);
          const invited = { ...given, address: address ?? "ann@example.org" };
          const later = { ...item, id: `${place}-later` };
          await inviteMember(table, place, invited, later);
          const waiting = await getInvited(table, place);
          expect(waiting).toMatchObject({ name, address: invited.address, groups: [] });
          expect(inSet(waiting?.grants ?? [])).toEqual(inSet(grants));
        }
        const { grants: stored = [], ...rest } = (await getMember(table, place)) ?? {};
        const expected = { ...given, sub: place };
        expect({ ...rest, grants }).toEqual(expected);
        expect(inSet(stored)).toEqual(inSet(grants));
      }),
      { numRuns: 40 },
    );
  });

  it("gives no roles to someone unknown", async () => {
    const table = await aTable();
    expect(await getMember(table, "nobody")).toBeUndefined();
    const item = {
      id: "one",
      at: "2026-11-27T09:00:00.000Z",
      by: { kind: "command", name: "olu" },
      what: "member-added",
      on: { kind: "member", id: "x" },
    } as const;
    expect(await addGrants(table, "nobody", [{ role: "editor" }], item)).toBe(false);
    expect(await getMember(table, "nobody")).toBeUndefined();
  });
});
