import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline as streamTo } from "node:stream/promises";
import { newList } from "../../functions/core/people/list.ts";
import { csvLine } from "../../functions/core/text/csv-line.ts";
import { createList } from "../../functions/steps/people/lists/create-list.ts";
import { ann } from "../examples/builders.ts";
import { peopleBetween } from "./people.ts";
import type { Step, StepFigures } from "./processes/step.ts";
import { startServices } from "./services.ts";

/** What an import of a file does: each is a step of its own. */
const acts = ["read", "check", "new", "unchanged", "undo"] as const;
/** Locally new people are stored in transactions, which would cost twice as much on AWS. */
const ways = ["transactions", "batches"] as const;
export type ImportAct = (typeof acts)[number];

/** What a person costs on AWS does not depend on how many there are. */
const deployedPeople = 2_000;

/** As for the steps of an edition: with little room, the memory that is used shows. */
const flags = ["--max-old-space-size=96", "--min-semi-space-size=16", "--max-semi-space-size=16"];

export type ImportRow = {
  readonly people: number;
  readonly through: (typeof ways)[number];
  readonly act: ImportAct;
  readonly perSecond: number;
  /** Microseconds on a processor for each person, without the table's own. */
  readonly cpuPerPerson: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly peakMegabytes: number;
};

export type ImportFigures = {
  /** New people a second, at the largest size, locally. */
  readonly importedPerSecond: number;
  /** Of a new person, as deployed. */
  readonly importWriteUnits: number;
  /** Peak memory at the largest size, as a multiple of that at the smallest. */
  readonly importMemoryGrowth: number;
};

/** Imports files of several sizes: reads them, compares them, adds all people, finds them unchanged, and undoes. */
export async function benchImport({
  people: sizes,
  onRun = () => {},
}: {
  readonly people: readonly number[];
  readonly onRun?: (what: string) => void;
}): Promise<{ figures: ImportFigures; rows: ImportRow[] }> {
  const rows: ImportRow[] = [];
  for (const people of sizes) rows.push(...(await importFile(people, "transactions", onRun)));
  rows.push(...(await importFile(deployedPeople, "batches", onRun)));
  const added = rows.filter(({ act }) => act === "new");
  const [smallest, largest, deployed] = [added[0], added.at(-2), added.at(-1)];
  if (!smallest || !largest || !deployed) throw new Error("no size is given");
  const figures = {
    importedPerSecond: largest.perSecond,
    importWriteUnits: deployed.writeUnits,
    importMemoryGrowth: Number((largest.peakMegabytes / smallest.peakMegabytes).toFixed(2)),
  };
  return { figures, rows };
}

async function importFile(
  people: number,
  through: (typeof ways)[number],
  onRun: (what: string) => void,
): Promise<ImportRow[]> {
  const directory = await mkdtemp(join(tmpdir(), "dear-colleague-import-"));
  const services = await startServices();
  try {
    const file = join(directory, "people.csv");
    await streamTo(linesOf(people), createWriteStream(file));
    await createList(services.pipeline, newList({ id: "staff", name: "Staff" }), ann);
    const { endpoints, queues } = services;
    const environment = { ...services.environment, INSERT_THROUGH: through };
    const orders = { environment, endpoints, queues, step: "import", ses: "", feedbackWindow: 0 };
    const step = services.start<Step>("step", orders, flags);
    const rows: ImportRow[] = [];
    for (const act of acts) {
      const before = await step.ask("figures");
      const { milliseconds } = await step.ask("importFile", { file, list: "staff", act });
      const seen = [before, await step.ask("figures")] as const;
      const row = { through, ...rowOf(people, act, milliseconds, seen) };
      rows.push(row);
      // All figures at once: a later, larger size takes long, and may fail.
      onRun(sayRow(row, milliseconds));
    }
    return rows;
  } finally {
    await services.stop();
    await rm(directory, { recursive: true });
  }
}

function rowOf(
  people: number,
  act: ImportAct,
  milliseconds: number,
  [before, after]: readonly [StepFigures, StepFigures],
): Omit<ImportRow, "through"> {
  const units = (name: "writeUnits" | "readUnits") =>
    Number(((after[name] - before[name]) / people).toFixed(3));
  return {
    people,
    act,
    perSecond: Math.round((people / milliseconds) * 1_000),
    cpuPerPerson: Math.round(((after.cpu - before.cpu) * 1_000) / people),
    writeUnits: units("writeUnits"),
    readUnits: units("readUnits"),
    peakMegabytes: Math.round(after.peakMemory / 1_000_000),
  };
}

/** "1000000 people, new: 289000 ms, 3460 a second, 95 µs of CPU, 6 write and 2.08 read units each, 190 MB" */
function sayRow(row: ImportRow, milliseconds: number): string {
  const { people, act, perSecond, cpuPerPerson, writeUnits, readUnits, peakMegabytes } = row;
  return [
    `${people} people, ${act}: ${Math.round(milliseconds)} ms`,
    `${perSecond} a second`,
    `${cpuPerPerson} µs of CPU`,
    `${writeUnits} write and ${readUnits} read units each`,
    `${peakMegabytes} MB`,
  ].join(", ");
}

async function* linesOf(people: number): AsyncGenerator<string> {
  yield csvLine(["Email", "Name", "Salutation"]);
  for await (const { email, name = "", salutation = "" } of peopleBetween(0, people))
    yield csvLine([email, name, salutation]);
}
