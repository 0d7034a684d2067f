import type { EventsFate } from "./postman.ts";
import { type Random, randomOf, shuffled } from "./random.ts";

/** What happens to an edition, and how many milliseconds after it is composed. */
export type Disturbance = {
  readonly kind: "leave" | "erase" | "newcomer" | "newcomer addressed" | "hold" | "messages again";
  readonly after: number;
};

/** Kinds of rounds that are dealt out by the seed, so that every campaign has some of each. */
export const planned = [
  "overlapping imports",
  "imported while suppressed",
  "the unanswered late",
  "the unanswered later than the grace",
] as const;

/** One round: an edition, its audience, and its faults. The seed alone determines it. */
export type Plan = {
  readonly seed: number;
  readonly has: ReadonlySet<(typeof planned)[number]>;
  /** The lists that the edition is for; most people are on several of them. */
  readonly lists: readonly { readonly name: string; readonly members: readonly string[] }[];
  /** Everyone, newcomers too, in the order of their ids: that in which they were first named. */
  readonly everyone: readonly string[];
  /** People who come onto a list while the edition is under way. */
  readonly newcomers: readonly string[];
  /** Addresses that SES cannot carry. */
  readonly never: readonly string[];
  /** People of the first list who are suppressed or erased while an import puts them on it. */
  readonly suppressed: readonly string[];
  readonly uncertain: "hold" | "resend";
  readonly events: EventsFate;
  readonly disturbances: readonly Disturbance[];
};

/** Which kind each seed gets; a round like any other where there is none. */
const dealt: readonly ((typeof planned)[number] | undefined)[] = [
  "overlapping imports",
  "the unanswered late",
  "imported while suppressed",
  "the unanswered later than the grace",
  "overlapping imports",
  "the unanswered late",
  undefined,
];

/** How long an edition is disturbed, in milliseconds after it is composed. */
const span = 10_000;

export function planOf(seed: number): Plan {
  const random = randomOf(seed);
  const kind = dealt[seed % dealt.length];
  const has = new Set(kind ? [kind] : []);
  const people = addresses(random, seed);
  const never = random.chance(0.15) ? [`jörg.${seed}@example.org`] : [];
  const newcomers = random.chance(0.4)
    ? Array.from({ length: random.int(1, 4) }, (_, index) => `new${index}.${seed}@example.org`)
    : [];
  const lists = Array.from({ length: random.int(1, 3) }, (_, index) => ({
    name: `list-${seed}-${index}`,
    members: [...people, ...never].filter(() => random.chance(0.8)),
  }));
  const nobody = lists.every(list => list.members.length === 0);
  const filled = nobody ? [{ name: `list-${seed}-0`, members: people }] : lists;
  const isSuppressing = has.has("imported while suppressed");
  return {
    seed,
    has,
    lists: filled,
    suppressed: isSuppressing
      ? (filled[0]?.members ?? []).filter(address => /^p[0-7]\./.test(address))
      : [],
    everyone: shuffled(random, [...people, ...never, ...newcomers]),
    newcomers,
    never,
    ...whatBecomes(random, has),
    disturbances: disturbances(random, newcomers.length > 0),
  };
}

/** Most editions are small, so that there are many; some have batches enough for all workers. */
function addresses(random: Random, seed: number): string[] {
  const kind = random.next();
  const count =
    kind < 0.6 ? random.int(1, 25) : kind < 0.93 ? random.int(26, 70) : random.int(100, 180);
  const people = Array.from({ length: count }, (_, index) => `p${index}.${seed}@example.org`);
  return random.chance(0.15) ? [...people, `bounce+${seed}@simulator.amazonses.com`] : people;
}

/**
 * Lost events say nothing. If some are lost and others come, the uncertain are to be held: if the events of everyone
 * with an answer had come, the path would seem to work.
 */
function whatBecomes(random: Random, has: Plan["has"]): Pick<Plan, "uncertain" | "events"> {
  const unanswered = has.has("the unanswered late")
    ? random.int(2_500, 4_000)
    : random.int(9_000, 14_000);
  if (has.has("the unanswered late") || has.has("the unanswered later than the grace")) {
    const uncertain = random.chance(0.3) ? "hold" : "resend";
    return { uncertain, events: { lost: 0, doubled: 0, late: 0, unanswered } };
  }
  const lossy = random.chance(0.15);
  const sometimes = (most: number) => (random.chance(0.5) ? random.next() * most : 0);
  const hold = random.chance(lossy ? 0.6 : 0.2);
  return {
    uncertain: hold ? "hold" : "resend",
    events: {
      lost: lossy ? (hold ? random.next() : 1) : 0,
      doubled: sometimes(0.5),
      late: sometimes(0.5),
      unanswered: 0,
    },
  };
}

function disturbances(random: Random, newcomers: boolean): Disturbance[] {
  const found: Disturbance[] = [];
  const add = (kind: Disturbance["kind"], most: number) => {
    for (let count = random.int(0, most); count > 0; count--)
      found.push({ kind, after: random.int(0, span) });
  };
  add("leave", 3);
  // A person leaves before the first letter can be sent.
  if (random.chance(0.3)) found.push({ kind: "leave", after: 0 });
  if (random.chance(0.3)) add("erase", 2);
  if (random.chance(0.25)) add("hold", 2);
  add("messages again", 4);
  if (newcomers) {
    found.push({ kind: "newcomer", after: random.int(0, 1_500) });
    if (random.chance(0.6))
      found.push({ kind: "newcomer addressed", after: random.int(500, span) });
  }
  return found.sort((a, b) => a.after - b.after);
}
