import { describe, expect, it } from "vitest";
import { bulletinId } from "../../../functions/core/bulletins/bulletin-id.ts";

describe("bulletinId", () => {
  it.each(["ab", "community-care", "2026", "a1", "a".repeat(40), `a${"-b".repeat(19)}`])(
    "takes %s",
    id => {
      expect(bulletinId.safeParse(id).success).toBe(true);
    },
  );

  it.each(["", "a", "-ab", "ab-", "a--b", "Ab", "a_b", "a.b", "a b", "ä1", "a".repeat(81)])(
    "refuses “%s”",
    id => {
      expect(bulletinId.safeParse(id).success).toBe(false);
    },
  );
});
