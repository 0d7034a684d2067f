import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import fc from "fast-check";
import { expect, it } from "vitest";
import { fromDynamo } from "../../functions/store/item-values.ts";

const { value } = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.string(),
    fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ minLength: 1 }),
    fc.uniqueArray(fc.string(), { minLength: 1 }).map(values => new Set(values)),
    fc.uniqueArray(fc.integer(), { minLength: 1 }).map(values => new Set(values)),
    fc.constant(new Set([new Uint8Array([1]), new Uint8Array([2])])),
    fc.array(tie("value")),
    fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,4}$/), tie("value")),
  ),
}));

it("reads an item's values as the SDK does", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,4}$/), value), item => {
      const stored = marshall(item);
      expect(fromDynamo(stored)).toEqual(unmarshall(stored));
    }),
  );
});
