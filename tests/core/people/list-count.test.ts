import { describe, expect, it } from "vitest";
import {
  countAt,
  emptyTally,
  type ListCount,
  monthsOf,
  tallyOf,
} from "../../../functions/core/people/list-count.ts";

const at = "2026-11-27T10:00:00.000Z";

function counted(rows: Parameters<ReturnType<typeof tallyOf>["add"]>[0][], begin = emptyTally) {
  const counting = tallyOf(begin, at);
  for (const row of rows) counting.add(row);
  return counting.tally();
}

describe("the count of a list", () => {
  it("has the people, by how they came, and the days on which people joined and left", () => {
    const tally = counted([
      { joinedAt: "2026-11-26T09:00:00.000Z", how: "import" },
      { joinedAt: "2026-11-26T10:00:00.000Z", how: "import", suppressed: "bounced" },
      { joinedAt: "2025-01-01T10:00:00.000Z", how: "added" },
      { leftAt: "2026-11-27T08:00:00.000Z" },
    ]);
    expect(tally).toEqual({
      people: 3,
      notWrittenTo: 1,
      how: { import: 2, added: 1 },
      days: { "2026-11-26": { joined: 2, left: 0 }, "2026-11-27": { joined: 0, left: 1 } },
    });
  });

  it("goes on from a part, and leaves the part as it was", () => {
    const part = counted([{ joinedAt: at, how: "import" }]);
    const whole = counted([{ leftAt: at }, { joinedAt: at, how: "import" }], part);
    expect(whole).toMatchObject({ people: 2, days: { "2026-11-27": { joined: 2, left: 1 } } });
    expect(part).toMatchObject({ people: 1, days: { "2026-11-27": { joined: 1, left: 0 } } });
  });

  it("keeps the days before the tombstones, which no walk can count again", () => {
    const before: ListCount = {
      ...emptyTally,
      at: "2026-11-01T00:00:00.000Z",
      days: {
        "2025-01-01": { joined: 1, left: 1 },
        "2026-09-15": { joined: 5, left: 2 },
        "2026-11-26": { joined: 9, left: 9 },
      },
    };
    const tally = counted([{ joinedAt: "2026-11-26T09:00:00.000Z" }]);
    expect(countAt(tally, at, before).days).toEqual({
      "2026-09-15": { joined: 5, left: 2 },
      "2026-11-26": { joined: 1, left: 0 },
    });
  });

  it("sums the days of each month, without gaps, the oldest first", () => {
    const days = {
      "2026-09-15": { joined: 5, left: 2 },
      "2026-09-20": { joined: 1, left: 0 },
      "2026-11-26": { joined: 1, left: 3 },
    };
    expect(monthsOf({ ...emptyTally, days, at })).toEqual([
      { month: "2026-09", joined: 6, left: 2 },
      { month: "2026-10", joined: 0, left: 0 },
      { month: "2026-11", joined: 1, left: 3 },
    ]);
    expect(monthsOf({ ...emptyTally, at: "2026-01-10T00:00:00.000Z" })).toEqual([
      { month: "2026-01", joined: 0, left: 0 },
    ]);
  });
});
