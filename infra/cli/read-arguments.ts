import { type ParseArgsConfig, parseArgs } from "node:util";
import { BadInput } from "./bad-input.ts";

/**
 * Reads a command line, for every command. Throws BadInput with a sentence and the command's usage
 * for an option that does not exist, lacks its value, or takes none.
 */
export function readArguments<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [option = "An option"] = /-[-\w]+/.exec(error.message) ?? [];
    if (/^Unknown option/.test(error.message))
      throw new BadInput(`There is no option ${option}.`, usage);
    throw new BadInput(
      `${option} ${/does not take/.test(error.message) ? "takes no value" : "needs a value"}.`,
      usage,
    );
  }
}

/** Throws BadInput for an argument that is no option, in a command that takes none. */
export function refuseArguments([word]: readonly string[], hint: string, usage: string): void {
  if (word !== undefined) throw new BadInput(`Unexpected argument "${word}". ${hint}`, usage);
}
