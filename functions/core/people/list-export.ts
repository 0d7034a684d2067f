import { csvLine } from "../text/csv-line.ts";
import type { Subscription } from "./subscription.ts";

const columns = ["email", "name", "salutation", "language", "joined", "how", "not written to"];

/** Yields the people of a list as CSV. An import reads the first four columns again. */
export async function* peopleOnListCsv(
  people: AsyncIterable<Subscription>,
): AsyncGenerator<string> {
  yield csvLine(columns);
  for await (const person of people) {
    const { email, name = "", salutation = "", language = "" } = person;
    const { joinedAt, how, suppressed = "" } = person;
    yield csvLine([email, name, salutation, language, joinedAt, how, suppressed]);
  }
}

/** Yields the people of a list as one JSON array, with a line for each person. */
export async function* peopleOnListJson(
  people: AsyncIterable<Subscription>,
): AsyncGenerator<string> {
  let before = "[\n";
  for await (const person of people) {
    const { email, name, salutation, language, joinedAt, how, suppressed } = person;
    const shown = { email, name, salutation, language, joined: joinedAt, how, suppressed };
    yield `${before}${JSON.stringify(shown)}`;
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}
