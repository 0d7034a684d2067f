import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bothSuppressions,
  lifted,
  noSuppression,
  reasonIn,
  type Scope,
  type Since,
  type Suppression,
  type SuppressionReason,
  sinceIn,
  suppressed,
} from "../../../functions/core/people/suppression.ts";
import { runs } from "../../size.ts";

const since = (reason: SuppressionReason): Since => ({ reason, at: "2026-11-27T10:00:00.000Z" });

describe("two records of a suppression", () => {
  const first = { everywhere: since("bounced"), bulletins: { a: since("unsubscribed") } };

  it("keep the first reason, and take what is new", () => {
    const second = { everywhere: since("complained"), bulletins: { b: since("unsubscribed") } };
    expect(bothSuppressions(first, second)).toEqual({
      everywhere: since("bounced"),
      bulletins: { a: since("unsubscribed"), b: since("unsubscribed") },
    });
    expect(bothSuppressions(first, first)).toBe(first);
  });

  it("let an erasure replace every other reason", () => {
    const erased = { everywhere: since("erased"), bulletins: {} };
    expect(bothSuppressions(first, erased).everywhere?.reason).toBe("erased");
    expect(bothSuppressions(erased, first).everywhere?.reason).toBe("erased");
  });

  it("agree on the latest change, in whatever order and however often they meet", () => {
    const change = fc.record({
      scope: fc.constantFrom<Scope>("everywhere", "all-letters", { bulletin: "a" }, { list: "l" }),
      does: fc.constantFrom<SuppressionReason | "lift">("lift", "unsubscribed", "bounced"),
    });
    const property = (changes: { scope: Scope; does: string }[]) => {
      const records: Suppression[] = [noSuppression];
      for (const [index, { scope, does }] of changes.entries()) {
        const last = records.at(-1) ?? noSuppression;
        const at = new Date(index).toISOString();
        const current = sinceIn(last, scope);
        const next =
          does === "lift"
            ? lifted(current, at)
            : suppressed(current, { reason: does as SuppressionReason, at });
        if (next) records.push(within(last, scope, next));
      }
      const latest = records.at(-1);
      for (const record of records) {
        expect(bothSuppressions(record, latest ?? record)).toEqual(latest);
        expect(bothSuppressions(latest ?? record, record)).toBe(latest);
      }
    };
    fc.assert(fc.property(fc.array(change, { maxLength: 12 }), property), { numRuns: runs(500) });
  });
});

function within(record: Suppression, scope: Scope, next: Since): Suppression {
  if (scope === "everywhere") return { ...record, everywhere: next };
  if (scope === "all-letters") return { ...record, allLetters: next };
  return "bulletin" in scope
    ? { ...record, bulletins: { ...record.bulletins, [scope.bulletin]: next } }
    : { ...record, lists: { ...record.lists, [scope.list]: next } };
}

describe("a second reason", () => {
  it.each<[SuppressionReason, SuppressionReason, SuppressionReason]>([
    ["bounced", "deferred", "bounced"],
    ["bounced", "unsubscribed", "unsubscribed"],
    ["bounced", "complained", "complained"],
    ["unsubscribed", "complained", "complained"],
    ["complained", "bounced", "complained"],
    ["complained", "erased", "erased"],
    ["erased", "complained", "erased"],
  ])("replaces only a weaker one: %s, then %s, is %s", (first, second, expected) => {
    const after = suppressed(since(first), since(second));
    expect((after ?? since(first)).reason).toBe(expected);
    expect(after?.change).toBe(first === expected ? undefined : 2);
  });
});

describe("lifting", () => {
  const at = "2026-11-28T10:00:00.000Z";

  it("ends a suppression, and the next one counts again", () => {
    const left = since("unsubscribed");
    const back = lifted(left, at);
    expect(reasonIn({ bulletins: { a: left } }, "a")).toBe("unsubscribed");
    expect(back && reasonIn({ bulletins: { a: back } }, "a")).toBeUndefined();
    const again = suppressed(back, { reason: "bounced", at });
    expect(again && reasonIn({ everywhere: again, bulletins: {} }, "a")).toBe("bounced");
  });

  it("changes nothing if nothing is suppressed, and never ends an erasure", () => {
    expect(lifted(undefined, at)).toBeUndefined();
    expect(lifted(lifted(since("bounced"), at), at)).toBeUndefined();
    expect(lifted(since("erased"), at)).toBeUndefined();
  });
});
