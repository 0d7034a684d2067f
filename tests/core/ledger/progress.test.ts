import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addBatch, emptyAccount } from "../../../functions/core/ledger/account.ts";
import {
  type Evidence,
  evidenceOf,
  facts,
  isResent,
  positionsStanding,
  type Standing,
  standingOf,
  sumOfEvidence,
  unclaimed,
} from "../../../functions/core/ledger/progress.ts";
import { aProgress } from "../../examples/builders.ts";

const size = 12;
const now = 1_000;
const anyFact = fc.record({ fact: fc.constantFrom(...facts), position: fc.nat(size - 1) });
const anyFacts = fc.array(anyFact, { maxLength: 60 });
const anyLease = fc.constantFrom(0, now - 1, now, now + 1);

function unionOf(
  found: readonly { fact: (typeof facts)[number]; position: number }[],
  leaseUntil = 0,
) {
  const sets = Object.fromEntries(
    facts.map(fact => [fact, found.filter(each => each.fact === fact).map(each => each.position)]),
  );
  return aProgress({ ...sets, leaseUntil });
}

describe("standings", () => {
  it("are one for each position, whatever facts there are", () => {
    fc.assert(
      fc.property(anyFacts, anyLease, (found, leaseUntil) => {
        const progress = unionOf(found, leaseUntil);
        const standings: Standing[] = [
          "accepted",
          "rejected",
          "suppressed",
          "uncertain",
          "pending",
        ];
        const all = standings.flatMap(standing => positionsStanding(progress, size, standing, now));
        expect(all.sort((a, b) => a - b)).toEqual(
          Array.from({ length: size }, (_, position) => position),
        );
      }),
    );
  });

  it("follow SES's answer before a person's assumption", () => {
    const refused = aProgress({ claimed: [0, 1], assumed: [0, 1], rejected: [0] });
    expect([standingOf(refused, 0, now), standingOf(refused, 1, now)]).toEqual([
      "rejected",
      "accepted",
    ]);
    expect(addBatch(emptyAccount, 2, refused, now)).toMatchObject({
      accepted: 1,
      rejected: 1,
      assumed: 1,
    });
  });

  it("do not change when facts come twice, or in another order", () => {
    fc.assert(
      fc.property(anyFacts, fc.func(fc.integer()), (found, order) => {
        const again = [...found, ...found]
          .map((each, at) => ({ each, by: order(at) }))
          .sort((a, b) => a.by - b.by);
        const account = addBatch(emptyAccount, size, unionOf(found), now);
        const shuffled = unionOf(again.map(({ each }) => each));
        expect(addBatch(emptyAccount, size, shuffled, now)).toEqual(account);
      }),
    );
  });

  it("never take an acceptance by SES back, whatever becomes known later, unless SES says that it sent nothing", () => {
    // What a person has assumed gives way to what SES answers.
    const ofSes = anyFacts.map(found => found.filter(({ fact }) => fact !== "assumed"));
    fc.assert(
      fc.property(ofSes, anyFacts, (earlier, later) => {
        const all = unionOf([...earlier, ...later]);
        const before = positionsStanding(unionOf(earlier), size, "accepted", now);
        const unsent = before.filter(
          position => all.withheld.has(position) || all.discarded.has(position),
        );
        const after = positionsStanding(all, size, "accepted", now);
        expect([...after, ...unsent]).toEqual(expect.arrayContaining(before));
        for (const position of unsent)
          expect(["accepted", "suppressed", "rejected"]).toContain(standingOf(all, position, now));
      }),
    );
  });

  it("are suppressed if SES did not try, and rejected if it discarded the letter, until a copy is known to have left SES", () => {
    const sent = { claimed: [0], accepted: [0], evident: [0] };
    expect(standingOf(aProgress({ ...sent, withheld: [0] }), 0, now)).toBe("suppressed");
    expect(standingOf(aProgress({ ...sent, discarded: [0] }), 0, now)).toBe("rejected");
    for (const left of ["delivered", "bounced", "deferred", "complained"] as const)
      for (const kept of ["withheld", "discarded"] as const)
        expect(standingOf(aProgress({ ...sent, [kept]: [0], [left]: [0] }), 0, now)).toBe(
          "accepted",
        );
  });

  it("take any of SES's events for an acceptance, without its answer", () => {
    for (const fact of ["evident", "delivered", "bounced", "deferred", "complained"] as const) {
      expect(standingOf(aProgress({ claimed: [3], [fact]: [3] }), 3, now)).toBe("accepted");
    }
  });

  it("leave a claim pending while its lease lives, and uncertain from then on", () => {
    expect(standingOf(aProgress({ claimed: [0], leaseUntil: now + 1 }), 0, now)).toBe("pending");
    expect(standingOf(aProgress({ claimed: [0], leaseUntil: now }), 0, now)).toBe("uncertain");
  });

  it("keep a refusal under a lease that lives", () => {
    expect(
      standingOf(aProgress({ claimed: [0], rejected: [0], leaseUntil: now + 1 }), 0, now),
    ).toBe("rejected");
  });
});

