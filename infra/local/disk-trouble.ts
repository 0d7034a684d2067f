import { statfsSync } from "node:fs";

const causes: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full",
  EDQUOT: "Your share of the disk is used up",
  EFBIG: "A file has become as long as the system allows",
  EROFS: "The disk can only be read",
  EIO: "The disk does not work as it should",
};

/** Bytes below which a disk counts as full: a database needs some to go on at all. */
const leastFree = 256 * 1024;

/** Whether the system has refused to write. */
export function isWriteRefusal(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && String(error.code) in causes;
}

/** A sentence about a refusal to write, and what to do. `file` where the error does not name it. */
export function sayWriteRefusal(error: NodeJS.ErrnoException, file = error.path): string {
  const what = causes[error.code ?? ""] ?? "The disk cannot be written to";
  return `${what}: ${file === undefined ? "a file" : file.replace(/\.(new|tmp)$/, "")} could not be written to. ${whatToDo}`;
}

const whatToDo = "Nothing is lost: free some space and run the same command again.";

/** The sentence where the disk of a directory has no room left; undefined where it has, or nobody knows. */
export function sayIfFull(directory: string): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize < leastFree ? `The disk is full: there is no room left in ${directory}. ${whatToDo}` : undefined;
  } catch {
    return undefined;
  }
}
