import type { Verdict } from "../oracle.ts";
import type { Acceptance } from "./foreign-ses/ses-settings.ts";
import type { Told } from "./letter-run.ts";

/** What the campaign knows of a letter because it made it so. */
export type LetterTruth = {
  /** Addresses of all lists that the letter was given. */
  readonly given: ReadonlySet<string>;
  /** People reported as uncertain before a person decided. The decision allows them two copies, or none. */
  readonly named: ReadonlySet<string>;
  readonly decision: "resend" | "accept" | undefined;
  /** Whether an event came so late, or not at all, that the lack of it had to be taken for a no: then two copies are possible, and counted. */
  readonly silenceMisleads: boolean;
};

/** Judges a letter at rest: SES's own record of acceptances and the rows given against the last account. */
export function judgeLetter(
  truth: LetterTruth,
  acceptances: readonly Acceptance[],
  told: Told | undefined,
): Verdict {
  if (!told)
    return { missing: [...truth.given], doubled: [], accountErrors: ["no account was told"] };
  const copies = new Map<string, Acceptance[]>();
  for (const each of acceptances.filter(({ edition }) => edition === told.edition))
    copies.set(each.address, [...(copies.get(each.address) ?? []), each]);
  const mayLack = (address: string) => truth.named.has(address) && truth.decision !== "resend";
  const missing = [...truth.given].filter(address => !copies.has(address) && !mayLack(address));
  const twice = [...copies].filter(([, accepted]) => accepted.length > 1);
  const mayHaveTwo = (address: string) =>
    truth.silenceMisleads || (truth.decision === "resend" && truth.named.has(address));
  const counted = twice.length <= told.resent;
  const doubled = twice
    .filter(([address, accepted]) => !(mayHaveTwo(address) && counted && accepted.length === 2))
    .map(([address, accepted]) => `${address} ${apart(accepted)}`);
  return {
    missing,
    doubled,
    accountErrors: [...errorsOf(truth, copies, told), ...strangers(truth, copies)],
  };
}

/** What is untrue in an account, in any state of the letter. `assumed`: people counted as accepted by decision, right or wrong. */
export function errorsOfAccount(
  told: Told,
  acceptances: readonly Acceptance[],
  assumed = 0,
): string[] {
  const have = new Set(
    acceptances.filter(({ edition }) => edition === told.edition).map(({ address }) => address),
  ).size;
  const { audience, accepted, suppressed, rejected, uncertain, pending } = told;
  return [
    ...unless(
      accepted + suppressed + rejected + uncertain + pending === audience,
      `does not sum: ${JSON.stringify(told)}`,
    ),
    ...unless(accepted <= have + assumed, `says ${accepted} are accepted, and ${have} are`),
    ...unless(
      have <= accepted + uncertain,
      `says ${accepted} are accepted and ${uncertain} uncertain, and ${have} have the letter`,
    ),
  ];
}

function errorsOf(
  { given, named, decision }: LetterTruth,
  copies: ReadonlyMap<string, unknown>,
  told: Told,
): string[] {
  const left = decision === undefined ? named.size : 0;
  const expected = {
    audience: given.size,
    accepted: given.size - left,
    suppressed: 0,
    rejected: 0,
    uncertain: left,
    pending: 0,
  };
  return [
    ...Object.entries(expected)
      .filter(([key, value]) => told[key as keyof Told] !== value)
      .map(([key, value]) => `${key} is said to be ${told[key as keyof Told]}, and is ${value}`),
    ...unless(
      told.delivered <= copies.size,
      `${told.delivered} are said to be delivered, and ${copies.size} have it`,
    ),
  ];
}

function strangers({ given }: LetterTruth, copies: ReadonlyMap<string, unknown>): string[] {
  return [...copies.keys()]
    .filter(address => !given.has(address))
    .map(address => `${address} has a copy and is not on the list`);
}

function apart(accepted: readonly Acceptance[]): string {
  const [first, ...others] = accepted;
  const at = ({ at, place }: Acceptance) =>
    `at ${place} ${at - (first?.at ?? 0)} ms after ${first?.place}`;
  return `${others.map(at).join(", ")}; the first was ${first?.answered ? "" : "not "}answered`;
}

function unless(isSo: boolean, wrong: string): string[] {
  return isSo ? [] : [wrong];
}
