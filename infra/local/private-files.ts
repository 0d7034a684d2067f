import { chmodSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** What the pipeline keeps in a directory. The rest of it is somebody else's. */
const own =
  /^(dynamodb\.db.*|dynalite|outbox|ses|lock.*|identity\.json.*|endpoints\.json.*|pipeline\.log|feedback\.jsonl|uncertain\.csv.*)$/;

/** Files that this process and those that it starts make from now on are their user's alone, whatever the umask was. */
export function makeFilesPrivate(): void {
  process.umask(0o077);
}

/** Takes from others what an earlier run in a directory has let them read: the letters, the addresses and the keys. */
export function makePrivate(directory: string): void {
  const names = readdirSync(directory);
  // One that was there before and holds other things as well is not ours to close.
  if (names.every(name => own.test(name))) chmodSync(directory, 0o700);
  for (const name of names) if (own.test(name)) closeToOthers(join(directory, name));
}

function closeToOthers(path: string): void {
  if (!existsSync(path)) return;
  let names: readonly string[] | undefined;
  try {
    names = readdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOTDIR") throw error;
  }
  chmodSync(path, names ? 0o700 : 0o600);
  for (const name of names ?? []) closeToOthers(join(path, name));
}
