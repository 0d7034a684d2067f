import { describe, expect, it } from "vitest";
import { reasonIn } from "../../functions/core/people/suppression.ts";
import { getSuppression } from "../../functions/store/people/find-suppressions.ts";
import { liftBy, suppress, suppressBy } from "../../functions/store/people/suppressions.ts";
import { aDecision } from "../examples/builders.ts";
import { aTable } from "./a-table.ts";

const weekly = { reason: "unsubscribed", scope: { bulletin: "weekly" } } as const;
const lift = { reasons: ["unsubscribed"], scope: weekly.scope } as const;

describe("a stored suppression", () => {
  it("is lifted and put again, each time with its history", async () => {
    const table = await aTable();
    const reason = async () => reasonIn(await getSuppression(table, "hash"), "weekly");
    for (let time = 0; time < 3; time++) {
      expect(await suppressBy(table, "hash", weekly, aDecision())).toBe(true);
      expect(await suppressBy(table, "hash", weekly, aDecision())).toBe(false);
      expect(await reason()).toBe("unsubscribed");
      expect(await liftBy(table, "hash", lift, aDecision())).toBe(true);
      expect(await liftBy(table, "hash", lift, aDecision())).toBe(false);
      expect(await reason()).toBeUndefined();
    }
  });

  it("is lifted for the reasons named alone, and never after an erasure", async () => {
    const table = await aTable();
    const now = new Date();
    const scope = "everywhere";
    await suppress(table, "hash", { reason: "bounced", now, scope });
    expect(await liftBy(table, "hash", { ...lift, scope }, aDecision())).toBe(false);
    await suppress(table, "hash", { reason: "erased", now, scope });
    const any = { reasons: ["bounced", "erased"], scope } as const;
    expect(await liftBy(table, "hash", any, aDecision())).toBe(false);
    expect(reasonIn(await getSuppression(table, "hash"), "weekly")).toBe("erased");
  });

  it("takes one of several changes that come at once", async () => {
    const table = await aTable();
    const done = await Promise.all(
      Array.from({ length: 5 }, () => suppressBy(table, "hash", weekly, aDecision())),
    );
    expect(done.filter(Boolean)).toHaveLength(1);
    const lifts = await Promise.all(
      Array.from({ length: 5 }, () => liftBy(table, "hash", lift, aDecision())),
    );
    expect(lifts.filter(Boolean)).toHaveLength(1);
  });
});
