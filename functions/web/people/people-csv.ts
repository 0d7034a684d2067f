import { csvLine } from "../../core/text/csv-line.ts";
import type { PeopleRead, PersonOnEdition } from "../../steps/ledger/list-people.ts";
import { saidOf, sayCauses } from "./cause-words.ts";

/** People in one file: as many as an answer of a Lambda (6 MB) and the time of one request surely have room for. */
export const peopleInFile = 20_000;

const columns = [
  ...["subscriber", "email", "name", "standing", "delivered", "bounced", "complained"],
  ...["message id", "accepted at", "assumed", "deferred", "resent", "why", "status", "server said"],
];

// Spreadsheets take a file for UTF-8 only when it begins with this mark.
const byteOrderMark = "\ufeff";

/** A CSV file of people, at most so many, written as they are read: however many there are, few are in memory. */
export function peopleCsv(reads: AsyncGenerator<PeopleRead>, most: number): ReadableStream<Uint8Array> {
  const lines = csvLines(reads, most);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}

async function* csvLines(reads: AsyncGenerator<PeopleRead>, most: number): AsyncGenerator<string, undefined> {
  yield byteOrderMark + csvLine(columns);
  let left = most;
  for await (const { people } of reads) {
    const wanted = people.slice(0, left);
    left -= wanted.length;
    if (wanted.length > 0) yield wanted.map(row).join("");
    if (left === 0) return;
  }
}

function row(copy: PersonOnEdition): string {
  const { subscriber, person, standing, messages } = copy;
  const said = saidOf(copy);
  const yes = (fact: boolean) => (fact ? "yes" : "");
  return csvLine([
    ...[subscriber, person?.email ?? "", person?.name ?? "", standing],
    ...[yes(copy.delivered), yes(copy.bounced), yes(copy.complained)],
    // Whoever was sent to twice may have two.
    messages.map(({ messageId }) => messageId).join(" "),
    messages.map(({ at }) => new Date(at).toISOString()).join(" "),
    ...[yes(copy.assumed), yes(copy.deferred), yes(copy.resent)],
    sayCauses(copy),
    said
      .map(({ status }) => status)
      .filter(Boolean)
      .join("; "),
    said
      .map(({ quote }) => quote)
      .filter(Boolean)
      .join("; "),
  ]);
}
