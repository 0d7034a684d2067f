import { closeSync, openSync, writeSync } from "node:fs";
import type { Pipeline } from "../../functions/steps/pipeline.ts";

/**
 * Creates a log with one JSON line for each event, as the deployed functions write to CloudWatch. A
 * full disk only loses lines.
 */
export function createLog(path: string): { write: Pipeline["log"]; close: () => void } {
  const file = openSync(path, "a");
  return {
    write: (event, fields) => {
      try {
        writeSync(file, `${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
      } catch {
        // The logged work goes on, and reports a full disk itself.
      }
    },
    close: () => closeSync(file),
  };
}
