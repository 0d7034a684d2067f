import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { ColumnMap } from "../../../core/people/rows/columns.ts";
import { findFormat } from "../../../core/people/rows/table-format.ts";
import type { TextEncoding } from "../../../core/people/rows/text-encoding.ts";
import { decodeText, findUtf16, type NotUtf8 } from "./decode-text.ts";
import { UnreadableColleagues } from "./unreadable-colleagues.ts";

/** How a person says that a table is to be read. */
export type TableOptions = {
  readonly map?: ColumnMap | undefined;
  /** Undefined: UTF-8, or UTF-16 if the first bytes show it. */
  readonly encoding?: TextEncoding | undefined;
  /** The file has the rows of a workbook, which were read before: see `keepRows`. */
  readonly isKeptRows?: boolean;
};

/**
 * Reads a table row by row: RFC 4180, also with a byte-order mark, any line ends, any delimiter, a
 * line `sep=` and UTF-16; or a workbook of Excel or LibreOffice. Opens the file once and reads it
 * from start to end, so a text may be a pipe.
 */
export async function* readCells(path: string, options: TableOptions): AsyncGenerator<string[]> {
  if (options.isKeptRows) {
    const { readKeptRows } = await import("./workbook/kept-rows.ts");
    yield* readKeptRows(path);
    return;
  }
  const before = await stateOf(path);
  const [start, bytes] = await readAhead(createReadStream(path), headerBytes);
  const magic = start.subarray(0, 4).toString("hex");
  const other = otherKindOf(start);
  if (other !== undefined) {
    await bytes.return(undefined);
    throw new UnreadableColleagues(other);
  }
  if (magic === "d0cf11e0" || magic === "504b0304") {
    await bytes.return(undefined);
    if (magic === "d0cf11e0")
      throw new UnreadableColleagues(
        "the file is an old Excel workbook (.xls) or has a password: save it as .xlsx without a password, or as CSV UTF-8",
      );
    // The readers of workbooks load only for a workbook.
    const { readWorkbook } = await import("./workbook/read-workbook.ts");
    yield* readWorkbook(path);
    await refuseChanged(path, before);
    return;
  }
  const encoding = options.encoding ?? findUtf16(start) ?? "utf-8";
  const beginning = new TextDecoder(encoding, { ignoreBOM: true }).decode(start, { stream: true });
  const format = findFormat(beginning, options.map);
  let line = 1 + (beginning.slice(0, format.start).match(/\r\n?|\n/g)?.length ?? 0);
  const first = line - 1;
  const parser = parse({
    delimiter: format.delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    // Bob "Bobby" Li: a mark inside a cell is part of its text.
    relax_quotes: true,
    max_record_size: 100_000,
    on_record: (cells, { lines }) => {
      if ((cells as string[]).some(isRunOn)) throw new RunOn();
      line = first + lines + 1;
      return cells;
    },
  });
  const source = Readable.from(from(decodeText(bytes, encoding, notUtf8), format.start));
  source.on("error", error => parser.destroy(error));
  try {
    for await (const cells of source.pipe(parser)) yield cells as string[];
    await refuseChanged(path, before);
  } catch (error) {
    // Name the line where the row begins: the parser notices a missing quotation mark only much
    // later.
    if (error instanceof RunOn) throw new UnreadableColleagues(`line ${line}: ${wrongPlace}`);
    if (error instanceof CsvError)
      throw new UnreadableColleagues(`line ${line}: ${sentence(error)}`);
    throw error;
  } finally {
    source.destroy();
  }
}

/** What shows that a file was written to. Undefined for a pipe, or if there is no such file. */
async function stateOf(path: string): Promise<string | undefined> {
  const state = await stat(path).catch(() => undefined);
  return state?.isFile() ? `${state.size} ${state.mtimeMs}` : undefined;
}

/** The last row of a file that is still written may be a part of a row, with a part of an address. */
async function refuseChanged(path: string, before: string | undefined): Promise<void> {
  if (before !== undefined && (await stateOf(path)) !== before)
    throw new UnreadableColleagues(
      "the file changed while it was read: wait until it is complete, then try again",
    );
}

/** Returns what a file is that has people in a form that no table has, and what to do. */
function otherKindOf(start: Buffer): string | undefined {
  const begin = start
    .subarray(0, 300)
    .toString("latin1")
    .replace(/^(\xef\xbb\xbf|\s)+/, "");
  if (/^<(!doctype|html|table|\?xml|meta|style)/i.test(begin))
    return "the file is a web page or XML, with the name of a table: open it in a spreadsheet, and save it as .xlsx or CSV UTF-8";
  if (begin.startsWith("%PDF")) return "the file is a PDF: save the table as .xlsx or CSV UTF-8";
  if (/^BEGIN:VCARD/i.test(begin))
    return "the file has business cards (vCard): export the contacts as CSV";
  return /^\{\\rtf/.test(begin)
    ? "the file is a text document (RTF): save the table as .xlsx or CSV UTF-8"
    : undefined;
}

/** Skips the first `count` characters of a text. */
async function* from(texts: AsyncIterable<string>, count: number): AsyncGenerator<string> {
  let skip = count;
  for await (const text of texts) {
    const kept = text.slice(skip);
    skip -= text.length - kept.length;
    if (kept !== "") yield kept;
  }
}

function sentence(error: CsvError): string {
  if (error.code === "CSV_QUOTE_NOT_CLOSED")
    return "a quotation mark opens here, and none closes it before the end of the file";
  if (error.code === "CSV_MAX_RECORD_SIZE")
    return "a row is longer than 100,000 characters: a quotation mark may be missing";
  return wrongPlace;
}

const wrongPlace =
  "a quotation mark is in the wrong place: put the whole cell in quotation marks, and double each one inside";

class RunOn extends Error {}

/**
 * Returns whether a cell has swallowed rows: its first quotation mark was not closed, and it ends at
 * one of a later row. The parser then keeps all marks.
 */
function isRunOn(cell: string): boolean {
  return /^".*[\r\n].*"$/s.test(cell) && cell.slice(1, -1).includes('"');
}

function notUtf8({ line, words }: NotUtf8): Error {
  return new UnreadableColleagues(
    `line ${line}: the file is not UTF-8: save it as "CSV UTF-8"`,
    words,
  );
}

/** The format is found in the first bytes of the file. */
const headerBytes = 65_536;

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
