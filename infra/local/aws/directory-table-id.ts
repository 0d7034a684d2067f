import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Never written again, so that its times tell whether the directory is a copy. */
const originFile = "origin";
const words =
  "Shows whether this directory is a copy of another, as one from a backup. Do not change it.\n";

const dataOf = (directory: string) => join(directory, "dynamodb.db");

/** Whether a directory's own DynamoDB has run in it. */
export function hasOwnTable(directory: string): boolean {
  return existsSync(dataOf(directory));
}

/**
 * Returns the id of the table in a directory's own DynamoDB. A directory that was copied, or copied
 * back from a backup, has another id: the file system gives each file that is written a number and a
 * time of change (ctime), which programs cannot set.
 */
export function directoryTableId(directory: string): string {
  const file = join(directory, originFile);
  if (!existsSync(file)) writeFileSync(file, words, { mode: 0o600 });
  const origin = statSync(file, { bigint: true });
  // A tool that copies only what differs leaves the origin, but not the data.
  const data = statSync(dataOf(directory), { bigint: true });
  return `${origin.dev}.${origin.ino}.${origin.ctimeNs}.${data.ino}`;
}