describe("who may have two", () => {
  it("includes people claimed again after a release in doubt, unless SES refused the second copy", () => {
    const progress = aProgress({
      released: [0, 1, 2, 3],
      claimed: [0, 1, 4],
      rejected: [1],
      accepted: [0, 2],
      evident: [3],
    });
    expect([0, 1, 2, 3, 4].filter(position => isResent(progress, position))).toEqual([0]);
  });

  it("includes people released in doubt a second time, but not if SES is known to have refused the first copy", () => {
    expect(isResent(aProgress({ released: [0], releasedAgain: [0] }), 0)).toBe(true);
    expect(isResent(aProgress({ retried: [0], claimed: [0] }), 0)).toBe(false);
  });
});

describe("unclaimed", () => {
  it("names exactly the people that nobody claimed and that are not settled", () => {
    const progress = aProgress({
      claimed: [0],
      accepted: [1],
      rejected: [2],
      suppressed: [3],
      evident: [4],
      leaseUntil: now,
    });
    expect(unclaimed(progress, 7)).toEqual([5, 6]);
  });

  it("names nobody who is accepted, rejected, suppressed or uncertain", () => {
    fc.assert(
      fc.property(anyFacts, found => {
        const progress = unionOf(found);
        for (const position of unclaimed(progress, size))
          expect(standingOf(progress, position, now)).toBe("pending");
      }),
    );
  });

  it("names people again who were released", () => {
    expect(unclaimed(aProgress({ released: [1] }), 2)).toEqual([0, 1]);
  });
});

describe("the evidence of SES's events", () => {
  it("is complete when everyone with an answer from SES has an event", () => {
    expect(
      evidenceOf(aProgress({ accepted: [0, 1, 2, 3], evident: [0], delivered: [1], bounced: [2] })),
    ).toBe("partial");
    expect(
      evidenceOf(
        aProgress({
          accepted: [0, 1, 2, 3],
          evident: [0],
          delivered: [1],
          bounced: [2],
          complained: [3],
        }),
      ),
    ).toBe("complete");
  });

  it("is none without an answer: there is nothing to compare the events with", () => {
    expect(evidenceOf(aProgress({ claimed: [0, 1] }))).toBe("none");
    expect(evidenceOf(aProgress({ claimed: [0, 1], evident: [1], delivered: [0] }))).toBe("none");
  });

  it("is partial with no answer and events for some of those claimed: the others' may be on their way", () => {
    const unanswered = aProgress({ claimed: [0, 1], evident: [1] });
    expect(evidenceOf(unanswered)).toBe("partial");
    const answered = aProgress({ claimed: [0], accepted: [0], delivered: [0] });
    expect(sumOfEvidence(evidenceOf(answered), evidenceOf(unanswered))).toBe("partial");
    expect(evidenceOf(aProgress({ claimed: [0, 1, 2], accepted: [0], delivered: [0] }))).toBe(
      "complete",
    );
  });

  it("is partial for an edition if it is partial for any batch", () => {
    expect(
      ["none" as const, "complete" as const, "none" as const].reduce<Evidence>(
        sumOfEvidence,
        "none",
      ),
    ).toBe("complete");
    expect(
      ["complete" as const, "partial" as const, "none" as const].reduce<Evidence>(
        sumOfEvidence,
        "none",
      ),
    ).toBe("partial");
    expect(["none" as const, "none" as const].reduce<Evidence>(sumOfEvidence, "none")).toBe("none");
  });
});
