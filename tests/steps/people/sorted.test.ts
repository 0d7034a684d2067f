import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { after, mergeSorted, without } from "../../../functions/steps/people/sorted.ts";

const anyIds = fc
  .uniqueArray(
    fc.string({ unit: fc.constantFrom("a", "b", "z", "~"), minLength: 1, maxLength: 3 }),
    { maxLength: 15 },
  )
  .map(ids => ids.toSorted((a, b) => (a < b ? -1 : 1)));

async function* from(ids: readonly string[]): AsyncGenerator<string> {
  yield* ids;
}

const sorted = (ids: Iterable<string>) => [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1));

describe("sorted sequences", () => {
  it("merge into all that is in any of them, in order, each once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyIds, { maxLength: 4 }), async lists => {
        expect(await Array.fromAsync(mergeSorted(lists.map(from)))).toEqual(sorted(lists.flat()));
      }),
    );
  });

  it("go on without what is in another", async () => {
    await fc.assert(
      fc.asyncProperty(anyIds, anyIds, async (ids, excluded) => {
        expect(await Array.fromAsync(without(from(ids), from(excluded)))).toEqual(
          ids.filter(id => !excluded.includes(id)),
        );
      }),
    );
  });

  it("go on after a cursor, which need not be among them", async () => {
    await fc.assert(
      fc.asyncProperty(anyIds, fc.string({ maxLength: 2 }), async (ids, cursor) => {
        expect(await Array.fromAsync(after(from(ids), cursor))).toEqual(
          ids.filter(id => id > cursor),
        );
      }),
    );
  });

  it("are read no further than they are asked for", async () => {
    let read = 0;
    async function* counting() {
      for (const id of ["a", "b", "c", "d"]) {
        read++;
        yield id;
      }
    }
    for await (const _ of mergeSorted([counting(), from(["a"])])) break;
    expect(read).toBe(1);
  });
});
