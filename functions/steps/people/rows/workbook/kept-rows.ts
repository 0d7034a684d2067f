import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import * as z from "zod";
import { UnreadableColleagues } from "../unreadable-colleagues.ts";

// The rows of a workbook, kept as lines of JSON. Unlike CSV they cannot be read in two ways: a cell
// that looks like a delimiter, a quotation or a line "sep=" stays a cell.

/** Whether a file is a ZIP file, as workbooks are. */
export async function isZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.toString("hex") === "504b0304";
  } finally {
    await file.close();
  }
}

export async function keepRows(rows: AsyncIterable<string[]>, path: string): Promise<void> {
  async function* lines() {
    for await (const row of rows) yield `${JSON.stringify(row)}\n`;
  }
  await pipeline(lines(), createWriteStream(path, { mode: 0o600 }));
}

const cells = z.array(z.string());

/** Reads rows that `keepRows` has written. Throws UnreadableColleagues for any other file. */
export async function* readKeptRows(path: string): AsyncGenerator<string[]> {
  let rest = "";
  for await (const text of createReadStream(path, "utf8")) {
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield rowIn(line);
  }
  if (rest !== "") yield rowIn(rest);
}

function rowIn(line: string): string[] {
  try {
    return cells.parse(JSON.parse(line));
  } catch {
    throw new UnreadableColleagues("the file is damaged: give it again");
  }
}
