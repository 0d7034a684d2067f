import { readSync } from "node:fs";

const chunkBytes = 1024 * 1024;

/**
 * Calls `line` for each line of an open file; `start` is the byte offset of the line. Returns the
 * offset after the last line end. Bytes after that offset belong to an incomplete line.
 */
export function readJournalLines(
  file: number,
  line: (text: string, start: number) => void,
): number {
  let kept = Buffer.alloc(0);
  let start = 0; // The offset of `kept` in the file.
  while (true) {
    const next = Buffer.alloc(chunkBytes);
    const length = readSync(file, next, 0, chunkBytes, start + kept.length);
    if (length === 0) return start;
    const bytes = Buffer.concat([kept, next.subarray(0, length)]);
    let from = 0;
    for (let newline = bytes.indexOf(0x0a); newline >= 0; newline = bytes.indexOf(0x0a, from)) {
      line(bytes.toString("utf8", from, newline), start + from);
      from = newline + 1;
    }
    kept = bytes.subarray(from);
    start += from;
  }
}
