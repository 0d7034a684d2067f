import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { withoutAddresses } from "../../../functions/core/text/without-addresses.ts";
import { readLetterArguments } from "./letter-arguments.ts";

/** Writes an error that nobody expected into the log, its stack and all; gives the sentence for the person. */
export function sayUnexpected(error: unknown, logFile: string | undefined): string {
  const [first = ""] = String(error).split("\n");
  const happened = `The run ended unexpectedly: ${withoutAddresses(first)}.`;
  return logFile !== undefined && noteStack(error, logFile)
    ? `${happened} ${logFile} has the details. The same command goes on from there.`
    : `${happened} The same command goes on from there.`;
}

/** The log of the directory that a command line names, if it is one. */
export function logOf(args: readonly string[]): string | undefined {
  try {
    return join(readLetterArguments(args).data, "pipeline.log");
  } catch {
    return undefined;
  }
}

function noteStack(error: unknown, logFile: string): boolean {
  const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  // Line by line: what is cut short is a line, not the stack.
  const text = stack.split("\n").map(withoutAddresses).join("\n");
  try {
    appendFileSync(logFile, `${JSON.stringify({ at: new Date().toISOString(), event: "ended-unexpectedly", error: text })}\n`);
    return true;
  } catch {
    return false;
  }
}
