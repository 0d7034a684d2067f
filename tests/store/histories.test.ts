import { ulid } from "ulid";
import { describe, expect, it } from "vitest";
import { actorOf } from "../../functions/core/access/actor.ts";
import type { HistoryItem, Subject } from "../../functions/core/access/history-item.ts";
import { decision } from "../../functions/steps/decision.ts";
import {
  blankHistory,
  historyWrite,
  listHistory,
} from "../../functions/store/history/histories.ts";
import { getItem, type Table } from "../../functions/store/table.ts";
import { transact } from "../../functions/store/transact.ts";
import { aPipeline } from "../local-pipeline.ts";

const ann = actorOf({ sub: "ann", name: "Dr A. Jones" });
const edition: Subject = { kind: "edition", id: "harbour-letters_20261124T090000Z" };
const subscriber: Subject = { kind: "subscriber", id: "01KAGW00000000000000000001" };

const write = (table: Table, item: HistoryItem) => transact(table, [historyWrite(item)], item.id);

describe("a history", () => {
  it("is read latest first, and only as far as asked for", async () => {
    const { pipeline } = await aPipeline();
    const items = (["edition-held", "edition-resumed", "edition-stopped"] as const).map(what =>
      decision(pipeline, { by: ann, what, on: edition, changes: { status: { after: what } } }),
    );
    for (const item of items) await write(pipeline.table, item);
    expect(await listHistory(pipeline.table, edition, 10)).toEqual(items.toReversed());
    expect(await listHistory(pipeline.table, edition, 2)).toEqual(items.toReversed().slice(0, 2));
    expect(await listHistory(pipeline.table, { ...edition, id: "other" }, 10)).toEqual([]);
  });

  it("is append only: no item replaces another", async () => {
    const { pipeline } = await aPipeline();
    const item = decision(pipeline, { by: ann, what: "edition-held", on: edition });
    expect(await write(pipeline.table, item)).toEqual({ kind: "written" });
    const other = { ...item, by: actorOf({ sub: "bob", name: "Bob" }) };
    expect(await transact(pipeline.table, [historyWrite(other)], ulid())).toMatchObject({
      kind: "conflict",
    });
    expect(await listHistory(pipeline.table, edition, 10)).toEqual([item]);
  });

  it("keeps a subscriber's values apart, and loses nothing else when those are removed", async () => {
    const { pipeline } = await aPipeline();
    const { table } = pipeline;
    const left = decision(pipeline, {
      by: { kind: "reader", subscriber: subscriber.id },
      what: "unsubscribed",
      on: subscriber,
      changes: { bulletin: { after: "harbour-letters" } },
    });
    const moved = decision(pipeline, {
      by: ann,
      what: "suppressed",
      on: subscriber,
      personal: { email: { before: "p0@example.org", after: "p1@example.org" } },
    });
    for (const item of [left, moved]) await write(table, item);
    expect(await listHistory(table, subscriber, 10)).toEqual([moved, left]);

    for (let times = 0; times < 2; times++) await blankHistory(table, subscriber.id);
    expect(await listHistory(table, subscriber, 10)).toEqual([
      { ...moved, personal: undefined },
      { ...left, by: { kind: "reader" } },
    ]);
    const stored = await Promise.all(
      [moved, left].map(({ id }) =>
        getItem(table, { PK: `HISTORY#SUBSCRIBER#${subscriber.id}`, SK: id }),
      ),
    );
    expect(JSON.stringify(stored)).not.toContain("@example.org");
    expect(stored.map(item => Object.keys(item ?? {}))).not.toContain("personal");
  });

  it("refuses a subscriber's values if no erasure would find them", async () => {
    const { pipeline } = await aPipeline();
    const item = decision(pipeline, {
      by: ann,
      what: "list-imported",
      on: { kind: "list", id: "staff" },
      personal: { email: { after: "p0@example.org" } },
    });
    expect(() => historyWrite(item)).toThrow("personal values");
    const reader = { kind: "reader", subscriber: "another" } as const;
    expect(() => historyWrite({ ...item, on: subscriber, by: reader })).toThrow("personal values");
  });
});
