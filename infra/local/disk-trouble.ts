import { statfsSync } from "node:fs";

const causes: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full",
  EDQUOT: "Your share of the disk is used up",
  EFBIG: "A file has reached the size limit of the system",
  EROFS: "The disk is read-only",
  EIO: "The disk does not work correctly",
};

/** With less free space a disk counts as full: a database needs some space to keep working. */
const minFreeBytes = 256 * 1024;

/** Whether the error is the system's refusal to write. */
export function isWriteRefusal(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && String(error.code) in causes;
}

/**
 * Returns sentences about a refusal to write and what to do. Pass `file` if the error may not name
 * it.
 */
export function sayWriteRefusal(error: NodeJS.ErrnoException, file = error.path): string {
  const what = causes[error.code ?? ""] ?? "The disk cannot be written to";
  return `${what}: ${file === undefined ? "a file" : file.replace(/\.(new|tmp)$/, "")} could not be written to. ${whatToDo}`;
}

const whatToDo = "Nothing is lost: free some space and run the same command again.";

/**
 * Returns a sentence if the disk of a directory is full; undefined if it has room or cannot be
 * checked.
 */
export function sayIfFull(directory: string): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize < minFreeBytes
      ? `The disk is full: no room is left in ${directory}. ${whatToDo}`
      : undefined;
  } catch {
    return undefined;
  }
}
