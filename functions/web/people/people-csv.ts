import { csvLine } from "../../core/text/csv-line.ts";
import type { PeopleRead, PersonOnEdition } from "../../steps/ledger/list-people.ts";
import { explainNotes, sayCauses } from "./cause-words.ts";

/** Fits in a Lambda's response (6 MB) and in the time of one request. */
export const maxPeoplePerFile = 20_000;

const columns = [
  ...["subscriber", "email", "name", "standing", "delivered", "bounced", "complained"],
  ...["message id", "accepted at", "assumed", "deferred", "resent", "why", "status", "server said"],
];

// Spreadsheets read a file as UTF-8 only if it starts with this mark.
const byteOrderMark = "\ufeff";

/** Streams at most `maxPeople` people as CSV, so that only a few are in memory. */
export function peopleCsv(
  reads: AsyncGenerator<PeopleRead>,
  maxPeople: number,
): ReadableStream<Uint8Array> {
  return streamOf(withMark(csvLines(reads, maxPeople)));
}

/** Puts the mark before a file that spreadsheets are to read as UTF-8. */
export async function* withMark(parts: AsyncGenerator<string>): AsyncGenerator<string> {
  yield byteOrderMark;
  yield* parts;
}

/** Streams text as it is made: only a part of it is in memory. */
export function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
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

async function* csvLines(
  reads: AsyncGenerator<PeopleRead>,
  maxPeople: number,
): AsyncGenerator<string, undefined> {
  yield csvLine(columns);
  let left = maxPeople;
  for await (const { people } of reads) {
    const wanted = people.slice(0, left);
    left -= wanted.length;
    if (wanted.length > 0) yield wanted.map(row).join("");
    if (left === 0) return;
  }
}

function row(copy: PersonOnEdition): string {
  const { subscriber, person, standing, messages } = copy;
  const notes = explainNotes(copy);
  const yes = (fact: boolean) => (fact ? "yes" : "");
  return csvLine([
    ...[subscriber, person?.email ?? "", person?.name ?? "", standing],
    ...[yes(copy.delivered), yes(copy.bounced), yes(copy.complained)],
    // People who were sent to twice may have two messages.
    messages.map(({ messageId }) => messageId).join(" "),
    messages.map(({ at }) => new Date(at).toISOString()).join(" "),
    ...[yes(copy.assumed), yes(copy.deferred), yes(copy.resent)],
    sayCauses(copy),
    notes
      .map(({ status }) => status)
      .filter(Boolean)
      .join("; "),
    notes
      .map(({ quote }) => quote)
      .filter(Boolean)
      .join("; "),
  ]);
}
