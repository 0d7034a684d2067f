import { describe, expect, it } from "vitest";
import { newList } from "../../../functions/core/people/list.ts";
import { whyKeptOut } from "../../../functions/core/people/subscription.ts";
import type { Scope, SuppressionReason } from "../../../functions/core/people/suppression.ts";
import { eraseSubscriber } from "../../../functions/steps/people/erase-subscriber.ts";
import { importPeople } from "../../../functions/steps/people/imports/import-people.ts";
import { liftSuppression } from "../../../functions/steps/people/lift-suppression.ts";
import { createList } from "../../../functions/steps/people/lists/create-list.ts";
import { addPerson } from "../../../functions/steps/people/person/add-person.ts";
import { changePerson } from "../../../functions/steps/people/person/change-person.ts";
import { removePerson } from "../../../functions/steps/people/person/remove-person.ts";
import { suppressPerson } from "../../../functions/steps/people/suppress-person.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { listHistory } from "../../../functions/store/history/histories.ts";
import {
  getSuppression,
  listSuppressed,
} from "../../../functions/store/people/find-suppressions.ts";
import {
  addressHash,
  claimAddresses,
  findSubscriberIds,
} from "../../../functions/store/people/subscribers.ts";
import { getSubscriptions } from "../../../functions/store/people/subscriptions.ts";
import { suppress } from "../../../functions/store/people/suppressions.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline } from "../../local-pipeline.ts";
import { importOf } from "./imports/an-import.ts";
import { stepByStep } from "./step-by-step.ts";

/** A pipeline with the lists "staff" and "board", and short forms of what the tests do and ask. */
async function aPlace() {
  const local = await aPipeline();
  const { pipeline } = local;
  for (const id of ["staff", "board"]) await createList(pipeline, newList({ id, name: id }), ann);
  const hashOf = (email: string) => addressHash(email, pipeline.addressKey);
  const idOf = async (email: string) =>
    (await findSubscriberIds(pipeline.table, [hashOf(email)])).get(hashOf(email)) ?? "nobody";
  return {
    ...local,
    hashOf,
    idOf,
    add: (email: string, list = "staff", on: Pipeline = pipeline) =>
      addPerson(on, list, { email, name: "Amina" }, ann),
    row: async (email: string, list = "staff") =>
      (await getSubscriptions(pipeline.table, list, [await idOf(email)]))[0],
    suppressAs: (email: string, reason: SuppressionReason, scope: Scope = "everywhere") =>
      suppress(pipeline.table, hashOf(email), { reason, scope, now: new Date() }),
  };
}

describe("adding one person", () => {
  it("completes an address that a killed import has left without its person", async () => {
    const { pipeline, add, row, hashOf, idOf } = await aPlace();
    const email = "amina@example.org";
    await claimAddresses(pipeline.table, new Map([[hashOf(email), pipeline.newId()]]));
    const subscriber = await idOf(email);
    expect(await add(email)).toEqual({ kind: "added", subscriber, isNew: true });
    expect(await row(email)).toMatchObject({ email, how: "added" });
  });

  it("puts someone new on the list, and someone known on one more, with consent and history", async () => {
    const { pipeline, add, row, idOf } = await aPlace();
    expect(await add("amina@example.org")).toMatchObject({ kind: "added", isNew: true });
    expect(await add("AMINA@example.org", "board")).toMatchObject({ kind: "added", isNew: false });
    expect(await add("amina@example.org")).toMatchObject({ kind: "already-on" });
    const id = await idOf("amina@example.org");
    const history = await listHistory(pipeline.table, { kind: "subscriber", id }, 5);
    expect(history.map(({ what }) => what)).toEqual(["person-added", "person-added"]);
    expect(await row("amina@example.org", "board")).toMatchObject({
      how: "added",
      source: history[0]?.id,
      name: "Amina",
    });
    expect(await removePerson(pipeline, "staff", id, ann)).toBe("removed");
    expect(await removePerson(pipeline, "staff", id, ann)).toBe("not-on");
    expect(await row("amina@example.org")).toBeUndefined();
    expect(await row("amina@example.org", "board")).toMatchObject({ name: "Amina" });
    expect(await add("amina@example.org")).toMatchObject({ kind: "added", isNew: false });
    expect(await add("amina@example.org", "none")).toEqual({ kind: "no-list" });
  });

  it.each<[SuppressionReason, Scope]>([
    ["erased", "everywhere"],
    ["bounced", "everywhere"],
    ["unsubscribed", "all-letters"],
    ["unsubscribed", { list: "staff" }],
  ])("brings nobody back who is %s (%o)", async (reason, scope) => {
    const { add, suppressAs, idOf } = await aPlace();
    await suppressAs("amina@example.org", reason, scope);
    expect(await add("amina@example.org")).toMatchObject({ kind: "suppressed", reason, scope });
    expect(await idOf("amina@example.org")).toBe("nobody");
    // Leaving one bulletin, or another list, does not keep them off this one.
    await suppressAs("joe@example.org", "unsubscribed", { bulletin: "weekly" });
    expect(await add("joe@example.org")).toMatchObject({ kind: "added" });
  });

  it("never outruns a complaint, whichever is slower at any request", async () => {
    const { pipeline, add, row, suppressAs, idOf } = await aPlace();
    for (let steps = 0; ; steps++) {
      const email = `race${steps}@example.org`;
      const adding = stepByStep(pipeline, on => add(email, "staff", on));
      const isOver = !(await adding.run(steps));
      await suppressAs(email, "complained");
      await suppressPerson(pipeline, await idOf(email), { reason: "complained" });
      await adding.finish();
      const place = await row(email);
      expect([steps, place && whyKeptOut(place, "weekly", 0)]).toEqual([
        steps,
        place && "complained",
      ]);
      if (isOver) break;
    }
  });
});

