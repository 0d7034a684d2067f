import type { Copy } from "./copies.ts";
import type { RawLedger } from "./raw-table.ts";
import type { Truth } from "./truth.ts";

/** What is wrong with an edition. All are empty where nobody is doubled, nobody missing and the account is true. */
export type Verdict = {
  readonly missing: readonly string[];
  readonly doubled: readonly string[];
  readonly accountErrors: readonly string[];
};

export function isWrong({ missing, doubled, accountErrors }: Verdict): boolean {
  return missing.length + doubled.length + accountErrors.length > 0;
}

/** The account that the product gives of the edition. */
export type Claimed = Readonly<
  Record<
    "audience" | "accepted" | "suppressed" | "rejected" | "uncertain" | "pending" | "resent",
    number
  >
>;

/**
 * Judges an edition at rest from the outbox and the list. It shares no code with the ledger: it reads
 * the audience and the uncertain from the table's keys and sets, and looks for everyone in the outbox.
 */
export function judge(
  truth: Truth,
  copies: readonly Copy[],
  ledger: RawLedger,
  claimed: Claimed,
): Verdict {
  const counts = countBy(copies.map(copy => copy.address));
  const addressed = countBy([...ledger.values()].map(each => each.subscriber));
  const places = new Map([...ledger].map(([place, { subscriber }]) => [subscriber, place]));
  const standingOf = (address: string) =>
    ledger.get(places.get(truth.ids.get(address) ?? "") ?? "")?.standing;
  // If no event comes, nothing is certain: then the account must name the people in doubt.
  const named = (address: string) => !truth.eventsCome && standingOf(address) === "claimed";
  // Two copies are right only if nobody could know better. The account then counts the person as resent.
  const isCountedTwice = (address: string) =>
    truth.mayHaveTwo &&
    ledger.get(places.get(truth.ids.get(address) ?? "") ?? "")?.isResent === true;
  return {
    missing: [...truth.must].filter(address => !counts.has(address) && !named(address)),
    doubled: [
      ...[...counts]
        .filter(([address, count]) => count > 1 && !(count === 2 && isCountedTwice(address)))
        .map(([address]) => `${address} ${apart(address, copies)}`),
      ...[...addressed]
        .filter(([, count]) => count > 1)
        .map(([subscriber]) => `${subscriber} stands on two batches`),
    ],
    accountErrors: [
      ...wrongCopies(truth, copies, ledger),
      ...wrongNames(truth, new Set(copies.map(copy => copy.place)), ledger),
      ...wrongSums(truth, ledger, claimed),
    ],
  };
}

/** While the edition is under way: the sums, and that nobody counts as accepted without a copy. `copies` are read after the rest. */
export function judgeUnderWay(
  copies: readonly Copy[],
  ledger: RawLedger,
  claimed: Claimed,
): string[] {
  const has = new Set(copies.map(copy => copy.place));
  const wrong = [...ledger].filter(
    ([place, { standing }]) => standing === "accepted" && !has.has(place),
  );
  return [
    ...unless(
      sumOf(claimed) === claimed.audience,
      `under way, the account did not sum: ${JSON.stringify(claimed)}`,
    ),
    ...unless(
      claimed.accepted <= has.size,
      `under way, the account had ${claimed.accepted} accepted, and SES ${has.size}`,
    ),
    ...wrong.map(([place]) => `under way, ${place} counted as accepted, and was not`),
  ];
}

function wrongCopies(truth: Truth, copies: readonly Copy[], ledger: RawLedger): string[] {
  return copies.flatMap(({ address, place }) => [
    ...unless(
      truth.must.has(address) || truth.may.has(address),
      `${address} has a copy and is not to have one`,
    ),
    ...unless(
      ledger.get(place)?.subscriber === truth.ids.get(address),
      `${address} has the copy of another at ${place}`,
    ),
  ]);
}

/** Who is said to have a copy, or to have none, is looked for in the outbox. */
function wrongNames(truth: Truth, has: ReadonlySet<string>, ledger: RawLedger): string[] {
  const open = new Set([...truth.may, ...truth.gone].map(address => truth.ids.get(address)));
  const known = new Set(truth.ids.values());
  const never = new Set([...truth.never].map(address => truth.ids.get(address)));
  return [...ledger].flatMap(([place, { subscriber, standing }]) => {
    if (standing === "accepted")
      return unless(has.has(place), `${place} is said to be accepted, and is not`);
    if (standing === "untouched") return [`${place} is still pending`];
    if (standing === "claimed") return unless(!truth.eventsCome, `${place} is still uncertain`);
    if (standing === "rejected")
      return unless(never.has(subscriber), `${place} is said to be rejected, and was not`);
    return [
      // A person who is erased and then imported again is a new person.
      ...unless(
        open.has(subscriber) || !known.has(subscriber),
        `${place} is said to be suppressed, and did not leave`,
      ),
      ...unless(!has.has(place), `${place} is said to be suppressed, and has a copy`),
    ];
  });
}

function wrongSums(truth: Truth, ledger: RawLedger, claimed: Claimed): string[] {
  const standing = countBy([...ledger.values()].map(each => each.standing));
  const expected: Claimed = {
    audience: ledger.size,
    accepted: standing.get("accepted") ?? 0,
    suppressed: standing.get("suppressed") ?? 0,
    rejected: standing.get("rejected") ?? 0,
    uncertain: standing.get("claimed") ?? 0,
    pending: 0,
    resent: [...ledger.values()].filter(each => each.isResent).length,
  };
  const keys = Object.keys(expected) as (keyof Claimed)[];
  return [
    ...keys
      .filter(key => claimed[key] !== expected[key])
      .map(key => `${key} is said to be ${claimed[key]}, and is ${expected[key]}`),
    ...unless(
      sumOf(claimed) === claimed.audience,
      `the account does not sum: ${JSON.stringify(claimed)}`,
    ),
    ...unless(
      [...truth.never].every(address => truth.ids.has(address)) &&
        expected.rejected === truth.never.size,
      `${expected.rejected} are rejected, and ${truth.never.size} are to be`,
    ),
  ];
}

/** How long after the first copy of an address the others were accepted: it tells what went wrong. */
function apart(address: string, copies: readonly Copy[]): string {
  const [first, ...others] = copies.filter(copy => copy.address === address);
  return others
    .map(({ at, place }) => `at ${place} ${at - (first?.at ?? 0)} ms after ${first?.place}`)
    .join(", ");
}

function sumOf({ accepted, suppressed, rejected, uncertain, pending }: Claimed): number {
  return accepted + suppressed + rejected + uncertain + pending;
}

function countBy<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function unless(isSo: boolean, wrong: string): string[] {
  return isSo ? [] : [wrong];
}
