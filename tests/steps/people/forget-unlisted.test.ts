import { expect, it } from "vitest";
import { changeLetters } from "../../../functions/steps/people/change-letters.ts";
import { forgetUnlisted } from "../../../functions/steps/people/forget-unlisted.ts";
import { importPeople } from "../../../functions/steps/people/imports/import-people.ts";
import { addPerson } from "../../../functions/steps/people/person/add-person.ts";
import { removePerson } from "../../../functions/steps/people/person/remove-person.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { addressHash, findSubscriberIds } from "../../../functions/store/people/subscribers.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline } from "../../local-pipeline.ts";
import { everythingKept } from "./erasure-traces.ts";
import { aList, importOf, namesOn } from "./imports/an-import.ts";
import { stepByStep } from "./step-by-step.ts";

async function idOf({ table, addressKey }: Pipeline, name: string): Promise<string> {
  const hash = addressHash(`${name}@example.org`, addressKey);
  return (await findSubscriberIds(table, [hash])).get(hash) ?? "nobody";
}

it("people who are on no list are forgotten once their time is over, also if the clock dies in between, and what they decided stays", async () => {
  const local = await aPipeline();
  const { pipeline } = local;
  await aList(pipeline);
  await importPeople(pipeline, importOf(["ada=Ada L", "ben=Ben B", "cy=Cy C", "dee=Dee D"]));
  for (const name of ["ada", "cy"])
    await removePerson(pipeline, "staff", await idOf(pipeline, name), ann);
  const left = { leave: [{ list: "staff" }] } as const;
  await changeLetters(pipeline, await idOf(pipeline, "ben"), left, ann);
  await addPerson(pipeline, "staff", { email: "cy@example.org" }, ann);
  const traces = async () => {
    const kept = await everythingKept(local);
    const of = (text: RegExp) => kept.some(each => text.test(each.text));
    return [/ada@|Ada L/, /ben@|Ben B/, /cy@example/, /dee@example/].map(of);
  };
  const after = (days: number) => ({ ...pipeline, now: () => pipeline.now() + days * 86_400_000 });
  await forgetUnlisted(after(729));
  expect(await traces()).toEqual([true, true, true, true]);
  for (let requests = 1; ; requests += 2) {
    const dying = stepByStep(after(731), forgetUnlisted);
    if (!(await dying.run(requests))) break;
  }
  expect(await traces()).toEqual([false, false, true, true]);
  expect(await idOf(pipeline, "ada")).toBe("nobody");
  expect(local.logged.join()).toContain("people-forgotten");

  await importPeople(pipeline, importOf(["ada=Ada L", "ben=Ben B"]));
  expect(await namesOn(pipeline)).toEqual(["ada=Ada L", "cy=Cy C", "dee=Dee D"]);
});
