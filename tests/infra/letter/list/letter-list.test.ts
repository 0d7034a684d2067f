import { describe, expect, it } from "vitest";
import { isAddressedTo } from "../../../../infra/local/letter/list/letter-list.ts";

describe("an edition is addressed to the list of a run", () => {
  it.each([
    ["after this run's import", "a1b2.3", "a1b2.3", true],
    ["after another run imported the same people later", "a1b2.4", "a1b2.3", true],
    ["but not after an earlier import of the same people", "a1b2.3", "a1b2.4", false],
    ["but not after an import of other people", "c3d4.5", "a1b2.3", false],
    ["but not before any import", undefined, "a1b2.1", false],
  ] as const)("%s", (_, listVersion, wanted, is) => {
    expect(isAddressedTo({ listVersion }, wanted)).toBe(is);
  });
});
