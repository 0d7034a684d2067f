import { describe, expect, it } from "vitest";
import { insertItems } from "../../functions/store/insert-items.ts";
import { getItem } from "../../functions/store/table.ts";
import { aTable } from "./a-table.ts";

const item = (number: number, text = "new") => ({ PK: `ITEM#${number}`, SK: "ITEM", text });

describe.each(["batches", "transactions"] as const)("new items in %s", insertThrough => {
  it("are stored if their key is free, and otherwise returned", async () => {
    const table = { ...(await aTable()), insertThrough };
    const items = Array.from({ length: 130 }, (_, number) => item(number));
    expect(await insertItems(table, [])).toEqual([]);
    expect(await insertItems(table, items.slice(3, 40))).toEqual([]);
    const again = Array.from({ length: 130 }, (_, number) => item(number, "other"));
    expect(await insertItems(table, again)).toEqual(again.slice(3, 40));
    expect(await getItem(table, { PK: "ITEM#39", SK: "ITEM" })).toMatchObject({ text: "new" });
    expect(await getItem(table, { PK: "ITEM#129", SK: "ITEM" })).toMatchObject({ text: "other" });
  });
});
