import { type Fault, isLineFault } from "./judge-blind.ts";

/** The faults of one text. */
export type Judged = { readonly name: string; readonly faults: readonly Fault[] };

/** The shares of texts without a fault, and how many texts have each kind of fault. */
export type Tally = {
  /** Without any fault. */
  readonly whole: number;
  /** Without a merged, split, lost, mis-signed or refused part: the lines of the head may be together otherwise. */
  readonly sound: number;
  readonly kinds: ReadonlyMap<string, number>;
};

export function tallyFaults(judged: readonly Judged[]): Tally {
  const share = (test: (faults: readonly Fault[]) => boolean) =>
    judged.filter(({ faults }) => test(faults)).length / judged.length;
  const kinds = new Map<string, number>();
  for (const { faults } of judged)
    for (const kind of new Set(faults.map(fault => fault.kind)))
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return {
    whole: share(faults => faults.length === 0),
    sound: share(faults => faults.every(isLineFault)),
    kinds: new Map([...kinds].sort(([, one], [, other]) => other - one)),
  };
}

/** Returns a tally in one line. */
export function sayTally({ whole, sound, kinds }: Tally): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const counts = [...kinds].map(([kind, count]) => `${kind} ${count}`).join(", ");
  return `${percent(whole)} whole, ${percent(sound)} sound; ${counts}`;
}
