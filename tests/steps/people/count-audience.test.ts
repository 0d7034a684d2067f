import { describe, expect, it } from "vitest";
import { newList } from "../../../functions/core/people/list.ts";
import type { Profile } from "../../../functions/core/people/subscriber.ts";
import type { Scope } from "../../../functions/core/people/suppression.ts";
import { countLists } from "../../../functions/steps/clock/count-lists.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { saveBulletin } from "../../../functions/steps/editions/save-bulletin.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { countAudience, countUnlessKnown } from "../../../functions/steps/people/count-audience.ts";
import { importList } from "../../../functions/steps/people/import-list.ts";
import { createList } from "../../../functions/steps/people/lists/create-list.ts";
import { putAudience } from "../../../functions/store/bulletins/audiences.ts";
import { countListSoon } from "../../../functions/store/people/lists.ts";
import { addressHash } from "../../../functions/store/people/subscribers.ts";
import { suppress } from "../../../functions/store/people/suppressions.ts";
import { aBulletin, ann } from "../../examples/builders.ts";
import { aPipeline, until } from "../../local-pipeline.ts";
import { aComposedEdition } from "../an-edition.ts";

async function* people(from: number, to: number): AsyncGenerator<Profile> {
  for (let number = from; number < to; number++) yield { email: `p${number}@example.org` };
}

describe("counting the audience", () => {
  it("counts a person on several lists once", async () => {
    const { pipeline } = await aPipeline();
    const countOn = (...lists: string[]) => countAudience(pipeline, { id: "any", lists });
    await importList(pipeline, "north", people(0, 120), { by: ann });
    await importList(pipeline, "south", people(100, 150), { by: ann });
    expect(await countOn("north", "south")).toEqual({
      writtenTo: 150,
      notWrittenTo: 0,
    });
    expect(await countOn("south")).toEqual({ writtenTo: 50, notWrittenTo: 0 });
    expect(await countOn("nobody")).toEqual({ writtenTo: 0, notWrittenTo: 0 });
    expect(await countOn()).toEqual({ writtenTo: 0, notWrittenTo: 0 });
  });

  it("reads long lists again only if the clock's count is out of date", async () => {
    const { pipeline } = await aPipeline();
    const { table } = pipeline;
    const bulletin = aBulletin({ lists: ["staff"] });
    await createList(pipeline, newList({ id: "staff", name: "Staff" }), ann);
    await importList(pipeline, "staff", people(0, 30), { by: ann });
    const now = new Date(pipeline.now());
    await saveBulletin(pipeline, bulletin, ann);
    const none = () => {};
    const count = () => countUnlessKnown(pipeline, bulletin, { rows: 10 });
    await countLists(pipeline, none);
    await putAudience(table, bulletin.id, {
      writtenTo: 29,
      notWrittenTo: 7,
      at: now.toISOString(),
      lists: ["staff"],
    });
    expect(await count()).toMatchObject({ writtenTo: 29, notWrittenTo: 7 });
    await importList(pipeline, "staff", people(0, 31), { by: ann });
    await countListSoon(table, "staff", now);
    expect(await count()).toEqual({ writtenTo: 31, notWrittenTo: 0 });
  });

  it("leaves out the suppressed, and people with an address that SES does not take", async () => {
    const local = await aPipeline();
    const { pipeline } = local;
    const countOn = (...lists: string[]) => countAudience(pipeline, { id: aBulletin().id, lists });
    const suppressed = async (number: number, scope: Scope = "everywhere") => {
      const hash = addressHash(`p${number}@example.org`, pipeline.addressKey);
      await suppress(pipeline.table, hash, {
        reason: "unsubscribed",
        now: new Date(pipeline.now()),
        scope,
      });
    };
    await suppressed(1);
    await suppressed(2, { bulletin: aBulletin().id });
    await suppressed(15, { bulletin: "another" });
    await suppressed(16);
    const refused = async function* (): AsyncGenerator<Profile> {
      yield* people(0, 20);
      yield { email: "müller@example.org" };
    };
    await importList(pipeline, "north", refused(), { by: ann });
    await importList(pipeline, "south", people(10, 30), { by: ann });
    expect(await countOn("north")).toEqual({ writtenTo: 17, notWrittenTo: 4 });
    // Person 15 has left another bulletin alone.
    const audience = await countOn("north", "south");
    expect(audience).toEqual({ writtenTo: 27, notWrittenTo: 4 });

    const edition = await aComposedEdition(local, { lists: ["north", "south"] });
    await addressEdition(pipeline, { edition: edition.id, round: 0 }, () => false);
    local.start();
    await until("everyone is settled", async () => {
      const account = await readAccount(pipeline, edition.id);
      return account.audience === 31 && account.pending === 0;
    });
    const { accepted, suppressed: left, rejected } = await readAccount(pipeline, edition.id);
    expect({ writtenTo: accepted, notWrittenTo: left + rejected }).toEqual(audience);
  });
});
