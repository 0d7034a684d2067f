import { expect, it } from "vitest";
import { clockBy, readerOf } from "../../../functions/core/access/actor.ts";
import { entrySubject } from "../../../functions/core/access/history-item.ts";
import { entryHash } from "../../../functions/core/bulletins/entry.ts";
import {
  rewriteEntry,
  writeNewEntry,
} from "../../../functions/steps/editions/entries/write-entry.ts";
import { saveBulletin } from "../../../functions/steps/editions/save-bulletin.ts";
import { eraseSubscriber } from "../../../functions/steps/people/erase-subscriber.ts";
import { importList } from "../../../functions/steps/people/import-list.ts";
import { unsubscribe } from "../../../functions/steps/people/unsubscribe.ts";
import { getBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { bindEntry, getEntry } from "../../../functions/store/bulletins/entries.ts";
import { getSuppression } from "../../../functions/store/people/find-suppressions.ts";
import { listContent } from "../../../functions/store/people/import-leases.ts";
import { addressHash, getSubscribers } from "../../../functions/store/people/subscribers.ts";
import { aBulletin, anEntry, ann } from "../../examples/builders.ts";
import { aPipeline } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues } from "../an-edition.ts";
import { historyOf, withoutTransactions } from "./of-a-step.ts";

async function* given<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

it("an entry's history has each save: who, what changed, and the text's hash", async () => {
  const { pipeline } = await aPipeline();
  const entry = anEntry({ status: "draft" });
  const on = entrySubject(entry.bulletin, entry.id);
  await expect(writeNewEntry(withoutTransactions(pipeline), entry, ann)).rejects.toThrow();
  expect(await getEntry(pipeline.table, entry.bulletin, entry.id)).toBeUndefined();
  expect(await historyOf(pipeline, on)).toEqual([]);

  // A form that is sent twice, and a save that is, are one decision each.
  await writeNewEntry(pipeline, entry, ann);
  await writeNewEntry(pipeline, entry, ann);
  const bob = { ...ann, sub: "bob", name: "Bob" };
  const text = { title: "Winter", body: "The clinics open.", status: "ready" } as const;
  await rewriteEntry(pipeline, { entry, text, seen: 1 }, bob);
  await rewriteEntry(pipeline, { entry: { ...entry, ...text }, text, seen: 1 }, bob);
  // A conflict changes nothing.
  const late = { ...text, body: "They do not." };
  expect(await rewriteEntry(pipeline, { entry, text: late, seen: 1 }, ann)).toMatchObject({
    kind: "changed-since",
  });
  const history = [
    {
      by: ann,
      what: "entry-added",
      hash: entryHash(entry),
      changes: { title: { after: entry.title }, status: { after: "draft" } },
    },
    {
      by: bob,
      what: "entry-saved",
      hash: entryHash(text),
      changes: {
        title: { before: entry.title, after: "Winter" },
        status: { before: "draft", after: "ready" },
      },
    },
  ];
  expect(await historyOf(pipeline, on)).toEqual(history);
  const failing = withoutTransactions(pipeline);
  await expect(rewriteEntry(failing, { entry, text: late, seen: 2 }, ann)).rejects.toThrow();
  await bindEntry(pipeline.table, { ...entry, version: 2 }, "harbour-letters_20261124T090000Z");
  expect(await rewriteEntry(pipeline, { entry, text: late, seen: 2 }, ann)).toMatchObject({
    kind: "changed-since",
  });
  expect(await getEntry(pipeline.table, entry.bulletin, entry.id)).toMatchObject(text);
  expect(await historyOf(pipeline, on)).toEqual(history);
});

it("a bulletin's history has the fields that changed", async () => {
  const { pipeline } = await aPipeline();
  const bulletin = aBulletin();
  const on = { kind: "bulletin", id: bulletin.id } as const;
  await expect(saveBulletin(withoutTransactions(pipeline), bulletin, ann)).rejects.toThrow();
  expect(await getBulletin(pipeline.table, bulletin.id)).toBeUndefined();
  expect(await historyOf(pipeline, on)).toEqual([]);

  expect(await saveBulletin(pipeline, bulletin, ann)).toBe("saved");
  expect(await saveBulletin(pipeline, bulletin, ann)).toBe("unchanged");
  const next = { ...bulletin, name: "Harbour Notes", lists: ["staff", "board"] };
  expect(await saveBulletin(pipeline, next, ann)).toBe("saved");
  const [first, second, ...rest] = await historyOf(pipeline, on);
  expect(rest).toEqual([]);
  expect(first).toMatchObject({ by: ann, what: "bulletin-saved" });
  expect(first?.changes?.organisation).toEqual({ after: bulletin.organisation });
  expect(second).toEqual({
    by: ann,
    what: "bulletin-saved",
    changes: {
      name: { before: "Harbour Letters", after: "Harbour Notes" },
      lists: { before: ["staff"], after: ["staff", "board"] },
    },
  });
});

it("an import is one item, whatever its size; one that fails is none", async () => {
  const { pipeline } = await aPipeline();
  const on = { kind: "list", id: "staff" } as const;
  const options = { by: ann, version: "v1" };
  await expect(
    importList(withoutTransactions(pipeline), "staff", given(colleagues(3)), options),
  ).rejects.toThrow("no transactions");
  expect(await listContent(pipeline.table, "staff")).toBeUndefined();
  expect(await historyOf(pipeline, on)).toEqual([]);
  await importList(pipeline, "staff", given(colleagues(230)), options);
  expect(await listContent(pipeline.table, "staff")).toMatchObject({ version: "v1" });
  expect(await historyOf(pipeline, on)).toEqual([
    { by: ann, what: "list-imported", changes: { people: { after: 230 } } },
  ]);
});

it("a person's history has their leaving and their erasure, and no value of theirs after it", async () => {
  const local = await aPipeline();
  const { pipeline } = local;
  const { edition, batches } = await anAddressedEdition(local, colleagues(2));
  const [subscriber = ""] = batches[0]?.subscribers ?? [];
  const on = { kind: "subscriber", id: subscriber } as const;
  const bearer = { edition: edition.id, subscriber };
  const reader = readerOf(bearer);
  await expect(unsubscribe(withoutTransactions(pipeline), bearer, reader)).rejects.toThrow();
  expect(await historyOf(pipeline, on)).toEqual([]);

  await unsubscribe(pipeline, bearer, reader);
  await unsubscribe(pipeline, bearer, reader);
  const left = {
    what: "unsubscribed",
    changes: { bulletin: { after: edition.bulletin }, edition: { after: edition.id } },
  };
  expect(await historyOf(pipeline, on)).toEqual([{ by: reader, ...left }]);

  const [person] = await getSubscribers(pipeline.table, [subscriber]);
  const hash = addressHash(person?.email ?? "", pipeline.addressKey);
  await expect(eraseSubscriber(withoutTransactions(pipeline), subscriber, ann)).rejects.toThrow();
  expect((await getSuppression(pipeline.table, hash)).everywhere).toBeUndefined();
  expect(await historyOf(pipeline, on)).toEqual([{ by: reader, ...left }]);

  await eraseSubscriber(pipeline, subscriber, ann);
  await eraseSubscriber(pipeline, subscriber, clockBy("stalled"));
  expect(await historyOf(pipeline, on)).toEqual([
    { by: { kind: "reader" }, ...left },
    { by: ann, what: "erased" },
  ]);
});
