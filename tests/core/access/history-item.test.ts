import { describe, expect, it } from "vitest";
import { differencesOf } from "../../../functions/core/access/history-item.ts";

describe("the difference of two states", () => {
  it("names the fields that changed, with both values, and no others", () => {
    const before = { title: "Flu", status: "draft", lists: ["staff"], gone: 1 };
    const after = { title: "Flu", status: "ready", lists: ["staff"], added: true };
    expect(differencesOf(before, after)).toEqual({
      status: { before: "draft", after: "ready" },
      gone: { before: 1, after: undefined },
      added: { before: undefined, after: true },
    });
  });
});
