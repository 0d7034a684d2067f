import { createInterface } from "node:readline/promises";
import { Refusal } from "./refusal.ts";

/** Asks the operator; gives the line that they type. Throws a Refusal where nobody can answer. */
export async function askOnTerminal(question: string, insteadOf: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Refusal(`${question.trim()} There is no terminal to ask on: ${insteadOf}`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(question)).trim();
  } finally {
    terminal.close();
  }
}
