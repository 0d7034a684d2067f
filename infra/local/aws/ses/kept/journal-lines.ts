import { readSync } from "node:fs";

const piece = 1024 * 1024;

/**
 * Reads an open file line by line, a megabyte at a time; `start` is the octet a line begins at.
 * Gives the octet after the last line end: what follows is a line that was never finished.
 */
export function readJournalLines(file: number, line: (text: string, start: number) => void): number {
  let kept = Buffer.alloc(0);
  let start = 0; // Where in the file `kept` begins.
  while (true) {
    const next = Buffer.alloc(piece);
    const length = readSync(file, next, 0, piece, start + kept.length);
    if (length === 0) return start;
    const octets = Buffer.concat([kept, next.subarray(0, length)]);
    let from = 0;
    for (let newline = octets.indexOf(0x0a); newline >= 0; newline = octets.indexOf(0x0a, from)) {
      line(octets.toString("utf8", from, newline), start + from);
      from = newline + 1;
    }
    kept = octets.subarray(from);
    start += from;
  }
}
