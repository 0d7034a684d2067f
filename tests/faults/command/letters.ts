import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Random, shuffled } from "../random.ts";

/** A letter, and the addresses it was given for. */
export type GivenLetter = { readonly file: string; readonly given: Set<string> };

/** Writes a letter of the round's organisation. */
export function writeLetter(path: string, seed: number, name: string): GivenLetter {
  const file = join(path, `${name}.md`);
  const lines = [
    "---",
    `subject: "Letter ${name} of round ${seed}"`,
    `from: "Round ${seed} Trust <letters@round.example>"`,
    `organisation: Round ${seed} Trust`,
    "signatory: { name: Dr A. Example, role: Director }",
    "---",
    "",
    `This is letter ${name}.`,
    "",
  ];
  writeFileSync(file, lines.join("\n"));
  return { file, given: new Set() };
}

/** Writes a list; some rows stand in it twice. */
export function writeList(
  path: string,
  name: string,
  random: Random,
  addresses: readonly string[],
): string {
  const file = join(path, `${name}.csv`);
  const repeated = random.chance(0.3) ? [random.pick(addresses)] : [];
  writeFileSync(file, `email\n${[...shuffled(random, addresses), ...repeated].join("\n")}\n`);
  return file;
}

/** So many addresses, numbered from `from` on. */
export function addressesOf(seed: number, count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => `p${from + index}.${seed}@example.org`);
}
