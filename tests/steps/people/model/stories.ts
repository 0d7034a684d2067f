import fc from "fast-check";
import {
  address,
  anyAddress,
  type Carried,
  deed,
  how,
  list,
  lists,
  maxBulletins,
  type PeopleDeed,
} from "./deeds.ts";

type About = { readonly who: number; readonly list: number; readonly bulletin: number };

/** What ends letters to a person. */
const endings: readonly ((about: About) => PeopleDeed)[] = [
  ({ who, bulletin }) => ({ kind: "leave", who, bulletin }),
  ({ who, list }) => ({ kind: "leave-list", who, list }),
  ({ who }) => ({ kind: "leave-all", who }),
  ({ who }) => ({ kind: "complain", who }),
  ({ who }) => ({ kind: "bounce", who }),
  ({ who }) => ({ kind: "erase", who }),
];

/** What may bring letters back to them. */
const beginnings: readonly ((about: About) => PeopleDeed)[] = [
  ({ who }) => ({ kind: "lift", who, scope: "everywhere" }),
  ({ who }) => ({ kind: "lift", who, scope: "all-letters" }),
  ({ who }) => ({ kind: "come-back", who, to: "all-letters" }),
  ({ who, bulletin }) => ({ kind: "come-back", who, to: bulletin }),
  ({ who, list }) => ({ kind: "reconfirm", who, list }),
  ({ who, list, bulletin }) => ({ kind: "join", address: who, list, bulletin }),
  ({ who, list }) => ({ kind: "add", address: who, list }),
  imported,
];

function imported({ who, list }: About): PeopleDeed {
  return { kind: "import", list, mode: "update", rows: [who] };
}

/** Deeds about one person in an order that chance alone seldom brings. */
const story: fc.Arbitrary<readonly PeopleDeed[]> = fc
  .record({
    who: address,
    other: anyAddress,
    list,
    bulletin: fc.nat({ max: maxBulletins - 1 }),
    ends: fc.constantFrom(...endings),
    begins: fc.constantFrom(...beginnings),
    tells: fc.constantFrom("ended" as const, "corrected" as const, "replaced" as const),
  })
  .map(({ ends, begins, tells, ...about }) => {
    const { who, other, list } = about;
    if (tells === "ended") return [ends(about), imported(about), begins(about)];
    if (tells === "corrected") {
      const corrected = { ...about, who: other };
      const correct = { kind: "correct", who, to: other } as const;
      return [correct, ends(corrected), imported(about), begins(corrected)];
    }
    const replace = { kind: "import", list, mode: "replace", rows: [other] } as const;
    return [replace, ends(about), { kind: "undo", list }, begins(about)];
  });

/** A sequence begins with people on each list: nothing can happen to nobody. */
export const sequences: fc.Arbitrary<readonly Carried[]> = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: deed.map(one => [one]) }, { weight: 1, arbitrary: story }),
    { minLength: 3, maxLength: 9 },
  )
  .chain(parts => {
    const deeds = parts.flat();
    const each = { minLength: deeds.length, maxLength: deeds.length };
    return fc
      .array(how, each)
      .map(hows => deeds.map((done, at) => ({ ...done, how: hows[at] ?? "once" })));
  })
  .map(deeds => {
    const first = { kind: "import", mode: "update", how: "once" } as const;
    const begun = Array.from({ length: lists }, (_, list) => ({
      ...first,
      list,
      rows: [0, 1 + list],
    }));
    return [...begun, ...deeds];
  });
