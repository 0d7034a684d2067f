import { expect, it } from "vitest";
import { readerOf } from "../../../functions/core/access/actor.ts";
import {
  changeLetters,
  type LettersChange,
} from "../../../functions/steps/people/change-letters.ts";
import { eraseSubscriber } from "../../../functions/steps/people/erase-subscriber.ts";
import { getLeftCounts } from "../../../functions/store/people/left-counts.ts";
import { listSubscriptions } from "../../../functions/store/people/subscriptions.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline } from "../../local-pipeline.ts";
import { colleagues, fillList } from "../an-edition.ts";

it("counts each person who leaves by an edition's link once, and not once they come back", async () => {
  const local = await aPipeline();
  const { pipeline } = local;
  await fillList(local, "staff", colleagues(3));
  const people = await Array.fromAsync(listSubscriptions(pipeline.table, "staff"));
  const [first = "", second = "", third = ""] = people.map(({ id }) => id);
  const edition = "weekly_1";
  const weekly = { bulletin: "weekly" };
  const change = (subscriber: string, what: LettersChange) =>
    changeLetters(pipeline, subscriber, { ...what, edition }, readerOf({ subscriber }));
  const left = async () => (await getLeftCounts(pipeline.table, [edition])).get(edition) ?? 0;

  // A reader presses the button twice, and leaves a list as well.
  await Promise.all([1, 2].map(() => change(first, { leave: [weekly] })));
  await change(first, { leave: [{ list: "staff" }] });
  await Promise.all([second, third].map(each => change(each, { leave: [weekly] })));
  expect(await left()).toBe(3);

  await change(first, { comeBack: [weekly] });
  expect(await left()).toBe(3);
  await change(first, { comeBack: [{ list: "staff" }] });
  expect(await left()).toBe(2);
  await eraseSubscriber(pipeline, second, ann);
  expect(await left()).toBe(2);
});
