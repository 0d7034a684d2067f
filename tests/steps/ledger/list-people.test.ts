import { describe, expect, it } from "vitest";
import type { Figure } from "../../../functions/core/ledger/figure.ts";
import {
  listPeople,
  type PersonOnEdition,
  readPage,
} from "../../../functions/steps/ledger/list-people.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { eraseSubscriber } from "../../../functions/steps/people/erase-subscriber.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { addFacts } from "../../../functions/store/ledger/batch-progress.ts";
import { keepMessages } from "../../../functions/store/ledger/messages.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, never } from "../an-edition.ts";

async function all(local: TestPipeline, id: string, figure?: Figure): Promise<PersonOnEdition[]> {
  return (await readPage(listPeople(local.pipeline, { id }, figure), 10_000))
    .people as PersonOnEdition[];
}
const numbers = (people: readonly PersonOnEdition[]) =>
  people.map(({ person }) => Number(/\d+/.exec(person?.email ?? "")?.[0]));

describe("the people of an edition", () => {
  it("are named under each figure, as many as its account counts", async () => {
    const local = await aPipeline();
    local.ses.faults.set({ refuse: { count: 2 }, resetBeforeAccept: { count: 3 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(120));
    const [first = "", second = "", third = ""] = batches.map(({ id }) => id);
    await sendBatch(local.pipeline, { edition: edition.id, batch: first }, never);
    await addFacts(local.pipeline.table, edition.id, second, {
      suppressed: [4],
      delivered: [0, 1, 2],
      bounced: [2],
      complained: [1],
    });
    await addFacts(local.pipeline.table, edition.id, third, {
      claimed: [7],
      assumed: [7],
      delivered: [60],
    });
    const account = await readAccount(local.pipeline, edition.id);
    for (const figure of [
      "accepted",
      "suppressed",
      "rejected",
      "uncertain",
      "pending",
      "bounced",
      "complained",
    ] as const)
      expect([figure, (await all(local, edition.id, figure)).length]).toEqual([
        figure,
        account[figure],
      ]);
    expect(numbers(await all(local, edition.id, "bounced"))).toEqual([52]);
    expect(numbers(await all(local, edition.id, "assumed"))).toEqual([107]);
    expect(numbers(await all(local, edition.id, "suppressed"))).toEqual([54]);
    expect(numbers(await all(local, edition.id))).toEqual(
      Array.from({ length: 120 }, (_, index) => index),
    );
  });

  it("come with what SES took, and by their id alone once they are erased", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(2));
    const [batch] = batches;
    const [erased = ""] = batch?.subscribers ?? [];
    await addFacts(local.pipeline.table, edition.id, batch?.id ?? "", { accepted: [0, 1] });
    await keepMessages(
      local.pipeline.table,
      edition.id,
      batch?.id ?? "",
      new Map([[1, { messageId: "0102-a", at: 5_000 }]]),
    );
    await eraseSubscriber(local.pipeline, erased, ann);
    expect(await all(local, edition.id, "accepted")).toMatchObject([
      { subscriber: erased, person: undefined, messages: [] },
      { person: { name: "Person 1" }, messages: [{ messageId: "0102-a", at: 5_000 }] },
    ]);
  });

  it("come in pages that begin where the one before ended, in the middle of a batch too", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(130));
    for (const { id, subscribers } of batches)
      await addFacts(local.pipeline.table, edition.id, id, {
        rejected: subscribers.map((_, position) => position),
      });
    for (const figure of [undefined, "pending", "rejected"] as const) {
      const seen: number[] = [];
      let after: PersonOnEdition["place"] | undefined;
      do {
        const page = await readPage(listPeople(local.pipeline, edition, figure, { after }), 45);
        seen.push(...numbers(page.people));
        after = page.next;
      } while (after);
      expect(seen).toEqual(
        figure === "pending" ? [] : Array.from({ length: 130 }, (_, index) => index),
      );
    }
  });

  it("have no next page after the last of them", async () => {
    const local = await aPipeline();
    const { edition } = await anAddressedEdition(local, colleagues(100));
    const page = await readPage(listPeople(local.pipeline, edition, "pending"), 100);
    expect([page.people.length, page.next]).toEqual([100, undefined]);
  });

  it("can start after any number of them, in the middle of a batch too", async () => {
    const local = await aPipeline();
    const { edition } = await anAddressedEdition(local, colleagues(130));
    for (const skip of [0, 49, 50, 73, 129, 130, 200]) {
      const { people } = await readPage(
        listPeople(local.pipeline, edition, "pending", { skip }),
        1_000,
      );
      expect(numbers(people)).toEqual(
        Array.from({ length: Math.max(0, 130 - skip) }, (_, index) => skip + index),
      );
    }
  });

  it("are searched for no longer than there is time; the next page goes on", async () => {
    const local = await aPipeline();
    const { edition } = await anAddressedEdition(local, colleagues(220));
    const first = await readPage(listPeople(local.pipeline, edition, "pending"), 1_000, () => true);
    expect(first.people).toHaveLength(100);
    const rest = await readPage(
      listPeople(local.pipeline, edition, "pending", { after: first.next }),
      1_000,
    );
    expect(numbers([...first.people, ...rest.people])).toEqual(
      Array.from({ length: 220 }, (_, index) => index),
    );
  });
});
