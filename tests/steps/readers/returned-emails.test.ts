import { expect, it } from "vitest";
import { newList } from "../../../functions/core/people/list.ts";
import { recordFeedback } from "../../../functions/steps/ledger/record-feedback.ts";
import { createList } from "../../../functions/steps/people/lists/create-list.ts";
import { addPerson } from "../../../functions/steps/people/person/add-person.ts";
import { continueReconfirmation } from "../../../functions/steps/readers/reconfirm/continue-reconfirmation.ts";
import { startReconfirmation } from "../../../functions/steps/readers/reconfirm/decide-reconfirmation.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { listSuppressed } from "../../../functions/store/people/find-suppressions.ts";
import { listSubscriptions } from "../../../functions/store/people/subscriptions.ts";
import { anEvent } from "../../core/ledger/ses-event-rows.ts";
import { aBulletin, aDecision, ann } from "../../examples/builders.ts";
import { aPipeline, until } from "../../local-pipeline.ts";

it("an email to one person that comes back ends all letters to them, and is among the suppressed", async () => {
  const local = await aPipeline();
  const { pipeline } = local;
  local.start();
  await createList(pipeline, newList({ id: "staff", name: "Staff" }), ann);
  const bulletin = aBulletin({ id: "weekly", lists: ["staff"] });
  await putBulletin(pipeline.table, bulletin, new Date(0), aDecision());
  const email = "bounce@simulator.amazonses.com";
  for (const each of [email, "amina@example.org"])
    await addPerson(pipeline, "staff", { email: each }, ann);
  const later = { ...pipeline, now: () => pipeline.now() + 900_000 };
  await startReconfirmation(later, { list: "staff", bulletin: "weekly", days: 28 }, ann);
  const later2 = { ...pipeline, now: () => pipeline.now() + 1_800_000 };
  await continueReconfirmation(later2, "staff", pipeline.monotonic() + 60_000);
  const suppressed = async () => (await listSuppressed(pipeline.table, { maxItems: 9 })).items;
  const onTheList = () => Array.fromAsync(listSubscriptions(pipeline.table, "staff"));
  const isBounced = (person: { suppressed?: string | undefined }) =>
    person.suppressed === "bounced";
  await until("the bounce reaches the list", async () => (await onTheList()).some(isBounced));
  const people = await onTheList();
  const bounced = people.find(person => person.email === email);
  expect(bounced?.suppressed).toBe("bounced");
  expect(people.find(person => person.email !== email)?.suppressed).toBeUndefined();
  expect(await suppressed()).toMatchObject([
    { subscriber: bounced?.id, suppression: { everywhere: { reason: "bounced" } } },
  ]);
});

it("an email of a form that comes back from an address nobody has suppresses nobody", async () => {
  const { pipeline, logged } = await aPipeline();
  const bounce = { bounce: { bounceType: "Permanent", bounceSubType: "NoEmail" } };
  const returned = anEvent("Bounce", bounce, { tags: {}, destination: ["jo@example.org"] });
  expect(await recordFeedback(pipeline, [returned])).toEqual([]);
  expect((await listSuppressed(pipeline.table, { maxItems: 9 })).items).toEqual([]);
  expect(logged.join()).toContain('"event":"single-email-returned"');
  expect(logged.join()).not.toContain("jo@example.org");
});
