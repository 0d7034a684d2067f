import { describe, expect, it } from "vitest";
import { isFullSize } from "../size.ts";
import { runCampaign } from "./campaign.ts";
import type { Copy } from "./copies.ts";
import { type Claimed, judge, judgeUnderWay } from "./oracle.ts";
import type { RawLedger, RawStanding } from "./raw-table.ts";
import type { Truth } from "./truth.ts";

const truth: Truth = {
  edition: "e",
  must: new Set(["a", "b"]),
  may: new Set(),
  gone: new Set(),
  never: new Set(),
  ids: new Map([
    ["a", "id-a"],
    ["b", "id-b"],
  ]),
  eventsCome: true,
  mayHaveTwo: false,
};
const copy = (address: string, at = 0): Copy => ({
  address,
  place: `batch/${address}`,
  at,
  messageId: `${address}${at}`,
});
const both = [copy("a"), copy("b")];
const ledgerOf = (standings: Readonly<Record<string, RawStanding>>, isResent = false): RawLedger =>
  new Map(
    Object.entries(standings).map(([address, standing]) => [
      `batch/${address}`,
      { subscriber: `id-${address}`, standing, isResent },
    ]),
  );
const all = ledgerOf({ a: "accepted", b: "accepted" });
const claimed: Claimed = {
  audience: 2,
  accepted: 2,
  suppressed: 0,
  rejected: 0,
  uncertain: 0,
  pending: 0,
  resent: 0,
};
const right = { missing: [], doubled: [], accountErrors: [] };

describe("the oracle, given what is in the outbox and the table,", () => {
  it("finds nothing wrong if everyone has one copy", () => {
    expect(judge(truth, both, all, claimed)).toEqual(right);
    expect(judgeUnderWay(both, all, claimed)).toEqual([]);
  });

  it("misses a person without a copy, also if the ledger counts it as accepted", () => {
    const { missing, accountErrors } = judge(truth, both.slice(1), all, claimed);
    expect(missing).toEqual(["a"]);
    expect(accountErrors).toEqual(["batch/a is said to be accepted, and is not"]);
    expect(judgeUnderWay(both.slice(1), all, claimed)).toHaveLength(2);
  });

  it("sees a second copy, and excuses it only if nobody could know better and the account counts it", () => {
    const twice = [...both, copy("a", 500)];
    const [doubled] = judge(truth, twice, all, claimed).doubled;
    expect(doubled).toBe("a at batch/a 500 ms after batch/a");
    const misled = { ...truth, mayHaveTwo: true };
    expect(judge(misled, twice, all, claimed).doubled).toHaveLength(1);
    const counted = new Map([...ledgerOf({ a: "accepted" }, true), ...ledgerOf({ b: "accepted" })]);
    expect(judge(misled, twice, counted, { ...claimed, resent: 1 })).toEqual(right);
    const thrice = [...twice, copy("a", 900)];
    expect(judge(misled, thrice, counted, { ...claimed, resent: 1 }).doubled).toHaveLength(1);
  });

  it("sees a person who stands on two batches", () => {
    const ledger = new Map([
      ...all,
      ["other/a", { subscriber: "id-a", standing: "accepted", isResent: false }] as const,
    ]);
    expect(judge(truth, both, ledger, claimed).doubled).toEqual(["id-a stands on two batches"]);
  });

  it("sees a copy for a person who left, and one in the place of another", () => {
    const left = { ...truth, must: new Set(["b"]), gone: new Set(["a"]) };
    const suppressed = ledgerOf({ a: "suppressed", b: "accepted" });
    const account = { ...claimed, accepted: 1, suppressed: 1 };
    expect(judge(left, both.slice(1), suppressed, account)).toEqual(right);
    expect(judge(left, both, suppressed, account).accountErrors).toEqual([
      "a has a copy and is not to have one",
      "batch/a is said to be suppressed, and has a copy",
    ]);
    const swapped = [copy("a"), { ...copy("b"), place: "batch/a" }];
    expect(judge(truth, swapped, all, claimed).accountErrors).toContain(
      "b has the copy of another at batch/a",
    );
  });

  it.each([
    ["pending", "untouched", "batch/a is still pending"],
    ["uncertain", "claimed", "batch/a is still uncertain"],
    ["rejected", "rejected", "batch/a is said to be rejected, and was not"],
    ["suppressed", "suppressed", "batch/a is said to be suppressed, and did not leave"],
  ] as const)("sees a person who is wrongly %s", (figure, standing, wrong) => {
    const ledger = ledgerOf({ a: standing, b: "accepted" });
    const account = { ...claimed, accepted: 1, [figure]: 1 };
    expect(judge(truth, both, ledger, account).accountErrors).toContain(wrong);
  });

  it("sees an account that differs from the ledger, or does not sum", () => {
    expect(judge(truth, both, all, { ...claimed, accepted: 1 }).accountErrors).toEqual([
      "accepted is said to be 1, and is 2",
      expect.stringContaining("the account does not sum"),
    ]);
  });
});

/** A machine that does other things as well may take three times as long. */
const patience = 1_200_000;

/** Rounds in which what is broken on purpose is sure to show. Seed 2 imports during suppressions. */
const broken = [
  ["doubled", "the ledger is not respected", 1],
  ["missing", "letters are dropped", 1],
  ["accountErrors", "versions do not count", 2],
] as const;

if (isFullSize)
  describe.concurrent("the oracle of a campaign", () => {
    it.each(broken)(
      "sees people %s if %s",
      async (wrong, mutation, seed) => {
        // Also where the machine is slow: what is broken on purpose shows all the same.
        const seen: string[] = [];
        await runCampaign({
          rounds: 14,
          seed,
          mutation,
          onRound: (_, verdict) => void seen.push(...verdict[wrong]),
        });
        expect(seen).not.toEqual([]);
      },
      patience,
    );
  });
