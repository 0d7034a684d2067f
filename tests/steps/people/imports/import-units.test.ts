import { expect, it } from "vitest";
import { countsOf } from "../../../../functions/core/people/imports/import.ts";
import type { Profile } from "../../../../functions/core/people/subscriber.ts";
import { pages } from "../../../../functions/steps/people/imports/each-page.ts";
import { importPeople } from "../../../../functions/steps/people/imports/import-people.ts";
import { addressHash } from "../../../../functions/store/people/subscribers.ts";
import { suppress } from "../../../../functions/store/people/suppressions.ts";
import { countUnits } from "../../../benchmarks/count-units.ts";
import { personAt } from "../../../benchmarks/people.ts";
import { ann } from "../../../examples/builders.ts";
import { aPipeline } from "../../../local-pipeline.ts";
import { aList } from "./an-import.ts";

const people = 200;
const { atATime, people: perPage } = pages;
/** The import itself, its lease and its history, and the former values of two pages. */
const perImport = 40;

async function* given(changedFrom = people): AsyncGenerator<Profile> {
  for (let number = 0; number < people; number++)
    yield number < changedFrom ? personAt(number) : { ...personAt(number), name: "New Name" };
}

it("an import writes 3 units for a new person, 2 for a changed one, and none for any other", async () => {
  const local = await aPipeline();
  // As deployed: in transactions, new people would cost twice as much.
  const table = { ...local.pipeline.table, insertThrough: "batches" } as const;
  const pipeline = { ...local.pipeline, table };
  const units = countUnits(pipeline.table.client);
  const spent = async (list: string, rows: AsyncGenerator<Profile>) => {
    const before = units();
    const people = await Array.fromAsync(rows);
    const read = async function* () {
      yield* people;
    };
    const request = { list, mode: "update", file: "x", by: ann, people: read } as const;
    expect((await importPeople(pipeline, request)).kind).toBe("done");
    const after = units();
    return {
      written: after.writeUnits - before.writeUnits,
      read: after.readUnits - before.readUnits,
    };
  };
  await aList(pipeline, "staff");
  await aList(pipeline, "board");
  const fresh = await spent("staff", given());
  expect(fresh.written).toBeGreaterThanOrEqual(3 * people);
  expect(fresh.written).toBeLessThanOrEqual(3 * people + perImport);

  const unchanged = await spent("staff", given());
  expect(unchanged.written).toBeLessThanOrEqual(perImport);
  expect(unchanged.read).toBeLessThanOrEqual(5 * people);

  const changed = await spent("staff", given(people - 50));
  expect(changed.written).toBeLessThanOrEqual(2 * 50 + perImport);

  // Another list of the same people: their own items, and a row for each.
  const another = await spent("board", given(people - 50));
  expect(another.written).toBeLessThanOrEqual(2 * people + perImport);
});

it("the local run claims addresses unseen while all people are new, and counts the others right", async () => {
  const { pipeline } = await aPipeline();
  const units = countUnits(pipeline.table.client);
  await aList(pipeline);
  const known = await Array.fromAsync(given(people));
  const gone = personAt(people + perPage * atATime + 7);
  const hash = addressHash(gone.email, pipeline.addressKey);
  const of = (rows: readonly Profile[]) => ({
    list: "staff",
    mode: "update" as const,
    file: "x",
    by: ann,
    people: async function* () {
      yield* rows;
    },
  });
  await importPeople(pipeline, of(known));
  await suppress(pipeline.table, hash, { reason: "erased", scope: "everywhere", now: new Date() });
  const fresh = Array.from({ length: perPage * (atATime + 4) }, (_, number) =>
    personAt(people + number),
  );
  const before = units().readUnits;
  const outcome = await importPeople(pipeline, of([...fresh, ...known]));
  const counts = outcome.kind === "done" ? countsOf(outcome.import) : outcome;
  expect(counts).toMatchObject({ new: fresh.length - 1, unchanged: people, keptOut: 1 });
  // Three reads for each person of the first pages, two for the later ones.
  const ofKnown = 5 * people;
  expect(units().readUnits - before).toBeLessThan(3 * fresh.length + ofKnown - 2 * perPage);
});
