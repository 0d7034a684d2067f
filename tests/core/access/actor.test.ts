import { describe, expect, it } from "vitest";
import { type Actor, actorOf, actorSchema, byline } from "../../../functions/core/access/actor.ts";

const actors: readonly (readonly [Actor, string])[] = [
  [actorOf({ sub: "ann", name: "Dr A. Jones" }), "ann"],
  [{ kind: "command", name: "ann" }, "command:ann"],
  [{ kind: "api-key", id: "k1", name: "Intranet" }, "api-key:k1"],
  [{ kind: "clock", rule: "due" }, "clock:due"],
  [
    { kind: "reader", subscriber: "01KAGW00000000000000000001" },
    "reader:01KAGW00000000000000000001",
  ],
];

describe("an actor", () => {
  it.each(actors)("%j stands in the log as %s", (actor, name) => {
    expect(byline(actor)).toBe(name);
    expect(actorSchema.parse(actor)).toEqual(actor);
  });

  it("stands in the log without an address", () => {
    const hash = /^(command:)?sha256:[0-9a-f]{16}$/;
    expect(byline(actorOf({ sub: "ann@example.org", name: "Ann" }))).toMatch(hash);
    expect(byline({ kind: "command", name: "role/Admin/ann@example.org" })).toMatch(hash);
  });

  it("is one of the kinds, by a known rule", () => {
    expect(actorSchema.safeParse({ kind: "clock", rule: "whim" }).success).toBe(false);
    expect(actorSchema.safeParse({ kind: "stranger" }).success).toBe(false);
    expect(actorSchema.safeParse({ kind: "reader" }).success).toBe(false);
  });
});
