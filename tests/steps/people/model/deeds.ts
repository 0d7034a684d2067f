import fc from "fast-check";

/** Addresses, lists and bulletins have numbers. Each sequence of deeds has names of its own. */
export const addresses = 6;
export const lists = 2;
export const firstBulletins: readonly (readonly number[])[] = [[0], [0, 1]];
export const maxBulletins = 4;

/** What may happen to people. `who`: the person who has the address of this number, if any. */
export type PeopleDeed =
  | {
      readonly kind: "import";
      readonly list: number;
      readonly mode: "update" | "replace";
      readonly rows: readonly number[];
    }
  | { readonly kind: "undo"; readonly list: number }
  | { readonly kind: "leave"; readonly who: number; readonly bulletin: number }
  | { readonly kind: "leave-all"; readonly who: number }
  | { readonly kind: "leave-list" | "reconfirm"; readonly who: number; readonly list: number }
  | {
      readonly kind: "join";
      readonly list: number;
      readonly bulletin: number;
      readonly address: number;
    }
  | { readonly kind: "complain" | "bounce" | "defer" | "erase" | "pause"; readonly who: number }
  | { readonly kind: "lift"; readonly who: number; readonly scope: "everywhere" | "all-letters" }
  | { readonly kind: "come-back"; readonly who: number; readonly to: "all-letters" | number }
  | { readonly kind: "add"; readonly list: number; readonly address: number }
  | { readonly kind: "remove"; readonly list: number; readonly who: number }
  | { readonly kind: "correct"; readonly who: number; readonly to: number }
  | { readonly kind: "bulletin"; readonly on: readonly number[] };

/**
 * How a deed is carried out: once, twice, or killed after a number of requests to the table and then
 * repeated.
 */
export type Carried = PeopleDeed & { readonly how: "once" | "twice" | number };

/** Most deeds are about one person and one list: what was done before then matters to them. */
const oftenFirst = (count: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.nat({ max: count - 1 }) },
  );
export const address = oftenFirst(addresses);
export const anyAddress = fc.nat({ max: addresses - 1 });
export const list = oftenFirst(lists);
export const how = fc.oneof(
  { weight: 3, arbitrary: fc.constant("once" as const) },
  { weight: 1, arbitrary: fc.constant("twice" as const) },
  { weight: 2, arbitrary: fc.nat({ max: 25 }) },
);

export const deed: fc.Arbitrary<PeopleDeed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("import" as const),
      list,
      mode: fc.constantFrom("update" as const, "replace" as const),
      rows: fc.uniqueArray(address, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("undo" as const), list }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("leave" as const),
      who: address,
      bulletin: fc.nat({ max: maxBulletins - 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("leave-all" as const), who: address }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("leave-list" as const, "leave-list" as const, "reconfirm" as const),
      who: address,
      list,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("join" as const),
      list,
      bulletin: fc.nat({ max: maxBulletins - 1 }),
      address,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        "complain" as const,
        "bounce" as const,
        "defer" as const,
        "erase" as const,
        "pause" as const,
      ),
      who: address,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("lift" as const),
      who: address,
      scope: fc.constantFrom("everywhere" as const, "all-letters" as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("correct" as const), who: address, to: anyAddress }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("come-back" as const),
      who: address,
      to: fc.oneof(fc.constant("all-letters" as const), fc.nat({ max: maxBulletins - 1 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("add" as const), list, address }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), list, who: address }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("bulletin" as const),
      on: fc.uniqueArray(list, { minLength: 1, maxLength: lists }),
    }),
  },
);
