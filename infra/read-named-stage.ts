import { BadInput } from "./cli/bad-input.ts";
import { readStage, type Stage } from "./read-stage.ts";

/** Reads a stage that a command line names. Throws BadInput with the message of `readStage`. */
export function readNamedStage(name: string): Stage {
  try {
    return readStage(name);
  } catch (error) {
    throw new BadInput(error instanceof Error ? error.message : String(error));
  }
}
