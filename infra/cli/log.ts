import { closeSync, openSync, writeSync } from "node:fs";
import type { Pipeline } from "../../functions/steps/pipeline.ts";

/** A log of one JSON line an event, as the deployed functions write to CloudWatch. A full disk costs lines and nothing else. */
export function createLog(path: string): { write: Pipeline["log"]; close: () => void } {
  const file = openSync(path, "a");
  return {
    write: (event, fields) => {
      try {
        writeSync(file, `${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
      } catch {
        // What the line is about goes on, and says itself when the disk refuses it.
      }
    },
    close: () => closeSync(file),
  };
}
