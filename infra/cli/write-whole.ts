import { renameSync, writeFileSync } from "node:fs";

/** Writes a file that no other process ever reads half of. One process at a time may write it. */
export function writeWhole(file: string, content: string | Uint8Array, mode = 0o600): void {
  writeFileSync(`${file}.new`, content, { mode });
  renameSync(`${file}.new`, file);
}
