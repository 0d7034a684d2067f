import { assumptions, type Cost, costPerMillion, rates } from "./cost.ts";
import { readBenchLetter } from "./letter.ts";
import type { StepName } from "./processes/step.ts";
import { type EditionRun, runEdition } from "./run-edition.ts";

export type ScaleFigures = {
  /** DynamoDB's units of an edition for each person, at the largest size: addressing, sending, feedback and the clock. */
  readonly writeUnitsPerPerson: number;
  readonly readUnitsPerPerson: number;
  /** Dollars for a million letters, everything but SES. */
  readonly costPerMillion: number;
  /** Time for each person at the largest size, as a multiple of that at the smallest. */
  readonly timeGrowth: number;
  /** For the step with the most memory growth: its peak at the largest size, as a multiple of that at the smallest. */
  readonly memoryGrowth: number;
};
export type ScaleRow = Readonly<Record<string, string | number>>;
export type ScaleOptions = {
  /** Ascending. */
  readonly people: readonly number[];
  readonly warmUp: number;
  /** Seconds that each run at a rate of its own lasts. */
  readonly secondsAtRate: number;
  readonly feedbackWindow: number;
  readonly onRun: (what: string) => void;
};

export const fullScale: Omit<ScaleOptions, "onRun"> = {
  people: [10_000, 100_000, 1_000_000],
  warmUp: 2_000,
  secondsAtRate: 30,
  feedbackWindow: 10_000,
};
/** More than this machine can do: neither the pace nor the wait for a place on the calendar, one lane at a time, is the limit. */
const fast = { rate: 10_000, sendWorkers: 8 };
const ofAnEdition = ["address", "send", "feedback", "clock"] as const;

/** Editions of several sizes from the import to the last event; then short ones at real rates, for what a letter costs there. */
export async function benchScale(
  options: ScaleOptions,
): Promise<{ figures: ScaleFigures; tables: ScaleRow[][] }> {
  const { warmUp, feedbackWindow, onRun } = options;
  const letter = await readBenchLetter();
  const sizes: EditionRun[] = [];
  for (const people of options.people) {
    const run = await runEdition(letter, { ...fast, people, warmUp, feedbackWindow });
    sizes.push(run);
    onRun(`${people} people: ${Math.round(run.wall.whole / 1_000)} s`);
  }
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  if (!smallest || !largest) throw new Error("no size is given");
  const costs: Cost[] = [];
  for (const { lettersPerSecond: rate, sendWorkers } of rates) {
    const people = Math.ceil(rate * options.secondsAtRate);
    costs.push(
      costPerMillion(
        await runEdition(letter, { people, warmUp: 0, rate, sendWorkers, feedbackWindow }),
        largest,
      ),
    );
    onRun(`${people} people at ${rate} a second`);
  }
  const headline = costs.find(
    cost => cost.lettersPerSecond === assumptions.headlineLettersPerSecond,
  );
  return {
    figures: {
      writeUnitsPerPerson: sumOf(largest, "writeUnits") / largest.people,
      readUnitsPerPerson: sumOf(largest, "readUnits") / largest.people,
      costPerMillion: headline?.pipeline ?? Number.NaN,
      timeGrowth: largest.wall.whole / largest.people / (smallest.wall.whole / smallest.people),
      memoryGrowth: Math.max(
        ...stepNames.map(name => largest.steps[name].peakMemory / smallest.steps[name].peakMemory),
      ),
    },
    tables: [sizes.flatMap(rowsOf), costs.map(cost => rounded(cost, 3))],
  };
}

const stepNames = [
  "import",
  "compose",
  "address",
  "send",
  "feedback",
  "clock",
] as const satisfies readonly StepName[];

function sumOf(run: EditionRun, units: "writeUnits" | "readUnits"): number {
  return ofAnEdition.reduce((sum, name) => sum + run.steps[name][units], 0);
}

/** A row for each step; times in microseconds, all but the memory for each person. */
function rowsOf(run: EditionRun): ScaleRow[] {
  const { people, wall, steps } = run;
  const rows = stepNames.map(name => ({
    people,
    step: name,
    wall: name in wall ? micro(wall[name as keyof typeof wall], people) : "",
    processor: micro(steps[name].cpu, people),
    peakMegabytes: Math.round(steps[name].peakMemory / 1_000_000),
    ...rounded({
      writeUnits: steps[name].writeUnits / people,
      readUnits: steps[name].readUnits / people,
      sqsRequests: steps[name].requests / people,
    }),
  }));
  return [...rows, { people, step: "whole", wall: micro(wall.whole, people) }];
}

function micro(milliseconds: number, people: number): number {
  return Math.round((milliseconds * 1_000) / people);
}

function rounded<Row extends Readonly<Record<string, number>>>(row: Row, digits = 4): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Number(value.toFixed(digits))]),
  ) as Row;
}
