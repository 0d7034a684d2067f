import { expect, it } from "vitest";
import { newList } from "../../../functions/core/people/list.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { insertList } from "../../../functions/store/people/lists.ts";
import { aDecision } from "../../examples/builders.ts";
import { bulletin } from "../a-served-site.ts";
import { mistakes } from "../html-mistakes.ts";
import { aReader } from "./a-reader.ts";

it("the HTML of readers' pages is valid, in each state and from right to left", async () => {
  const reader = await aReader();
  const { site, post, path } = reader;
  const open = { ...newList({ id: "open", name: "Open <list>" }), visibility: "public" as const };
  await insertList(site.pipeline.table, { ...open, description: "For all." }, aDecision());
  await insertList(site.pipeline.table, { ...open, id: "open2", optIn: "single" }, aDecision());
  const joinable = { ...bulletin, lists: ["care-leaders", "open", "open2"] };
  await putBulletin(site.pipeline.table, joinable, new Date(site.pipeline.now()), aDecision());
  const [letters, leave, form] = [path("letters"), path("unsubscribe"), "/subscribe/care-weekly"];
  const gets = [
    letters,
    `${letters}/erase`,
    leave,
    form,
    `${form}?lang=ar`,
    "/confirm/x",
    "/letters/x",
  ];
  for (const each of gets)
    expect(await mistakes(await (await site.app.request(each)).text()), each).toEqual([]);
  const posts: [string, [string, string][]][] = [
    [
      letters,
      [
        ["language", "ar"],
        ["pause", "3"],
        ["plain-text", "yes"],
      ],
    ],
    [`${letters}/stop`, []],
    [`${letters}/restart`, []],
    [leave, [["also", "care-daily"]]],
    [leave, [["also", "all letters"]]],
    [`${leave}/undo`, [["left", "all letters"]]],
    [form, [["email", "no address"]]],
    [form, [["email", "jo@example.org"]]],
    [
      form,
      [
        ["email", "jo@example.org"],
        ["list", "open2"],
      ],
    ],
    [`${letters}/erase`, []],
  ];
  for (const [to, fields] of posts) expect(await mistakes(await post(to, fields)), to).toEqual([]);
});
