import { describe, expect, it } from "vitest";
import {
  continueRun,
  isAboutAll,
  longestRun,
  type RunStep,
} from "../../../functions/core/bulletins/refusal-run.ts";

const accepted: RunStep = { kind: "accepted" };
const refused = (position: number, answer = "MessageRejected: Duplicate header"): RunStep => ({
  kind: "refused",
  answer,
  place: { batch: "000-A", position },
});
const many = (count: number, from = 0, answer?: string) =>
  Array.from({ length: count }, (_, index) => refused(from + index, answer));
const goOn = (
  steps: readonly RunStep[],
  from?: Parameters<typeof continueRun>[0],
  isHeld = false,
) => continueRun(from, steps, isHeld);

describe("a run of equal refusals", () => {
  it("is too long at twenty, over as many windows as it takes", () => {
    const first = goOn(many(longestRun - 1));
    expect(first.broken).toBeUndefined();
    const second = goOn([refused(40)], first.run);
    expect(second.broken?.places).toHaveLength(longestRun);
    expect(second.broken?.answer).toContain("Duplicate header");
  });

  it("includes letters of the window after the twentieth, and those under way when the edition was held", () => {
    expect(goOn(many(25)).broken?.places).toHaveLength(25);
    const held = { answer: "MessageRejected: Duplicate header", places: [], held: true };
    expect(goOn(many(3), held, true).broken?.places).toHaveLength(3);
    expect(goOn(many(3, 0, "another"), held, true).broken).toBeUndefined();
  });

  it("ends with an acceptance, and with another answer", () => {
    expect(goOn([...many(19), accepted, ...many(19, 20)]).broken).toBeUndefined();
    expect(goOn([...many(19), refused(30, "another"), ...many(19, 20)]).broken).toBeUndefined();
    expect(goOn([accepted]).run).toBeUndefined();
    expect(
      goOn(
        Array.from({ length: 30 }, (_, index) =>
          refused(index, `InvalidParameterValue: Invalid domain ${index}`),
        ),
      ).broken,
    ).toBeUndefined();
  });

  it("counts nobody twice", () => {
    expect(goOn([...many(15), ...many(15)]).broken).toBeUndefined();
  });

  it("begins again once the edition is resumed; a run about addresses is then left to the person who resumed", () => {
    const letter = { answer: "MessageRejected: Duplicate header", places: [], held: true };
    expect(goOn(many(19), letter).broken).toBeUndefined();
    expect(goOn(many(20), letter).broken).toBeDefined();
    const answer = "InvalidParameterValue: Local address contains control or whitespace";
    const first = goOn(many(30, 0, answer), { answer, places: [], held: true });
    expect(first.broken).toBeUndefined();
    expect(goOn([accepted, ...many(30, 0, answer)], first.run).broken).toBeUndefined();
    expect(goOn([...many(20, 60)], first.run).broken).toBeDefined();
  });

  it("is about the letter from two on if nothing was accepted, unless it is about addresses", () => {
    const run = (count: number, answer = "MessageRejected: Bad") => ({
      answer,
      places: many(count).map((_, position) => ({ batch: "b", position })),
    });
    expect([isAboutAll(undefined), isAboutAll(run(1)), isAboutAll(run(2))]).toEqual([
      false,
      false,
      true,
    ]);
    expect(isAboutAll(run(5, "InvalidParameterValue: Domain contains dot-dot"))).toBe(false);
  });
});
