import { sayCount } from "../../text/say-count.ts";
import type { SalutationCell } from "./salutation-cell.ts";

/** How the people of a table are greeted: how many, with some examples of each. */
export type Greetings = {
  /** People with their own salutation. */
  own: number;
  /** People without a salutation: they get the letter's. */
  none: number;
  /** People whose salutation cannot be used: a lone title, "N/A". They get the letter's too. */
  unusable: number;
  readonly examples: { readonly own: string[]; readonly unusable: string[] };
};

type Readable = Omit<Greetings, "examples"> & {
  readonly examples: { readonly own: readonly string[]; readonly unusable: readonly string[] };
};

const maxExamples = 3;

export function noGreetings(): Greetings {
  return { own: 0, none: 0, unusable: 0, examples: { own: [], unusable: [] } };
}

/** Counts a person. Changes `greetings`. */
export function countGreeting(
  greetings: Greetings,
  read: Exclude<SalutationCell, { kind: "placeholder" }>,
): void {
  greetings[read.kind]++;
  if (read.kind === "none") return;
  const examples = greetings.examples[read.kind];
  const example = read.kind === "own" ? read.salutation : read.cell;
  if (examples.length < maxExamples && !examples.includes(example)) examples.push(example);
}

/** Returns one sentence for each way of greeting that occurs; none if no column was read. */
export function sayGreetings({ own, none, unusable, examples }: Readable): string[] {
  if (own + unusable === 0) return [];
  const people = (count: number) => sayCount(count, "person is", "people are");
  const quote = (all: readonly string[]) => all.map(each => `“${each}”`).join(", ");
  return [
    ...(own > 0
      ? [`${people(own)} greeted in their own words, such as ${quote(examples.own)}`]
      : []),
    ...(unusable > 0
      ? [
          `${sayCount(unusable, "person has", "people have")} no usable salutation (${quote(examples.unusable)}) and ${unusable === 1 ? "gets" : "get"} the letter’s own`,
        ]
      : []),
    ...(none > 0
      ? [
          `${sayCount(none, "person has", "people have")} no salutation and ${none === 1 ? "gets" : "get"} the letter’s own`,
        ]
      : []),
  ];
}
