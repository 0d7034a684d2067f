import { describe, expect, it } from "vitest";
import { sayPlan, sayRest } from "../../../functions/web/editions/edition-plan.ts";
import { stateOf } from "../../../functions/web/editions/edition-state.ts";
import { anAccount } from "../../examples/builders.ts";

const zone = "Europe/London";
const plan = { from: "2026-11-25T09:00:00.000Z", days: [49_000, 50_000, 21_000] };
const edition = { slot: "2026-11-24T09:00:00.000Z", status: "sending", plan } as const;

describe("an edition that is spread over days", () => {
  it("names its days as today, tomorrow and dates, as they were planned", () => {
    expect(sayPlan(edition, new Date("2026-11-25T10:00:00Z"), zone)).toBe(
      "Sending takes several days because of Amazon SES’s quota: 49,000 today, 50,000 tomorrow and 21,000 on Friday 27 November 2026.",
    );
    expect(sayPlan(edition, new Date("2026-11-26T01:00:00Z"), zone)).toContain(
      "49,000 on Wednesday 25 November 2026, 50,000 today and 21,000 tomorrow",
    );
  });

  it("says nothing if one day is enough, or it is over", () => {
    const thatDay = new Date("2026-11-25T10:00:00Z");
    expect(sayPlan({ ...edition, plan: { ...plan, days: [3] } }, thatDay, zone)).toBe("");
    expect(sayPlan({ ...edition, status: "finished" }, thatDay, zone)).toBe("");
    expect(sayPlan(edition, new Date("2026-11-28T10:00:00Z"), zone)).toBe("");
  });

  it("says until when it waits, while it does", () => {
    const resting = { restUntil: "2026-11-25T14:05:00.000Z", status: "sending" } as const;
    expect(sayRest(resting, new Date("2026-11-25T10:00:00Z"), zone)).toBe(
      "Waiting until 14:05 (London) for Amazon SES’s quota.",
    );
    expect(sayRest(resting, new Date("2026-11-24T10:00:00Z"), zone)).toContain(
      "until Wednesday 25 November 2026, 14:05 (London)",
    );
    expect(sayRest(resting, new Date("2026-11-25T14:05:00Z"), zone)).toBe("");
    expect(sayRest({ ...resting, status: "held" }, new Date("2026-11-25T10:00:00Z"), zone)).toBe(
      "",
    );
  });
});

describe("the state of an edition", () => {
  const asked = (status: "sending" | "finished", audience: number) =>
    stateOf({ ...anEdition, status }, anAccount({ audience, pending: audience })).askAgainMs;
  const anEdition = {
    id: "e",
    bulletin: "b",
    slot: edition.slot,
    entries: [],
    lists: [],
    sender: { from: "a@example.org" },
    subject: "",
    hash: "",
    audience: 0,
    rounds: 1,
  };

  it("is read less often for a larger audience, and at least once a minute", () => {
    expect([
      asked("sending", 30),
      asked("sending", 10_000),
      asked("sending", 200_000),
      asked("sending", 1_000_000),
    ]).toEqual([...[1_000, 1_000, 20_000, 60_000]]);
    expect(asked("finished", 30)).toBe(5_000);
  });

  it("is final when all letters are delivered, bounced or assumed, though some people were not mailed", () => {
    const stopped = { ...anEdition, status: "stopped" } as const;
    expect(
      stateOf(
        stopped,
        anAccount({ audience: 9, accepted: 4, delivered: 2, bounced: 1, assumed: 1, pending: 5 }),
      ).atRest,
    ).toBe(true);
    expect(
      stateOf(stopped, anAccount({ audience: 9, accepted: 4, delivered: 2, pending: 5 })).atRest,
    ).toBe(false);
  });
});
