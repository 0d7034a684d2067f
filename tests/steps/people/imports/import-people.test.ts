import { describe, expect, it } from "vitest";
import { countsOf } from "../../../../functions/core/people/imports/import.ts";
import { eraseSubscriber } from "../../../../functions/steps/people/erase-subscriber.ts";
import { beginImport } from "../../../../functions/steps/people/imports/begin-import.ts";
import { leaseList } from "../../../../functions/steps/people/imports/import-lease.ts";
import {
  type ImportPeople,
  importPeople,
  planImport,
} from "../../../../functions/steps/people/imports/import-people.ts";
import { undoImport } from "../../../../functions/steps/people/imports/undo-import.ts";
import { archiveList } from "../../../../functions/steps/people/lists/change-list.ts";
import { suppressPerson } from "../../../../functions/steps/people/suppress-person.ts";
import type { Pipeline } from "../../../../functions/steps/pipeline.ts";
import { listHistory } from "../../../../functions/store/history/histories.ts";
import { beginRunning, getListImports } from "../../../../functions/store/people/import-leases.ts";
import { listSubscriptions } from "../../../../functions/store/people/subscriptions.ts";
import { ann } from "../../../examples/builders.ts";
import { aPipeline } from "../../../local-pipeline.ts";
import { isFullSize } from "../../../size.ts";
import { stepByStep } from "../step-by-step.ts";
import { aList, importOf, namesOn } from "./an-import.ts";

async function done(pipeline: Pipeline, request: ImportPeople) {
  const outcome = await importPeople(pipeline, request);
  if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
  return outcome.import;
}

async function undone(pipeline: Pipeline, id: string) {
  const outcome = await undoImport(pipeline, id, { by: ann });
  expect(outcome).toMatchObject({ kind: "done", import: { status: "undone" } });
}

async function reasonOf(outcome: Promise<{ kind: string }>) {
  const found = await outcome;
  return "reason" in found ? found.reason : found.kind;
}

async function idOf({ table }: Pipeline, email: string, list = "staff"): Promise<string> {
  for await (const person of listSubscriptions(table, list))
    if (person.email === email) return person.id;
  throw new Error(`${email} is not on ${list}`);
}

