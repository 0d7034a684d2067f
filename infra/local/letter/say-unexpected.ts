import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { withoutAddresses } from "../../../functions/core/text/without-addresses.ts";
import { readLetterArguments } from "./letter-arguments.ts";

/** Writes an unexpected error with its stack to the log. Returns a sentence for the user. */
export function sayUnexpected(error: unknown, logFile: string | undefined): string {
  const [first = ""] = String(error).split("\n");
  const happened = `The run ended unexpectedly: ${withoutAddresses(first)}.`;
  return logFile !== undefined && noteStack(error, logFile)
    ? `${happened} ${logFile} has the details. Run the same command to continue.`
    : `${happened} Run the same command to continue.`;
}

/**
 * Returns the log file of the directory that the arguments name; undefined if the arguments are
 * invalid.
 */
export function logOf(args: readonly string[]): string | undefined {
  try {
    return join(readLetterArguments(args).data, "pipeline.log");
  } catch {
    return undefined;
  }
}

function noteStack(error: unknown, logFile: string): boolean {
  const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  // `withoutAddresses` shortens long texts. Line by line, it shortens a line and not the whole
  // stack.
  const text = stack
    .split("\n")
    .map(line => withoutAddresses(line))
    .join("\n");
  try {
    appendFileSync(
      logFile,
      `${JSON.stringify({ at: new Date().toISOString(), event: "ended-unexpectedly", error: text })}\n`,
    );
    return true;
  } catch {
    return false;
  }
}
