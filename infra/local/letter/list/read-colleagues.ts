import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import {
  type Columns,
  readColleague,
  readHeader,
} from "../../../../functions/core/people/colleague-row.ts";
import { addressIdentity } from "../../../../functions/core/people/mailbox.ts";
import type { Profile } from "../../../../functions/core/people/subscriber.ts";
import { decodeUtf8 } from "./decode-utf8.ts";

/** A row of the file. Rows are numbered as in a spreadsheet: the header is row 1. */
export type ColleagueRow =
  | { readonly kind: "colleague"; readonly row: number; readonly colleague: Profile }
  | { readonly kind: "repeated"; readonly row: number; readonly first: number }
  | { readonly kind: "bad"; readonly row: number; readonly reason: string };

/** The file cannot be read as a list of colleagues. The message is a sentence for people. */
export class UnreadableColleagues extends Error {
  override readonly name = "UnreadableColleagues";
}

/**
 * Reads a colleagues.csv row by row. The format is RFC 4180, also with a byte-order mark, any line
 * ends, and ";" or tabs between cells. Throws UnreadableColleagues if the file has no valid rows or
 * header. Opens the file once and reads it from start to end, so it may be a pipe.
 */
export async function* readColleagues(path: string): AsyncGenerator<ColleagueRow> {
  const rowOf = new Map<string, number>();
  let columns: Columns | undefined;
  let row = 0;
  for await (const cells of readCells(path)) {
    row++;
    if (cells.every(cell => cell.trim() === "")) continue;
    if (columns === undefined) {
      const header = readHeader(cells);
      if (header.kind === "invalid")
        throw new UnreadableColleagues(
          `${header.reason}: the first row must name the columns, "email" and optionally "name", "salutation" and "language"`,
        );
      columns = header.columns;
      continue;
    }
    const read = readColleague(cells, columns);
    if (read.kind === "invalid") {
      yield { kind: "bad", row, reason: read.reason };
      continue;
    }
    const identity = addressIdentity(read.colleague.email);
    const first = rowOf.get(identity);
    if (first !== undefined) yield { kind: "repeated", row, first };
    else {
      rowOf.set(identity, row);
      yield { kind: "colleague", row, colleague: read.colleague };
    }
  }
  if (columns === undefined)
    throw new UnreadableColleagues(
      'the file is empty: its first row must name the columns, one of them "email"',
    );
}

async function* readCells(path: string): AsyncGenerator<string[]> {
  const [start, bytes] = await readAhead(createReadStream(path), headerBytes);
  let line = 1;
  const parser = parse({
    bom: true,
    delimiter: findDelimiter(start),
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: 100_000,
    on_record: (cells, { lines }) => {
      line = lines + 1;
      return cells;
    },
  });
  const source = Readable.from(decodeUtf8(bytes, notUtf8));
  source.on("error", error => parser.destroy(error));
  try {
    for await (const cells of source.pipe(parser)) yield cells as string[];
  } catch (error) {
    // Name the line where the row begins: the parser notices a missing quotation mark only much
    // later.
    if (error instanceof CsvError)
      throw new UnreadableColleagues(`line ${line}: ${sentence(error)}`);
    throw error;
  } finally {
    source.destroy();
  }
}

function sentence(error: CsvError): string {
  if (error.code === "CSV_QUOTE_NOT_CLOSED")
    return "a quotation mark opens here, and none closes it before the end of the file";
  if (error.code === "CSV_MAX_RECORD_SIZE")
    return "a row is longer than 100,000 characters: a quotation mark may be missing";
  return "a quotation mark is in the wrong place: put the whole cell in quotation marks, and double each one inside";
}

function notUtf8(line: number): Error {
  return new UnreadableColleagues(`line ${line}: the file is not UTF-8: save it as "CSV UTF-8"`);
}

/** `findDelimiter` reads no more of the file. */
const headerBytes = 4096;

/**
 * Returns the first `count` bytes of a stream (fewer if it is shorter), and the whole stream from
 * its start.
 */
async function readAhead(
  stream: AsyncIterable<Buffer>,
  count: number,
): Promise<[Buffer, AsyncGenerator<Buffer>]> {
  const rest = stream[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  let isOver = false;
  while (start.length < count && !isOver) {
    const { done, value } = await rest.next();
    if (done) isOver = true;
    else start = Buffer.concat([start, value]);
  }
  async function* all() {
    try {
      yield start;
      for (
        let next = isOver ? undefined : await rest.next();
        next && !next.done;
        next = await rest.next()
      )
        yield next.value;
    } finally {
      await rest.return?.();
    }
  }
  return [start.subarray(0, count), all()];
}

/** Returns the delimiter of the header row. Excel writes ";" in countries with a decimal comma. */
function findDelimiter(start: Buffer): string {
  const lines = start.toString("latin1").split(/[\r\n]+/);
  const header = lines.find(line => /\w/.test(line)) ?? "";
  const [best] = [",", ";", "\t"]
    .map(each => ({ each, count: header.split(each).length }))
    .sort((a, b) => b.count - a.count);
  return best?.each ?? ",";
}
