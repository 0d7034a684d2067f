import { endForBadInput } from "../cli/bad-input.ts";
import { endWithParent } from "../cli/end-with-parent.ts";
import { makeFilesPrivate } from "../local/private-files.ts";

/** What a command did. */
export type CommandResult = {
  /** Whether `value` is printed as JSON, or `lines` as text. */
  readonly json: boolean;
  /** Undefined if the command has printed everything itself. */
  readonly value: unknown;
  readonly lines: readonly string[];
  /** 0 if the command did what was asked, 1 if that could not be done. */
  readonly code: 0 | 1;
};

/** Runs an operators' command in this process. Exit code 2: the input cannot be used. */
export async function runCommand(
  command: (args: readonly string[]) => Promise<CommandResult>,
): Promise<void> {
  makeFilesPrivate();
  endWithParent();
  try {
    const { json, value, lines, code } = await command(process.argv.slice(2));
    const say = code === 0 ? console.log : console.error;
    if (!json) for (const line of lines) say(line);
    else if (value !== undefined) console.log(JSON.stringify(value, null, 2));
    process.exitCode = code;
  } catch (error) {
    if (endForBadInput(error)) return;
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    console.error(`The command failed (${name}): ${message}`);
    process.exitCode = 1;
  }
}
