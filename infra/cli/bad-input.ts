/** Wrong input: a line for each fault, for the person who runs the command. */
export class BadInput extends Error {
  override readonly name = "BadInput";
  readonly lines: readonly string[];

  constructor(...lines: string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/**
 * For the last `catch` of a command: prints what is wrong with the input, and sets exit code 2.
 * Returns false for any other error.
 */
export function endForBadInput(error: unknown): boolean {
  if (!(error instanceof BadInput)) return false;
  for (const line of error.lines) console.error(line);
  process.exitCode = 2;
  return true;
}

/** Explains a system error about a file or directory. Rethrows errors without a code. */
export function refusedBySystem(path: string, error: NodeJS.ErrnoException): BadInput {
  const why: Record<string, string> = {
    ENOENT: "there is no such file",
    EISDIR: "it is a directory, not a file",
    ENOTDIR: "a part of the path is a file, not a directory",
    EEXIST: "it is a file, not a directory",
    EACCES: "you may not read or write it",
    EPERM: "you may not read or write it",
    EROFS: "it may not be written to",
    ENOSPC: "the disk is full",
  };
  if (error.code === undefined) throw error;
  return new BadInput(`${path}: ${why[error.code] ?? `it cannot be used (${error.code})`}.`);
}