describe("an import", () => {
  it("adds and updates people, and undo restores what it changed", async () => {
    const { pipeline } = await aPipeline();
    await aList(pipeline);
    await aList(pipeline, "board");
    await done(pipeline, importOf(["ada=Ada", "ben", "cy=Cy"]));
    await done(pipeline, importOf(["dee=Dee"], { list: "board" }));
    const before = await namesOn(pipeline);

    const request = importOf(["ada=Ada L", "ben", "dee=Dee", "eve"]);
    const counts = { rows: 4, new: 2, changed: 1, unchanged: 1, leaving: 0, keptOut: 0, bad: 0 };
    const plan = await planImport(pipeline, request);
    expect(plan.kind === "done" && countsOf(plan.import)).toEqual(counts);
    expect(await namesOn(pipeline)).toEqual(before);

    const imported = await done(pipeline, request);
    expect(countsOf(imported)).toEqual(counts);
    expect(imported.people.fields).toEqual({ name: 1, salutation: 0, language: 0 });
    expect(await namesOn(pipeline)).toEqual(["ada=Ada L", "ben", "cy=Cy", "dee=Dee", "eve"]);

    await undone(pipeline, imported.id);
    expect(await namesOn(pipeline)).toEqual(before);
    expect(await namesOn(pipeline, "board")).toEqual(["dee=Dee"]);
    const history = await listHistory(pipeline.table, { kind: "list", id: "staff" }, 3);
    expect(history.map(({ what }) => what).slice(0, 2)).toEqual(["import-undone", "list-imported"]);
  });

  it("keeps the values that its file has no column for", async () => {
    const { pipeline } = await aPipeline();
    await aList(pipeline);
    await done(pipeline, importOf(["ada=Ada"]));
    const request = importOf(["ada"]);
    const columns = { email: 0, salutation: 1 };
    const table = request.table && { ...request.table, columns };
    await done(pipeline, { ...request, table });
    expect(await namesOn(pipeline)).toEqual(["ada=Ada"]);
    await done(pipeline, importOf(["ada"]));
    expect(await namesOn(pipeline)).toEqual(["ada"]);
  });

  it("replaces a list after a confirmation if more than a tenth leaves", async () => {
    const { pipeline } = await aPipeline();
    await aList(pipeline);
    await done(pipeline, importOf(["ada=Ada", "ben=Ben", "cy=Cy"]));
    const before = await namesOn(pipeline);
    const request = importOf(["ada=Ada", "dee"], { mode: "replace" });
    expect(await reasonOf(importPeople(pipeline, request))).toEqual({
      code: "many-leave",
      leaving: 2,
      listed: 3,
    });
    expect(await namesOn(pipeline)).toEqual(before);
    const replaced = await done(pipeline, { ...request, mayManyLeave: true });
    expect(countsOf(replaced)).toMatchObject({ new: 1, unchanged: 1, leaving: 2 });
    expect(await namesOn(pipeline)).toEqual(["ada=Ada", "dee"]);
    await undone(pipeline, replaced.id);
    expect(await namesOn(pipeline)).toEqual(before);
  });

  it("brings nobody back who has bounced, complained or was erased, and nor does its undo", async () => {
    const { pipeline } = await aPipeline();
    await aList(pipeline);
    await done(pipeline, importOf(["ada", "ben", "cy", "dee"]));
    await suppressPerson(pipeline, await idOf(pipeline, "ada@example.org"), {
      reason: "complained",
    });
    await eraseSubscriber(pipeline, await idOf(pipeline, "ben@example.org"), ann);
    const again = await done(pipeline, importOf(["ada", "ben", "cy"]));
    expect(countsOf(again)).toMatchObject({ new: 0, unchanged: 1, keptOut: 2 });
    expect(again.people.reasons).toEqual({ complained: 1, erased: 1 });
    expect(await namesOn(pipeline)).toEqual(["ada (complained)", "cy", "dee"]);

    const cy = await idOf(pipeline, "cy@example.org");
    const dee = await idOf(pipeline, "dee@example.org");
    const emptied = importOf(["eve"], { mode: "replace", mayManyLeave: true });
    const { id } = await done(pipeline, emptied);
    await suppressPerson(pipeline, cy, { reason: "bounced" });
    await eraseSubscriber(pipeline, dee, ann);
    await undone(pipeline, id);
    expect(await namesOn(pipeline)).toEqual(["ada (complained)"]);
  });

  it("keeps what was changed after it when it is undone", async () => {
    const { pipeline } = await aPipeline();
    await aList(pipeline);
    await aList(pipeline, "board");
    await done(pipeline, importOf(["ada=Ada"]));
    const first = await done(pipeline, importOf(["ada=Ada L", "ben"]));
    await done(pipeline, importOf(["ada=Countess", "ben=Ben"], { list: "board" }));
    await undone(pipeline, first.id);
    expect(await namesOn(pipeline)).toEqual(["ada=Countess"]);
    expect(await namesOn(pipeline, "board")).toEqual(["ada=Countess", "ben=Ben"]);
  });

  it("is undone in the reverse order, and for seven days", async () => {
    const { pipeline } = await aPipeline();
    await aList(pipeline);
    const first = await done(pipeline, importOf(["ada"]));
    const second = await done(pipeline, importOf(["ben"]));
    const undo = (id: string, days = 0) =>
      undoImport({ ...pipeline, now: () => pipeline.now() + days * 86_400_000 }, id, { by: ann });
    expect(await reasonOf(undo(first.id))).toEqual({ code: "later-import", import: second.id });
    expect(await reasonOf(undo(second.id, 7.1))).toEqual({ code: "undo-late" });
    await undone(pipeline, second.id);
    await undone(pipeline, first.id);
    expect(await namesOn(pipeline)).toEqual([]);
    expect(await reasonOf(undo(pipeline.newId()))).toMatchObject({ code: "wrong-status" });
  });

  it("is refused for a list that is archived or unknown", async () => {
    const { pipeline } = await aPipeline();
    await aList(pipeline);
    await archiveList(pipeline, "staff", true, ann);
    expect(await reasonOf(importPeople(pipeline, importOf(["ada"])))).toEqual({
      code: "list-archived",
    });
    expect(await reasonOf(importPeople(pipeline, importOf(["ada"], { list: "none" })))).toEqual({
      code: "list-unknown",
    });
  });
});

