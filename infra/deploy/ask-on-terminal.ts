import { createInterface } from "node:readline/promises";
import { Refusal } from "./refusal.ts";

/** Asks the operator. Returns the line that they type. Throws a Refusal if there is no terminal. */
export async function askOnTerminal(question: string, alternative: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new Refusal(`${question.trim()} There is no terminal to ask on. Instead, ${alternative}`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(question)).trim();
  } finally {
    terminal.close();
  }
}
