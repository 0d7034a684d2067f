import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import { writeWhole } from "../cli/write-whole.ts";
import { type DirectoryLock, type LockOptions, takeLock } from "./directory-lock.ts";

const identitySchema = z.object({ id: z.string(), addressKey: z.string(), linkKeys: z.string() });

/**
 * A directory's own id and keys, created on first use. The id is in the names of tables and queues.
 */
export type DirectoryIdentity = z.infer<typeof identitySchema>;

/** A directory that one run at a time uses: see `DirectoryLock`. */
export type Directory = DirectoryLock & {
  readonly path: string;
  readonly identity: DirectoryIdentity;
};

/** Opens a directory, and creates it if needed. Returns undefined if another run keeps its lock. */
export async function openDirectory(
  path: string,
  options: LockOptions = {},
): Promise<Directory | undefined> {
  const directory = resolve(path);
  mkdirSync(directory, { recursive: true });
  const lock = await takeLock(join(directory, "lock"), options);
  return (
    lock && {
      path: directory,
      identity: readDirectoryIdentity(directory),
      assertHeld: lock.assertHeld,
      place: lock.place,
      release: lock.release,
    }
  );
}

/** Ends this process at once, after another process took over its directory. */
export function endAfterLoss(path: string): void {
  console.error(
    `${path}: this run stood still, and another run has taken over the directory. This run ends and sends nothing more.`,
  );
  process.exit(1);
}

/** After another run has taken over the directory, this process needs so long to see it. */
const lossSeenMs = 2_500;

/** Ends this process after its local SES and SQS have ended. */
export function endWithServices(path: string): void {
  // If the services ended because another run has the directory, `endAfterLoss` says so.
  setTimeout(() => {
    console.error(
      `${path}: the local SES and SQS ended unexpectedly, so this run ends. Nothing is lost: run the same command again.`,
    );
    process.exit(1);
  }, lossSeenMs);
}

/** Returns the name of a directory's table. */
export function tableName({ id }: Pick<DirectoryIdentity, "id">): string {
  return process.env.TABLE_NAME ?? `dear-colleague-${id}`;
}

/** Reads the identity of a directory; creates it if there is none. */
export function readDirectoryIdentity(directory: string): DirectoryIdentity {
  const file = join(directory, "identity.json");
  if (existsSync(file)) return identitySchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const secret = () => randomBytes(32).toString("hex");
  const identity = {
    id: randomBytes(4).toString("hex"),
    addressKey: secret(),
    linkKeys: `a:${secret()}`,
  };
  writeWhole(file, JSON.stringify(identity));
  return identity;
}