describe("an import that is killed", () => {
  const before = ["ada=Ada", "ben=Ben", "cy=Cy"];
  const file = ["ada=Ada L", "ben=Ben", "dee", "eve"];

  /** Kills an import of a new list after some requests. Returns undefined if it ended before. */
  async function killedAfter(pipeline: Pipeline, requests: number, tag: string) {
    const tagged = (people: readonly string[]) => people.map(each => `${tag}-${each}`);
    const lists = { list: `staff-${tag}`, board: `board-${tag}` };
    await aList(pipeline, lists.list);
    await aList(pipeline, lists.board);
    await done(pipeline, importOf(tagged(["eve=Eve"]), { list: lists.board }));
    await done(pipeline, importOf(tagged(before), lists));
    const replacing = { list: lists.list, mode: "replace", mayManyLeave: true } as const;
    const request = importOf(tagged(file), replacing);
    const stepped = stepByStep(pipeline, world => importPeople(world, request));
    // A dead import's lease lasts for a while. The clock of its successor is ahead.
    const later = { ...pipeline, now: () => pipeline.now() + 60_000 };
    if (!(await stepped.run(requests))) return undefined;
    return { pipeline: later, request, lists, tagged };
  }

  const step = isFullSize ? 1 : 8;
  /** Each request of an import and of its undo takes a run of its own. */
  const timeoutMs = isFullSize ? 3_600_000 : undefined;
  it(
    "goes on when it is run again, or is undone, at every point",
    async () => {
      const { pipeline } = await aPipeline();
      let undoneEarly = 0;
      for (let requests = 1; ; requests += step) {
        const again = await killedAfter(pipeline, requests, `a${requests}`);
        const undo = await killedAfter(pipeline, requests, `b${requests}`);
        if (!again || !undo) break;
        const { list } = again.lists;
        const imported = await done(again.pipeline, again.request);
        expect(await namesOn(again.pipeline, list), `killed after ${requests}`).toEqual(
          again.tagged([...file].sort((a, b) => (a < b ? -1 : 1))),
        );
        expect(countsOf(imported), `killed after ${requests}`).toMatchObject({
          new: 2,
          changed: 1,
          unchanged: 1,
          leaving: 1,
        });
        const undoing = stepByStep(again.pipeline, world =>
          undoImport(world, imported.id, { by: ann }),
        );
        await undoing.run(requests);
        const later = { ...pipeline, now: () => pipeline.now() + 120_000 };
        await undone(later, imported.id);
        expect(await namesOn(again.pipeline, list), `undone, killed after ${requests}`).toEqual(
          again.tagged(before),
        );

        const { running } = await getListImports(undo.pipeline.table, undo.lists.list);
        if (running === undefined) continue;
        undoneEarly++;
        await undone(undo.pipeline, running);
        expect(await namesOn(undo.pipeline, undo.lists.list), `undone after ${requests}`).toEqual(
          undo.tagged(before),
        );
        expect(await namesOn(undo.pipeline, undo.lists.board)).toEqual(undo.tagged(["eve=Eve"]));
      }
      expect(undoneEarly).toBeGreaterThan(2);
    },
    timeoutMs,
  );

  it("goes on, or is undone, if it died right after it took the list", async () => {
    const { pipeline } = await aPipeline();
    const { table } = pipeline;
    /** Begins an import of a new list, up to its first change. */
    const begun = async (list: string) => {
      await aList(pipeline, list);
      const request = importOf(["ada=Ada"], { list });
      const begun = await beginImport(pipeline, request);
      if (begun.kind === "refused") throw new Error(begun.reason.code);
      const { id } = begun.import;
      const lease = await leaseList(pipeline, list, {});
      await beginRunning(table, list, { fence: lease.fence, id });
      await lease.abandon();
      return { id, request };
    };
    const going = await begun("going");
    expect((await done(pipeline, going.request)).id).toBe(going.id);
    expect(await namesOn(pipeline, "going")).toEqual(["ada=Ada"]);
    const { id } = await begun("back");
    const other = importOf(["ben=Ben"], { list: "back" });
    expect(await importPeople(pipeline, other)).toMatchObject({
      kind: "refused",
      reason: { code: "import-unfinished", import: id },
    });
    await undone(pipeline, id);
    await done(pipeline, other);
    expect(await namesOn(pipeline, "back")).toEqual(["ben=Ben"]);
  });
});
