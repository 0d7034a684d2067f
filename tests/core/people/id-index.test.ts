import fc from "fast-check";
import { expect, it } from "vitest";
import { createIdIndex } from "../../../functions/core/people/id-index.ts";

it("an index of ids has what was added, and nothing else", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), (added, asked) => {
      const ids = createIdIndex();
      for (const id of added) ids.add(id, 1);
      const known = new Set(added);
      expect(ids.size()).toBe(known.size);
      for (const id of [...added, ...asked]) expect(ids.has(id)).toBe(known.has(id));
    }),
  );
});

it("an index of ids grows", () => {
  const ids = createIdIndex();
  for (let id = 0; id < 20_000; id++) ids.add(String(id), id);
  expect(ids.size()).toBe(20_000);
  for (let id = 0; id < 20_000; id++) expect(ids.has(String(id))).toBe(true);
  expect(ids.has("20000")).toBe(false);
});
