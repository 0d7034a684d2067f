import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Names of the pipeline's own files in a directory. Other files belong to the user. */
const ownNames =
  /^(dynamodb\.db.*|outbox|ses|ses-elsewhere|origin|lock.*|identity\.json.*|endpoints\.json.*|pipeline\.log|feedback\.jsonl|uncertain\.csv.*)$/;

/** From now on only the user can read files that this process and its children create. */
export function makeFilesPrivate(): void {
  process.umask(0o077);
}

/**
 * Closes the directory's letters, addresses and keys to other users. An earlier release may have
 * left them open.
 */
export function makePrivate(directory: string): void {
  const names = readdirSync(directory);
  // A directory with other files in it belongs to the user: its mode stays.
  if (names.every(name => ownNames.test(name))) chmodSync(directory, 0o700);
  for (const name of names) if (ownNames.test(name)) closeToOthers(join(directory, name));
}

function closeToOthers(path: string): void {
  try {
    const status = statSync(path);
    const isDirectory = status.isDirectory();
    const mode = isDirectory ? 0o700 : 0o600;
    // To set the mode again would change the file's time: see `directoryTableId`.
    if ((status.mode & 0o777) !== mode) chmodSync(path, mode);
    if (isDirectory) for (const name of readdirSync(path)) closeToOthers(join(path, name));
  } catch (error) {
    // Another run may have removed the file: a lock's draft lives for a moment.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
