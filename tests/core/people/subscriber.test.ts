import { describe, expect, it } from "vitest";
import {
  changed,
  listsChanged,
  newSubscriber,
  type SubscriberChange,
} from "../../../functions/core/people/subscriber.ts";
import { subscriptionOf, whyKeptOut } from "../../../functions/core/people/subscription.ts";
import {
  lifted,
  noSuppression,
  reasonIn,
  type Since,
  type SuppressionReason,
  suppressed,
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
    ["a pause", { preferences: { pausedUntil: "2026-12-24T00:00:00.000Z" } }, ["staff", "board"]],
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
    ["a change about another address", { of: "amina@example.com", leave: "staff" }],
    ["the same preferences", { preferences: {} }],
  ])("is none for %s", (_, change) => {
    expect(changed(onTwo, change)).toBe(onTwo);
  });
});

describe("a place on a list", () => {
  it("names the bulletins that the person has left, and why nothing is written to them", () => {
    const bulletins = { weekly: since("unsubscribed") };
    const left = changed(amina, { suppression: { bulletins } });
    const place = subscriptionOf(left, "staff");
    expect(place).toMatchObject({ id: "01A", version: 2, optOuts: ["weekly"], source: "import-1" });
    expect(place && whyKeptOut(place, "weekly", 0)).toBe("unsubscribed");
    expect(place && whyKeptOut(place, "daily", 0)).toBeUndefined();
    expect(reasonIn(left.suppression, "daily")).toBeUndefined();
    expect(subscriptionOf(left, "board")).toBeUndefined();
  });

  it("is none after the person has left the list, and is back as it was when they return", () => {
    const left = suppressed(undefined, since("unsubscribed"));
    const gone = changed(onTwo, { suppression: { bulletins: {}, lists: at("staff", left) } });
    expect(subscriptionOf(gone, "staff")).toBeUndefined();
    expect(subscriptionOf(gone, "board")).toMatchObject({ id: "01A" });
    expect(changed(gone, { join: { list: "staff", consent } })).toBe(gone);
    const back = lifted(left, "2026-11-28T10:00:00.000Z");
    const returned = changed(gone, { suppression: { bulletins: {}, lists: at("staff", back) } });
    expect(subscriptionOf(returned, "staff")).toMatchObject({ id: "01A", source: "import-1" });
  });

  it("has the language that the person chose, whatever an import says", () => {
    const chosen = changed(amina, { preferences: { language: "cy", plainText: true } });
    const imported = changed(chosen, { profile: { ...person, language: "fr" } });
    expect(subscriptionOf(imported, "staff")).toMatchObject({ language: "cy", plainText: true });
  });

  it("keeps them out during a pause, and not after it", () => {
    const pausedUntil = "2026-12-24T00:00:00.000Z";
    const place = subscriptionOf(changed(amina, { preferences: { pausedUntil } }), "staff");
    const why = (instant: string) => place && whyKeptOut(place, "weekly", Date.parse(instant));
    expect(why("2026-12-23T23:59:59.999Z")).toBe("paused");
    expect(why(pausedUntil)).toBeUndefined();
  });
});

function at(list: string, since: Since | undefined) {
  return since ? { [list]: since } : {};
}
