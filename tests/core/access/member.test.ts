import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  anyBulletin,
  everyBulletin,
  type Grant,
  grantsOf,
  type Member,
  may,
} from "../../../functions/core/access/member.ts";
import { type Role, roles, rolesWith } from "../../../functions/core/access/role.ts";

const permissions = ["read", "write", "send", "hold", "erase"] as const;

function aMember(groups: Role[], grants: Grant[] = []): Member {
  return { sub: "ann", name: "Ann", groups, grants };
}

describe("what a member may do", () => {
  it("on a bulletin comes from a role for all bulletins, or for that one", () => {
    const member = aMember([], [{ role: "approver", bulletin: "care-weekly" }, { role: "editor" }]);
    expect(may(member, "send", "care-weekly")).toBe(true);
    expect(may(member, "send", "winter-notes")).toBe(false);
    expect(may(member, "write", "winter-notes")).toBe(true);
    expect(may(member, "erase", "care-weekly")).toBe(false);
  });

  it("on all bulletins never comes from a role for one of them", () => {
    const member = aMember([], [{ role: "operator", bulletin: "care-weekly" }]);
    expect([
      may(member, "erase", everyBulletin),
      may(member, "erase", anyBulletin),
      may(aMember([], [{ role: "operator" }]), "erase", everyBulletin),
    ]).toEqual([false, true, true]);
  });

  it("is the sum of the issuer's groups and the given roles, each role once", () => {
    const member = aMember(["editor"], [{ role: "editor" }, { role: "operator" }]);
    expect(grantsOf(member)).toEqual([{ role: "editor" }, { role: "operator" }]);
  });

  it("is nothing after a removal, whatever the groups are", () => {
    const removed = { ...aMember([...roles]), removedAt: "2026-11-27T09:00:00.000Z" };
    for (const permission of permissions)
      for (const where of ["care-weekly", everyBulletin, anyBulletin] as const)
        expect(may(removed, permission, where), permission).toBe(false);
  });

  it("somewhere follows from one bulletin, and on one bulletin from all (property)", () => {
    const grant = fc.record(
      { role: fc.constantFrom(...roles), bulletin: fc.constantFrom("one", "two") },
      { requiredKeys: ["role"] },
    );
    fc.assert(
      fc.property(
        fc.subarray([...roles]),
        fc.array(grant, { maxLength: 4 }),
        fc.constantFrom(...permissions),
        (groups, grants, permission) => {
          const member = aMember(groups, grants);
          const [every, one, any] = ([everyBulletin, "one", anyBulletin] as const).map(where =>
            may(member, permission, where),
          );
          expect(every && !one).toBe(false);
          expect(one && !any).toBe(false);
          const has = grantsOf(member).some(({ role }) => rolesWith(permission).includes(role));
          expect(any).toBe(has);
        },
      ),
    );
  });
});
