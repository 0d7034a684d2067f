import { closeSync, openSync, writeSync } from "node:fs";
import type { Pipeline } from "../../functions/steps/pipeline.ts";

/** A log of one JSON line an event, as the deployed functions write to CloudWatch. */
export function createLog(path: string): { write: Pipeline["log"]; close: () => void } {
  const file = openSync(path, "a");
  return {
    write: (event, fields) => {
      writeSync(file, `${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
    },
    close: () => closeSync(file),
  };
}
