import type { Profile } from "../../functions/core/people/subscriber.ts";

// Of a hundred names a dozen are written with more than ASCII.
const firstNames = [
  "Amina",
  "Siân",
  "Thomas",
  "Wei",
  "Fiona",
  "Oluwaseun",
  "Grace",
  "David",
  "Mohammed",
  "Ruth",
  "Peter",
  "Ifeoma",
];
const lastNames = [
  "Okafor",
  "Jones",
  "Hughes",
  "Zhang",
  "Müller",
  "Adeyemi",
  "Taylor-Smith",
  "Nowak",
  "Hussain",
  "Fraser",
  "Patel",
];

/**
 * One colleague of a benchmark's audience, by number. Colleagues are generated, so that a million need
 * no file. One in five has their own salutation.
 */
export function personAt(number: number): Profile {
  const first = firstNames[number % firstNames.length] ?? "";
  const last = lastNames[number % lastNames.length] ?? "";
  const email = `${plain(first)}.${plain(last)}.${number}@hospital-${number % 40}.example`;
  return {
    email,
    name: `${first} ${last}`,
    ...(number % 5 === 0 && { salutation: `Dear Dr ${last},` }),
  };
}

/** The number of the person with this address; undefined if it is no address of `personAt`. */
export function numberOf(address: string): number | undefined {
  const number = /\.(\d{1,8})@hospital-\d+\.example$/.exec(address)?.[1];
  return number === undefined ? undefined : Number(number);
}

export async function* peopleBetween(from: number, to: number): AsyncGenerator<Profile> {
  for (let number = from; number < to; number++) yield personAt(number);
}

function plain(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
}
