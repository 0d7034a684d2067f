import { describe, expect, it } from "vitest";
import { whyKeptOut } from "../../../functions/core/people/subscription.ts";
import type { Scope, SuppressionReason } from "../../../functions/core/people/suppression.ts";
import { openQuotaClient } from "../../../functions/runtime/aws-clients.ts";
import { openSesList } from "../../../functions/runtime/outside/ses-list.ts";
import { eraseSubscriber } from "../../../functions/steps/people/erase-subscriber.ts";
import { type Lift, liftSuppression } from "../../../functions/steps/people/lift-suppression.ts";
import { suppressPerson } from "../../../functions/steps/people/suppress-person.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { listHistory } from "../../../functions/store/history/histories.ts";
import { getSuppression } from "../../../functions/store/people/find-suppressions.ts";
import { addressHash, findSubscriberIds } from "../../../functions/store/people/subscribers.ts";
import { getSubscriptions } from "../../../functions/store/people/subscriptions.ts";
import { suppress } from "../../../functions/store/people/suppressions.ts";
import { localEndpoint } from "../../../infra/local/aws/local-endpoint.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { fillList } from "../an-edition.ts";
import { stepByStep } from "./step-by-step.ts";

const lists = ["staff", "board"];

/** A person on two lists. */
async function aPerson(local: TestPipeline, name = "amina") {
  const { pipeline } = local;
  const email = `${name}@example.org`;
  for (const list of lists) await fillList(local, list, [{ email }]);
  const hash = addressHash(email, pipeline.addressKey);
  const id = (await findSubscriberIds(pipeline.table, [hash])).get(hash) ?? "";
  const kept = async (bulletin = "weekly") => {
    const rows = await Promise.all(lists.map(list => getSubscriptions(pipeline.table, list, [id])));
    return rows.flat().map(row => whyKeptOut(row, bulletin, 0));
  };
  const lift = (given: Partial<Lift> = {}, on: Pipeline = pipeline) =>
    liftSuppression(on, id, { scope: "everywhere", reason: "They wrote to us.", ...given }, ann);
  return { email, hash, id, kept, lift };
}

const because = (reason: SuppressionReason, scope: Scope = "everywhere") =>
  ({ scope, reason, now: new Date("2026-11-27T09:00:00.000Z") }) as const;

describe("lifting a suppression", () => {
  it("reaches every list and Amazon SES's own list, and is in the person's history", async () => {
    const local = await aPipeline();
    const { email, id, kept, lift } = await aPerson(local);
    await suppressPerson(local.pipeline, id, { reason: "bounced", edition: "weekly_1" });
    local.ses.suppressed.set({ [email]: "BOUNCE", "other@example.org": "COMPLAINT" });
    expect(await kept()).toEqual(["bounced", "bounced"]);
    expect(await local.pipeline.sesList.find(email)).toMatchObject({
      kind: "listed",
      reason: "bounced",
      at: expect.stringMatching(/^20\d\d-/),
    });
    expect(await lift()).toMatchObject({
      kind: "lifted",
      was: { reason: "bounced", edition: "weekly_1" },
      ses: { kind: "listed", reason: "bounced" },
    });
    expect(await kept()).toEqual([undefined, undefined]);
    expect(local.ses.suppressed.get()).toEqual({ "other@example.org": "COMPLAINT" });
    const on = { kind: "subscriber", id } as const;
    expect((await listHistory(local.pipeline.table, on, 1))[0]).toMatchObject({
      what: "suppression-lifted",
      by: ann,
      changes: { suppressed: { before: "bounced" } },
      personal: { reason: { after: "They wrote to us." } },
    });
    expect(await lift()).toEqual({ kind: "not-suppressed", ses: { kind: "not-listed" } });
    expect(local.logged.join()).not.toContain("example.org");
  });

  it("asks twice about a complaint, and never lifts an erasure, or what nobody has seen", async () => {
    const local = await aPipeline();
    const { pipeline } = local;
    const { hash, id, kept, lift } = await aPerson(local);
    await suppressPerson(pipeline, id, { reason: "complained" });
    expect(await lift()).toMatchObject({ kind: "complained" });
    expect(await lift({ seen: "bounced", afterComplaint: true })).toMatchObject({
      kind: "changed",
      since: { reason: "complained" },
    });
    expect(await kept()).toEqual(["complained", "complained"]);
    expect(await lift({ afterComplaint: true })).toMatchObject({ kind: "lifted" });
    await suppress(pipeline.table, hash, because("erased"));
    expect(await lift({ afterComplaint: true })).toEqual({ kind: "erased" });
    await eraseSubscriber(pipeline, id, ann);
    expect(await lift()).toEqual({ kind: "unknown" });
  });

  it("of one bulletin leaves the others", async () => {
    const local = await aPipeline();
    const { hash, id, kept, lift } = await aPerson(local);
    await suppress(local.pipeline.table, hash, because("unsubscribed", { bulletin: "daily" }));
    await suppress(local.pipeline.table, hash, because("unsubscribed", { bulletin: "weekly" }));
    await suppressPerson(local.pipeline, id, { reason: "deferred" });
    await lift();
    expect([await kept("weekly"), await kept("daily")]).toEqual([
      ["unsubscribed", "unsubscribed"],
      ["unsubscribed", "unsubscribed"],
    ]);
    await lift({ scope: { bulletin: "weekly" } });
    expect(await kept("weekly")).toEqual([undefined, undefined]);
    expect(await kept("daily")).toEqual(["unsubscribed", "unsubscribed"]);
  });

  it("says so if Amazon SES does not answer, and lifts all the same", async () => {
    const local = await aPipeline();
    const { id, kept, lift } = await aPerson(local);
    await suppressPerson(local.pipeline, id, { reason: "ses-list" });
    const nowhere = "http://127.0.0.1:1";
    const sesList = openSesList(openQuotaClient(localEndpoint(nowhere)), nowhere);
    const lifted = await lift({}, { ...local.pipeline, sesList });
    expect(lifted).toMatchObject({ kind: "lifted", ses: { kind: "unknown" } });
    expect(await kept()).toEqual([undefined, undefined]);
  });

  it("never outlives a complaint that comes after it, whichever is slower at any request", async () => {
    const local = await aPipeline();
    const { pipeline } = local;
    for (let steps = 0; ; steps++) {
      const { hash, id, kept, lift } = await aPerson(local, `race${steps}`);
      await suppressPerson(pipeline, id, { reason: "bounced" });
      const lifting = stepByStep(pipeline, on => lift({}, on));
      const isOver = !(await lifting.run(steps));
      await suppressPerson(pipeline, id, { reason: "complained" });
      await lifting.finish();
      expect([steps, ...(await kept())]).toEqual([steps, "complained", "complained"]);
      expect((await getSuppression(pipeline.table, hash)).everywhere?.reason).toBe("complained");
      if (isOver) break;
    }
  });
});
