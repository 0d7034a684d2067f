import { describe, expect, it } from "vitest";
import {
  changed,
  listsChanged,
  newSubscriber,
  type SubscriberChange,
} from "../../../functions/core/people/subscriber.ts";
import { subscriptionOf, whyKeptOut } from "../../../functions/core/people/subscription.ts";
import {
  bothSuppressions,
  noSuppression,
  reasonIn,
  type SuppressionReason,
} from "../../../functions/core/people/suppression.ts";

const consent = { at: "2026-11-27T09:00:00.000Z", how: "import", source: "import-1" } as const;
const since = (reason: SuppressionReason) => ({ reason, at: "2026-11-27T10:00:00.000Z" });
const person = { email: "amina@example.org", name: "Amina" };
const amina = newSubscriber({
  id: "01A",
  person,
  suppression: noSuppression,
  list: "staff",
  consent,
});
const onTwo = changed(amina, { join: { list: "board", consent } });

describe("a change of a subscriber", () => {
  it.each<[string, SubscriberChange, string[]]>([
    ["a new profile", { profile: { email: "amina@example.org" } }, ["staff", "board"]],
    [
      "a suppression",
      { suppression: { everywhere: since("bounced"), bulletins: {} } },
      ["staff", "board"],
    ],
    ["leaving a list", { leave: "board" }, ["board"]],
    ["joining a list", { join: { list: "union", consent } }, ["union"]],
  ])("gives a version to the rows that it concerns: %s", (_, change, lists) => {
    const after = changed(onTwo, change);
    expect(after.version).toBe(onTwo.version + 1);
    expect(listsChanged(onTwo, after)).toEqual(lists);
  });

  it.each<[string, SubscriberChange]>([
    ["the same profile", { profile: person }],
    ["a list that they are on", { join: { list: "staff", consent: { ...consent, source: "2" } } }],
    ["a list that they are not on", { leave: "union" }],
    ["no suppression", { suppression: noSuppression }],
  ])("is none for %s", (_, change) => {
    expect(changed(onTwo, change)).toBe(onTwo);
  });
});

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
});

describe("a place on a list", () => {
  it("names the bulletins that the person has left, and why nothing is written to them", () => {
    const bulletins = { weekly: since("unsubscribed") };
    const left = changed(amina, { suppression: { bulletins } });
    const place = subscriptionOf(left, "staff");
    expect(place).toMatchObject({ id: "01A", version: 2, optOuts: ["weekly"], source: "import-1" });
    expect(place && whyKeptOut(place, "weekly")).toBe("unsubscribed");
    expect(place && whyKeptOut(place, "daily")).toBeUndefined();
    expect(reasonIn(left.suppression, "daily")).toBeUndefined();
    expect(subscriptionOf(left, "board")).toBeUndefined();
  });
});