describe("a new address of a person", () => {
  it("reaches every list, keeps what they want, and forgets what was about the old mailbox", async () => {
    const { pipeline, add, row, suppressAs, idOf, hashOf } = await aPlace();
    await add("amina@example.org");
    await add("amina@example.org", "board");
    const id = await idOf("amina@example.org");
    await suppressAs("amina@example.org", "unsubscribed", { bulletin: "weekly" });
    await suppressPerson(pipeline, id, { reason: "bounced" });
    const profile = { email: "a.okafor@example.org", name: "Amina Okafor" };
    expect(await changePerson(pipeline, id, profile, ann)).toMatchObject({ kind: "changed" });
    expect(await changePerson(pipeline, id, profile, ann)).toMatchObject({ kind: "unchanged" });
    for (const list of ["staff", "board"]) {
      const place = await row("a.okafor@example.org", list);
      expect(place).toMatchObject({ id, ...profile });
      expect(place && whyKeptOut(place, "weekly", 0)).toBe("unsubscribed");
      expect(place && whyKeptOut(place, "daily", 0)).toBeUndefined();
    }
    expect(await idOf("amina@example.org")).toBe("nobody");
    const suppression = await getSuppression(pipeline.table, hashOf("a.okafor@example.org"));
    expect(suppression.bulletins.weekly?.reason).toBe("unsubscribed");
    const [latest] = await listHistory(pipeline.table, { kind: "subscriber", id }, 1);
    expect(latest).toMatchObject({
      what: "person-changed",
      personal: { email: { before: "amina@example.org", after: "a.okafor@example.org" } },
    });
    const { items } = await listSuppressed(pipeline.table, { maxItems: 5 });
    // The former address is suppressed, too. The page shows the person once.
    expect(items.map(({ hash }) => hash)).toEqual([hashOf("a.okafor@example.org")]);
  });

  it("lets a decision also count for someone who has the old one by now, and keeps their data", async () => {
    const { pipeline, add, row, idOf } = await aPlace();
    await add("amina@example.org");
    const id = await idOf("amina@example.org");
    await changePerson(pipeline, id, { email: "a.okafor@example.org" }, ann);
    await add("amina@example.org");
    const why = async () => {
      const place = await row("amina@example.org");
      return place && whyKeptOut(place, "weekly", 0);
    };
    await suppressPerson(pipeline, id, { reason: "complained" });
    expect(await why()).toBe("complained");
    const lift = { scope: "everywhere", reason: "Another person", afterComplaint: true } as const;
    await liftSuppression(pipeline, await idOf("amina@example.org"), lift, ann);
    expect(await why()).toBeUndefined();
    await eraseSubscriber(pipeline, id, ann);
    expect(await why()).toBe("unsubscribed");
    await importPeople(pipeline, importOf(["amina=Amina"]));
    expect(await row("amina@example.org")).toMatchObject({ name: "Amina" });
  });

  it("is refused if someone else has it, or if its person was erased", async () => {
    const { pipeline, add, suppressAs, idOf, row } = await aPlace();
    await add("amina@example.org");
    await add("joe@example.org");
    await suppressAs("gone@example.org", "erased");
    const id = await idOf("amina@example.org");
    const to = (email: string) => changePerson(pipeline, id, { email }, ann);
    expect(await to("Joe@example.org")).toEqual({
      kind: "taken",
      subscriber: await idOf("joe@example.org"),
    });
    expect(await to("gone@example.org")).toEqual({ kind: "erased" });
    expect(await row("amina@example.org")).toMatchObject({ name: "Amina" });
    expect(await changePerson(pipeline, "none", { email: "x@example.org" }, ann)).toEqual({
      kind: "unknown",
    });
  });

  it("goes to one of two people who get it at once", async () => {
    const { pipeline, add, idOf } = await aPlace();
    await add("amina@example.org");
    await add("joe@example.org");
    const ids = [await idOf("amina@example.org"), await idOf("joe@example.org")];
    const email = "office@example.org";
    const changes = await Promise.all(ids.map(id => changePerson(pipeline, id, { email }, ann)));
    expect(changes.map(({ kind }) => kind).sort()).toEqual(["changed", "taken"]);
  });
});

describe("the suppressed", () => {
  it("come in pages, the latest first, and leave with their last reason", async () => {
    const { pipeline, suppressAs, add, idOf } = await aPlace();
    const { table } = pipeline;
    for (const name of ["a", "b", "c"]) {
      await add(`${name}@example.org`);
      await suppressPerson(pipeline, await idOf(`${name}@example.org`), { reason: "bounced" });
    }
    await suppressAs("b@example.org", "erased");
    const first = await listSuppressed(table, { maxItems: 2 });
    const second = await listSuppressed(table, { maxItems: 2, from: first.next });
    const all = [...first.items, ...second.items];
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, undefined]);
    expect(all.map(({ subscriber }) => subscriber)).toEqual([
      undefined,
      await idOf("c@example.org"),
      await idOf("a@example.org"),
    ]);
  });
});
